import type { MarginEntry } from './marginEntries.ts';

/**
 * True when a card would look the same: its passage may have moved with what was typed before it, its words, record and place in
 * the order not.
 */
export function isSameCard<Props extends { entry: MarginEntry }>(
  one: Props,
  other: Props,
): boolean {
  const names = Object.keys(other) as (keyof Props)[];
  return names.every((name) =>
    name === 'entry' ? look(one.entry) === look(other.entry) : Object.is(one[name], other[name]),
  );
}

function look(entry: MarginEntry): string {
  if (entry.kind === 'thread') {
    return JSON.stringify([entry.letter, entry.from === null, entry.thread]);
  }
  const { number, pieces } = entry.suggestion;
  const words = pieces.map(({ kind, text, block, proposed }) => [kind, text, block, proposed]);
  return JSON.stringify([entry.key, number, words, entry.record]);
}
