import type { Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { authorOf } from '@shared/suggestions/ids';
import { asSuggestion } from '@shared/suggestions/suggest';

/** A direct edit put as a suggestion of this person, or null when it cannot be. Later plugins never see the direct one. */
export function proposed(
  tr: Transaction,
  state: EditorState,
  personId: string,
): Transaction | null {
  return asSuggestion(tr, state, () => neighbour(tr, personId) ?? newId(personId));
}

/** An id that nobody else makes: a person's number is never reused, also not by their other pages at the same moment. */
export function newId(personId: string): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `${personId}/${Date.now().toString(36)}${random.toString(36)}`;
}

/**
 * The own suggestion that an edit touches: what is typed on, or typed in the place of what was just struck out, belongs to the same
 * suggestion and is decided with it.
 */
export function neighbour(tr: Transaction, personId: string): string | null {
  const { before, doc } = tr;
  const start = before.content.findDiffStart(doc.content);
  const end = before.content.findDiffEnd(doc.content);
  if (start === null || end === null) return null;

  const from = Math.max(0, Math.min(start, end.a) - 1);
  const to = Math.min(before.content.size, Math.max(start, end.a) + 1);
  let found: string | null = null;
  before.nodesBetween(from, to, (node) => {
    found ??= ownId(node, personId);
    return found === null;
  });
  return found;
}

function ownId(node: Node, personId: string): string | null {
  if (!node.isInline) return null;
  const ids = node.marks
    .filter(({ type }) => type.name === 'insertion' || type.name === 'deletion')
    .map(({ attrs }) => String(attrs.id));
  return ids.find((id) => authorOf(id) === personId) ?? null;
}
