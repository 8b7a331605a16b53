import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import type { SuggestionRecord } from '@shared/features/approvals/schema';
import type { Thread } from '@shared/features/comments/schema';
import type { DocumentBinding } from '@client/editor/binding';
import { extentOf, numberedSuggestions } from '@client/editor/suggestions/numbers';
import type { NumberedSuggestion } from '@client/editor/suggestions/numbers';
import { annotationRanges, findQuote, letterOf } from '@client/editor/threads';
import type { PlacedThread, Range } from '@client/editor/threads';

/** Something that the margin has a card for, and where its passage is; a detached thread has none. */
export type MarginEntry = { from: number | null; to: number | null; key: string } & (
  | {
      kind: 'suggestion';
      suggestion: NumberedSuggestion;
      /** Not there until the server has the suggestion durably. */
      record: SuggestionRecord | undefined;
    }
  | { kind: 'thread'; thread: Thread; letter: string }
);

/** All suggestions and open threads in the order of the text; threads that lost their passage come last. */
export function marginEntries(
  doc: Node,
  binding: DocumentBinding,
  records: readonly SuggestionRecord[],
  threads: readonly Thread[],
): MarginEntry[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const suggestions = numberedSuggestions(doc).map((suggestion): MarginEntry => {
    const { from, to } = extentOf(suggestion);
    const key = `s:${suggestion.id}`;
    return { kind: 'suggestion', from, to, key, suggestion, record: byId.get(suggestion.id) };
  });
  const placed = placeThreads(doc, binding, threads);

  return [...suggestions, ...placed].toSorted(
    (one, other) => (one.from ?? Infinity) - (other.from ?? Infinity),
  );
}

/** What the text draws of the threads. */
export function drawnThreads(entries: readonly MarginEntry[]): PlacedThread[] {
  return entries.flatMap((entry) =>
    entry.kind === 'thread' && entry.from !== null && entry.to !== null
      ? [
          {
            id: entry.thread.id,
            letter: entry.letter,
            range: { from: entry.from, to: entry.to },
            internal: entry.thread.audience !== 'shared',
          },
        ]
      : [],
  );
}

function placeThreads(
  doc: Node,
  binding: DocumentBinding,
  threads: readonly Thread[],
): MarginEntry[] {
  const ranges = annotationRanges(doc);

  return threads
    .filter(({ state }) => state === 'open')
    .map((thread) => ({
      thread,
      range:
        ranges.get(thread.id) ?? anchored(doc, binding, thread) ?? findQuote(doc, thread.quote),
    }))
    .toSorted((one, other) => (one.range?.from ?? Infinity) - (other.range?.from ?? Infinity))
    .map(({ thread, range }, index) => ({
      kind: 'thread',
      key: `t:${thread.id}`,
      from: range?.from ?? null,
      to: range?.to ?? null,
      thread,
      letter: letterOf(index),
    }));
}

/** The place of an internal thread, which the text itself knows nothing of; only while it still says what was quoted. */
function anchored(doc: Node, binding: DocumentBinding, { anchor, quote }: Thread): Range | null {
  if (!anchor) return null;
  const from = binding.position(doc, Y.createRelativePositionFromJSON(anchor.from));
  const to = binding.position(doc, Y.createRelativePositionFromJSON(anchor.to));
  if (from === null || to === null || from >= to) return null;

  // Relative positions survive edits around them but not a change of the block's kind; then the quotation finds the place.
  return doc.textBetween(from, to, ' ').trim() === '' && quote !== '' ? null : { from, to };
}
