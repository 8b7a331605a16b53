import type { EditorState, Transaction } from 'prosemirror-state';
import { asSuggestion } from '@shared/suggestions/suggest';

/** Ids that nobody else makes: a person's number is never reused, also not by their other pages at the same moment. */
function nextId(personId: string): () => string {
  return () => {
    const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    return `${personId}/${Date.now().toString(36)}${random.toString(36)}`;
  };
}

/** A direct edit put as a suggestion of this person, or null when it cannot be. Later plugins never see the direct one. */
export function proposed(
  tr: Transaction,
  state: EditorState,
  personId: string,
): Transaction | null {
  return asSuggestion(tr, state, nextId(personId));
}
