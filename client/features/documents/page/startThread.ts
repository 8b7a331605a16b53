import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import type { Audience } from '@shared/audience';
import type { NewThread, Thread } from '@shared/features/comments/schema';
import type { DocumentEditor } from '@client/editor/mountEditor';
import type { Range } from '@client/editor/threads';
import { openThread } from './api.ts';

const contextLength = 80;
const longestQuote = 400;

/** What a passage says, and a few words before and after it, for finding it again. */
export function quotation(doc: Node, { from, to }: Range) {
  const text = (start: number, end: number) => doc.textBetween(start, end, ' ', ' ');
  return {
    quote: text(from, to).slice(0, longestQuote),
    prefix: text(Math.max(0, from - contextLength), from),
    suffix: text(to, Math.min(doc.content.size, to + contextLength)),
  };
}

/**
 * Opens a thread on a passage. A shared one is marked in the text, by its id; an internal one leaves no trace there, and is placed
 * by positions that only its own side is told.
 */
export async function startThread(
  documentId: string,
  editor: DocumentEditor,
  passage: { from: Y.RelativePosition; to: Y.RelativePosition; range: Range },
  { audience, body }: { audience: Audience; body: string },
): Promise<Thread> {
  const { doc } = editor.view.state;
  const about: NewThread = { audience, body, ...quotation(doc, passage.range) };
  if (audience !== 'shared') {
    const from = Y.relativePositionToJSON(passage.from) as Record<string, unknown>;
    const to = Y.relativePositionToJSON(passage.to) as Record<string, unknown>;
    return openThread(documentId, { ...about, anchor: { from, to } });
  }

  const thread = await openThread(documentId, about);
  mark(editor, passage, thread.id);
  return thread;
}

/** Marks the passage where it is now: others may have written around it while the server answered. */
function mark(
  editor: DocumentEditor,
  passage: { from: Y.RelativePosition; to: Y.RelativePosition },
  id: string,
): void {
  const { state } = editor.view;
  const from = editor.binding.position(state.doc, passage.from);
  const to = editor.binding.position(state.doc, passage.to);
  const type = state.schema.marks.annotation;
  if (from === null || to === null || from >= to || !type) return;
  editor.annotate(state.tr.addMark(from, to, type.create({ id, annotationType: 'inlineComment' })));
}

/** True when a selection holds something that can be spoken of. */
export function isCommentable(doc: Node, { from, to }: Range): boolean {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline) found = true;
    return !found;
  });
  return found && from < to;
}
