import type { Node } from 'prosemirror-model';
import { sameJson } from './yformats.ts';

/** A child before that goes on as a child after; children in no pair are removed or new. Pairs rise on both sides. */
export interface Pair {
  before: number;
  after: number;
}

/**
 * Which children go on: the identical objects first, as many as keep their order; between them the equal ones, then
 * those that resemble each other most. A child that moved is removed in one place and new in the other.
 */
export function alignChildren(before: readonly Node[], after: readonly Node[]): Pair[] {
  const pairs: Pair[] = [];
  let from: Pair = { before: 0, after: 0 };
  const until = (anchor: Pair) => {
    pairs.push(...alignGap(before, after, from, anchor));
    from = { before: anchor.before + 1, after: anchor.after + 1 };
  };
  for (const anchor of identical(before, after)) {
    until(anchor);
    pairs.push(anchor);
  }
  until({ before: before.length, after: after.length });
  return pairs;
}

function identical(before: readonly Node[], after: readonly Node[]): Pair[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const pairs: Pair[] = [];
  for (let i = 0; i < start; i++) pairs.push({ before: i, after: i });
  pairs.push(...identicalBetween(before, after, start, end));
  for (let i = end; i > 0; i--) pairs.push({ before: before.length - i, after: after.length - i });
  return pairs;
}

function identicalBetween(
  before: readonly Node[],
  after: readonly Node[],
  start: number,
  end: number,
): Pair[] {
  const places = new Map<Node, number[]>();
  for (let i = before.length - end - 1; i >= start; i--) {
    const node = before[i]!;
    places.set(node, [...(places.get(node) ?? []), i]);
  }
  const candidates: Pair[] = [];
  for (let i = start; i < after.length - end; i++) {
    const place = places.get(after[i]!)?.pop();
    if (place !== undefined) candidates.push({ before: place, after: i });
  }
  return longestRising(candidates);
}

/** The longest subsequence that rises in `before`. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]!.before < pair.before) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  }
  const rising: Pair[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) rising.push(pairs[at]!);
  return rising.toReversed();
}

function alignGap(before: readonly Node[], after: readonly Node[], from: Pair, to: Pair): Pair[] {
  const gap = { before: from.before, after: from.after };
  const end = { before: to.before, after: to.after };
  const head: Pair[] = [];
  const tail: Pair[] = [];
  const open = () => gap.before < end.before && gap.after < end.after;
  while (open() && before[gap.before]!.eq(after[gap.after]!))
    head.push({ before: gap.before++, after: gap.after++ });
  while (open() && before[end.before - 1]!.eq(after[end.after - 1]!))
    tail.unshift({ before: --end.before, after: --end.after });
  return open() ? [...head, ...alignAlike(before, after, gap, end), ...tail] : [...head, ...tail];
}

/** Above this many comparisons only near neighbours are compared, and above the next number only counterparts. */
const mostComparisons = 10_000;
const mostCells = 250_000;
const neighbourhood = 8;

function alignAlike(before: readonly Node[], after: readonly Node[], from: Pair, to: Pair): Pair[] {
  const rows = to.before - from.before;
  const columns = to.after - from.after;
  if (rows * columns > mostCells) return alignCounterparts(before, after, from, to);
  const near = rows * columns > mostComparisons;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const score = (row: number, column: number) =>
    near && Math.abs(row - column) > neighbourhood
      ? 0
      : likeness(before[from.before + row]!, after[from.after + column]!);
  const scores = new Float64Array(rows * columns);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const alike = score(row, column);
      scores[row * columns + column] = alike;
      best[row * width + column] = Math.max(
        best[(row + 1) * width + column]!,
        best[row * width + column + 1]!,
        alike > 0 ? alike + best[(row + 1) * width + column + 1]! : 0,
      );
    }
  }
  const pairs: Pair[] = [];
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const here = best[row * width + column]!;
    const alike = scores[row * columns + column]!;
    if (alike > 0 && here === alike + best[(row + 1) * width + column + 1]!) {
      pairs.push({ before: from.before + row++, after: from.after + column++ });
    } else if (here === best[(row + 1) * width + column]!) row++;
    else column++;
  }
  return pairs;
}

function alignCounterparts(
  before: readonly Node[],
  after: readonly Node[],
  from: Pair,
  to: Pair,
): Pair[] {
  const pairs: Pair[] = [];
  const count = Math.min(to.before - from.before, to.after - from.after);
  for (let i = 0; i < count; i++) {
    const pair = { before: from.before + i, after: from.after + i };
    if (likeness(before[pair.before]!, after[pair.after]!) > 0) pairs.push(pair);
  }
  return pairs;
}

/**
 * How much two nodes look like one that changed: 0 means not at all. What is inserted by a suggestion must not be taken for what
 * stood there before, or the new would settle on the place of the old.
 */
function likeness(before: Node, after: Node): number {
  if (before.type !== after.type) return 0;
  const content = contentLikeness(before, after);
  if (sameJson(before.attrs.insertion ?? null, after.attrs.insertion ?? null))
    return 2 + 2 * content + (sameJson(before.attrs, after.attrs) ? 0.1 : 0);
  return content >= 0.5 ? 2 * content : 0;
}

function contentLikeness(before: Node, after: Node): number {
  if (before.content === after.content || before.content.eq(after.content)) return 1;
  if (!before.isTextblock && before.childCount > 0 && after.childCount > 0) {
    const kept = new Set(before.children);
    const shared = after.children.filter((child) => kept.has(child)).length;
    if (shared > 0) return shared / Math.max(before.childCount, after.childCount);
  }
  return textLikeness(before.textContent, after.textContent);
}

function textLikeness(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  const longer = Math.max(before.length, after.length);
  if (longer === 0) return 1;
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return (start + end) / longer;
}
