import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TextSelection } from 'prosemirror-state';
import type { Transaction } from 'prosemirror-state';
import { applyDifference } from '@shared/adf/ydiff';
import { readDocument, rootOf } from '@shared/adf/yread';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import type { DocumentEditor } from '@client/editor/mountEditor';
import type { SyncRefusal } from '@client/sync/index';
import { useToasts } from '@client/ui/ToastRegion';
import { lostLines } from './lostText.ts';

interface PutBack {
  editor: DocumentEditor | null;
  lost: SyncRefusal | null;
  mode: Mode;
  letGo: () => void;
}

/**
 * The caret where the typing ended: among equal letters it decides which of them are told to be the new ones, so that a sentence
 * after another is not drawn as beginning inside that one.
 */
function caretAfterAddition(tr: Transaction): Transaction {
  const start = tr.before.content.findDiffStart(tr.doc.content);
  const growth = tr.doc.content.size - tr.before.content.size;
  if (start === null || growth <= 0) return tr;
  return tr.setSelection(TextSelection.near(tr.doc.resolve(start + growth), -1));
}

/** What was refused for its content would be refused again. */
const hopeless: ReadonlySet<RefusalReason> = new Set([
  'content.invalid',
  'layout.invalid',
  'update.too-large',
  'document.too-large',
  'epoch.changed',
]);

/** The text that the server did not take, and the way to put it into the present document again, where one's mode allows it. */
export function usePutBack({ editor, lost, mode, letGo }: PutBack) {
  const { t } = useTranslation('document');
  const toasts = useToasts();
  const lostText = useMemo(
    () => (lost && editor ? lostLines(editor.view.state.doc, lost.lostDoc).join('\n') : ''),
    [lost, editor],
  );

  if (!editor || !lost || hopeless.has(lost.reason) || mode === 'view' || mode === 'comment') {
    return { lostText, putBack: null };
  }
  const act = () => {
    const { view } = editor;
    const before = view.state.doc;
    const tr = applyDifference(view.state.tr, readDocument(rootOf(lost.lostDoc)));
    view.dispatch(caretAfterAddition(tr).scrollIntoView());
    if (view.state.doc.eq(before)) {
      toasts.show(t('lost.failed'));
      return;
    }
    if (mode === 'suggest') toasts.show(t('lost.proposed'));
    letGo();
  };

  return {
    lostText,
    putBack: { label: t(mode === 'suggest' ? 'lost.propose' : 'lost.again'), act },
  };
}
