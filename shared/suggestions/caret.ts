import type { Node } from 'prosemirror-model';
import { Selection, TextSelection } from 'prosemirror-state';
import type { EditorState, Transaction } from 'prosemirror-state';
import { Transform } from 'prosemirror-transform';
import { applyDifference } from '@shared/adf/ydiff';
import { splitCharacter } from './ids.ts';

/**
 * Where the selection goes when `suggested` is made instead of the direct edit `tr`: behind what was typed; past what was
 * deleted, in the direction of the key.
 */
export function suggestedSelection(
  tr: Transaction,
  suggested: Transaction,
  state: EditorState,
): Selection {
  const { doc } = suggested;
  const { mapping } = applyDifference(new Transform(tr.doc), doc);
  const side = goesBackward(tr, state) ? -1 : 1;
  const behindSplit = tr.selection.empty ? positionBehindSplit(tr, suggested) : null;
  const head = within(doc, behindSplit ?? mapping.map(tr.selection.head, side));
  if (tr.selection.empty) return Selection.near(doc.resolve(head), side);
  const anchor = within(doc, mapping.map(tr.selection.anchor, -side));
  return TextSelection.between(doc.resolve(anchor), doc.resolve(head));
}

const within = (doc: Node, position: number) => Math.min(position, doc.content.size);

/** Backspace deletes what stands before the caret, Delete what stands behind it; a deleted range ends at its start. */
function goesBackward(tr: Transaction, state: EditorState): boolean {
  const from = tr.before.content.findDiffStart(tr.doc.content);
  if (from === null) return false;
  return !state.selection.empty || from < state.selection.head;
}

function positionBehindSplit(tr: Transaction, suggested: Transaction): number | null {
  if (tr.selection.$head.parentOffset !== 0) return null;
  let found: number | null = null;
  for (const [index, map] of suggested.mapping.maps.entries()) {
    const later = suggested.mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, from, to) => {
      suggested.doc.nodesBetween(later.map(from, -1), later.map(to), (node, position) => {
        const at = node.isText ? node.text!.indexOf(splitCharacter) : -1;
        if (at >= 0 && position + at >= later.map(from, -1)) found = position + at + 1;
      });
    });
  }
  return found;
}
