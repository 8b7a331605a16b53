import type * as Y from 'yjs';
import type { DocumentEditor } from '@client/editor/mountEditor';
import type { Range } from '@client/editor/threads';
import { isCommentable } from './startThread.ts';

/** A passage that somebody is about to comment on, as positions that survive what others write meanwhile. */
export interface ChosenPassage {
  range: Range;
  from: Y.RelativePosition;
  to: Y.RelativePosition;
  text: string;
}

/** The selected passage, or null when nothing is selected that can be commented on. */
export function chosenPassage({ view, binding }: DocumentEditor): ChosenPassage | null {
  const { selection, doc } = view.state;
  const range = { from: selection.from, to: selection.to };
  if (selection.empty || !isCommentable(doc, range)) return null;

  const ends = binding.caret(doc, selection);
  const isForward = selection.anchor <= selection.head;
  return {
    range,
    from: isForward ? ends.anchor : ends.head,
    to: isForward ? ends.head : ends.anchor,
    text: doc.textBetween(range.from, range.to, ' ', ' '),
  };
}
