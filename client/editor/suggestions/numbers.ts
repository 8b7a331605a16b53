import type { Node } from 'prosemirror-model';
import { listSuggestions } from '@shared/suggestions/list';
import type { Suggestion } from '@shared/suggestions/list';

/** A suggestion with the number that text and margin share: its place among all suggestions of the document. */
export interface NumberedSuggestion extends Suggestion {
  number: number;
}

const known = new WeakMap<Node, readonly NumberedSuggestion[]>();

/** The suggestions of a document in the order in which a reader meets them; remembered for each document. */
export function numberedSuggestions(doc: Node): readonly NumberedSuggestion[] {
  const remembered = known.get(doc);
  if (remembered) return remembered;

  const list = listSuggestions(doc).map((suggestion, index) => ({
    ...suggestion,
    number: index + 1,
  }));
  known.set(doc, list);
  return list;
}

/** Where a suggestion begins and ends in the document. */
export function extentOf(suggestion: Suggestion): { from: number; to: number } {
  return {
    from: Math.min(...suggestion.pieces.map((piece) => piece.from)),
    to: Math.max(...suggestion.pieces.map((piece) => piece.to)),
  };
}
