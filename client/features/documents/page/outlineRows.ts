import type { EditorState } from 'prosemirror-state';
import type { MarginEntry } from './marginEntries.ts';
import { entryAt, outlineOf } from './outline.ts';

/** A heading as the outline lists it. Without its position, which changes with every letter typed above it. */
export interface OutlineRow {
  level: number;
  number: string;
  title: string;
  isCurrent: boolean;
  /** How many of each wait under it. */
  suggestions: number;
  threads: number;
}

export function outlineRows(state: EditorState, entries: readonly MarginEntry[]): OutlineRow[] {
  const headings = outlineOf(state.doc);
  const current = entryAt(headings, state.selection.from);
  const waiting = new Map<number, { suggestion: number; thread: number }>();
  for (const { kind, from } of entries) {
    const heading = from === null ? undefined : entryAt(headings, from);
    if (!heading) continue;
    const counts = waiting.get(heading.pos) ?? { suggestion: 0, thread: 0 };
    counts[kind] += 1;
    waiting.set(heading.pos, counts);
  }

  return headings.map(({ pos, level, number, title }) => ({
    level,
    number,
    title,
    isCurrent: current?.pos === pos,
    suggestions: waiting.get(pos)?.suggestion ?? 0,
    threads: waiting.get(pos)?.thread ?? 0,
  }));
}
