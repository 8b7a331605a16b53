import { IconMessage2Plus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { useEditorValue } from '@client/editor/useEditorValue';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { chosenPassage } from './chosenPassage.ts';
import type { ChosenPassage } from './chosenPassage.ts';
import { isCommentable } from './startThread.ts';
import styles from './DocumentView.module.css';

function canComment({ view: { state } }: DocumentEditor): boolean {
  return !state.selection.empty && isCommentable(state.doc, state.selection);
}

/** Begins a comment on what is selected. */
export function CommentButton({
  editor,
  onPick,
}: {
  editor: DocumentEditor;
  onPick: (passage: ChosenPassage) => void;
}) {
  const { t } = useTranslation('document');
  const isPossible = useEditorValue(editor, canComment);

  if (!isPossible) return <span className={styles.hint}>{t('thread.hint')}</span>;
  return (
    <Button
      small
      kind="quiet"
      onPress={() => {
        const chosen = chosenPassage(editor);
        if (chosen) onPick(chosen);
      }}
    >
      <IconMessage2Plus {...iconProps} />
      {t('thread.new')}
    </Button>
  );
}
