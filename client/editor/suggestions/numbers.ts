import type { Node } from 'prosemirror-model';
import { listSuggestions } from '@shared/suggestions/list';
import type { Suggestion } from '@shared/suggestions/list';

/** A suggestion with the number that text and margin share: its place among all suggestions of the document. */
export interface NumberedSuggestion extends Suggestion {
  number: number;
}

let last: { doc: Node; list: readonly NumberedSuggestion[] } | null = null;

/** The suggestions of a document in the order in which a reader meets them. The newest answer is remembered. */
export function numberedSuggestions(doc: Node): readonly NumberedSuggestion[] {
  if (last?.doc === doc) return last.list;
  const list = listSuggestions(doc).map((suggestion, index) => ({
    ...suggestion,
    number: index + 1,
  }));
  last = { doc, list };
  return list;
}

/** Where a suggestion begins and ends in the document. */
export function extentOf(suggestion: Suggestion): { from: number; to: number } {
  return {
    from: Math.min(...suggestion.pieces.map((piece) => piece.from)),
    to: Math.max(...suggestion.pieces.map((piece) => piece.to)),
  };
}
