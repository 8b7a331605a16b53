import { canonicalJson } from '@shared/adf/canonical';
import { suggestionAttributes, suggestionMarks } from '@shared/adf/schema';
import type { Refusal } from '@shared/protocol/refusals';
import { isForeign, ownerOf } from './change.ts';
import type { Change } from './change.ts';
import { attributeNow } from './observation.ts';
import type { Formats, Stretch } from './textChange.ts';

const marks: readonly string[] = suggestionMarks;
const attributes: readonly string[] = suggestionAttributes;

/**
 * What others suggested stays theirs (M4, M5): their marks are not added, altered or taken away, except together with the content that they
 * stand on. Content that moves is gone in one place and new in another, and takes its marks along.
 */
export function foreignFault(change: Change): Refusal | null {
  return onWhatStayed(change) ?? onWhatIsNew(change);
}

function onWhatStayed(change: Change): Refusal | null {
  const touched = [
    ...change.texts.flatMap(({ changed }) => changed.map((c) => ({ ...c, name: c.key }))),
    ...change.elements.changed,
  ];
  for (const { name, before, after } of touched) {
    if (!attributes.includes(name)) continue;
    if (isForeign(before, change)) return decided(`${name} of somebody else changed`);
    if (isForeign(after, change)) return forged(`${name} of somebody else on what stood there`);
    // Whoever takes the mark of an insertion from its text has accepted it.
    if (name === 'insertion')
      return decided('an insertion became content, or content an insertion');
  }
  return null;
}

function onWhatIsNew(change: Change): Refusal | null {
  const gone = new Pieces();
  const come = new Pieces();
  for (const { text, added, removed } of change.texts) {
    for (const stretch of removed)
      for (const key of foreignKeys(stretch.formats, change)) gone.add(key, text, stretch.text);
    for (const stretch of added)
      for (const key of foreignKeys(written(stretch), change)) come.add(key, text, stretch.text);
  }
  for (const element of change.elements.removed)
    for (const name of attributes)
      addBlock(gone, name, change.observation.attributeBefore(element, name), element.nodeName);
  for (const element of change.elements.added)
    for (const name of attributes) {
      const state = attributeNow(element, name);
      if (isForeign(state, change)) addBlock(come, name, state, element.nodeName);
    }
  return come.cameFrom(gone) ? null : forged('a suggestion of somebody else on new content');
}

function addBlock(pieces: Pieces, name: string, state: unknown, nodeName: string): void {
  if (ownerOf(state) !== null)
    pieces.add(`${name} of ${nodeName} ${canonicalJson(state)}`, {}, '\uFFFC');
}

/**
 * Whoever types where another proposes a deletion at the same moment comes to stand under it without having set it. What is inserted is
 * another matter: nobody's words may come to stand under the name of somebody else.
 */
function written({ formats, inherited }: Stretch): Formats {
  const isOwn = (key: string) => key === 'insertion' || !inherited.has(key);
  return new Map([...formats].filter(([key]) => isOwn(key)));
}

function foreignKeys(formats: Formats, change: Change): string[] {
  return marks.flatMap((kind) => {
    const state = formats.get(kind);
    return isForeign(state, change) ? [`${kind} ${canonicalJson(state)}`] : [];
  });
}

/** Pieces of suggestions, by what they carry and by where they stand. */
class Pieces {
  private readonly texts = new Map<string, Map<object, string>>();

  add(key: string, place: object, text: string): void {
    const byPlace = this.texts.get(key) ?? new Map<object, string>();
    this.texts.set(key, byPlace.set(place, (byPlace.get(place) ?? '') + text));
  }

  /** True when each piece is made of what is gone, in its order, and there is no more of it than before. */
  cameFrom(gone: Pieces): boolean {
    for (const [key, byPlace] of this.texts) {
      const sources = [...(gone.texts.get(key)?.values() ?? [])];
      const pieces = [...byPlace.values()];
      if (length(pieces) > length(sources)) return false;
      if (!pieces.every((piece) => isMadeOf(piece, sources))) return false;
    }
    return true;
  }
}

const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

function isMadeOf(piece: string, sources: readonly string[]): boolean {
  const unused = new Set(sources);
  let left = piece;
  while (left) {
    let [best, longest] = ['', 0];
    for (const source of unused) {
      const found = longestStart(left, source);
      if (found > longest) [best, longest] = [source, found];
    }
    if (longest === 0) return false;
    unused.delete(best);
    left = left.slice(longest);
  }
  return true;
}

/** How much of the start of a text stands in another in the same order. */
function longestStart(text: string, source: string): number {
  let found = 0;
  for (const character of source) if (text.startsWith(character, found)) found += character.length;
  return found;
}

const forged = (detail: string): Refusal => ({ reason: 'suggestion.forged', detail });
const decided = (detail: string): Refusal => ({ reason: 'suggestion.decided', detail });
