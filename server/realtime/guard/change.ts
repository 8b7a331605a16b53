import type * as Y from 'yjs';
import { authorOf } from '@shared/suggestions/ids';
import { elementChanges } from './elementChange.ts';
import type { ElementChanges } from './elementChange.ts';
import { attributeNow } from './observation.ts';
import type { Observation } from './observation.ts';
import { textChange } from './textChange.ts';
import type { TextChange } from './textChange.ts';

/** All that an update did, by the identity of what it did it to, and who sent it. */
export interface Change {
  observation: Observation;
  personId: string;
  texts: TextChange[];
  elements: ElementChanges;
}

export function changeOf(observation: Observation, personId: string): Change {
  return {
    observation,
    personId,
    texts: [...observation.texts()].map((text) => textChange(text, observation)),
    elements: elementChanges(observation),
  };
}

/** Whose suggestion a stored state belongs to; null for no state. What is malformed belongs to nobody. */
export function ownerOf(state: unknown): string | null {
  if (state === undefined || state === null) return null;
  const { id } = state as { id?: unknown };
  return typeof id === 'string' ? authorOf(id) : '';
}

/** True for state that somebody else than the writer put there. */
export function isForeign(state: unknown, { personId }: Change): boolean {
  const owner = ownerOf(state);
  return owner !== null && owner !== personId;
}

/** True for a place inside a block that the writer proposed to insert, or proposes with this very update. */
export function isInOwnBlock(type: Y.ContentType['type'], change: Change): boolean {
  const { observation, personId } = change;
  for (const element of observation.holders(type)) {
    const isNew = element._item !== null && observation.isNew(element._item);
    const insertion = isNew
      ? attributeNow(element, 'insertion')
      : observation.attributeBefore(element, 'insertion');
    if (ownerOf(insertion) === personId) return true;
  }
  return false;
}
