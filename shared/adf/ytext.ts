import type { Mark, Node } from 'prosemirror-model';
import { sameJson } from './yformats.ts';

/** A stretch of a textblock that goes on; what is in no stretch is removed or new. In offsets, rising on both sides. */
export interface Kept {
  before: number;
  after: number;
  size: number;
}

/**
 * Which text and leaves of a textblock go on, at best all. `caret`, an offset in `after`, settles where in a run of equal
 * characters something was typed or deleted. Marks may differ within what is kept.
 */
export function keptText(before: Node, after: Node, caret?: number): Kept[] {
  const [start, end] = unequalMiddle(before, after, caret);
  const middle = keptBetween(
    unitsBetween(before, start, before.content.size - end),
    unitsBetween(after, start, after.content.size - end),
  );
  return joined([
    { before: 0, after: 0, size: start },
    ...middle,
    { before: before.content.size - end, after: after.content.size - end, size: end },
  ]);
}

/** Sizes of the equal start and the equal end, marks included. */
function unequalMiddle(before: Node, after: Node, caret?: number): [start: number, end: number] {
  const shorter = Math.min(before.content.size, after.content.size);
  const first = before.content.findDiffStart(after.content);
  if (first === null) return [before.content.size, 0];
  const last = before.content.findDiffEnd(after.content)!;
  const longestStart = first;
  const longestEnd = before.content.size - last.a;
  const overlap = Math.max(0, longestStart + longestEnd - shorter);
  let start = longestStart - overlap;
  if (overlap > 0 && caret !== undefined) {
    const grown = Math.max(0, after.content.size - before.content.size);
    start = Math.min(Math.max(start, caret - grown), longestStart);
  } else if (overlap > 0) start = longestStart;
  const end = Math.min(longestEnd, shorter - start);
  return [wholeBefore(before, start), wholeAfter(before, end)];
}

// Yjs replaces both halves of a surrogate pair that is split, so a cut never falls inside one.
function wholeBefore(node: Node, size: number): number {
  return splitsPair(node, size) ? size - 1 : size;
}

function wholeAfter(node: Node, size: number): number {
  return splitsPair(node, node.content.size - size) ? size - 1 : size;
}

function splitsPair(node: Node, offset: number): boolean {
  if (offset <= 0 || offset >= node.content.size) return false;
  const { node: text, offset: start } = node.childBefore(offset);
  if (!text?.isText || start + text.nodeSize === offset) return false;
  const code = text.text!.charCodeAt(offset - start - 1);
  return code >= 0xd800 && code <= 0xdbff;
}

/** One character (a whole surrogate pair) or one leaf. */
interface Unit {
  offset: number;
  size: number;
  /** Equal keys mean that one may go on as the other. */
  key: string;
  /** For a leaf: what it must share with another to become it by a change of attributes. */
  leaf?: string;
}

function unitsBetween(node: Node, from: number, to: number): Unit[] {
  const units: Unit[] = [];
  node.content.forEach((child, offset) => {
    if (offset >= to || offset + child.nodeSize <= from) return;
    const inserted = insertionOf(child.marks);
    if (!child.isText) {
      const leaf = `${child.type.name}${inserted}`;
      units.push({ offset, size: 1, leaf, key: `\u0001${leaf}${JSON.stringify(child.attrs)}` });
      return;
    }
    let at = offset;
    for (const character of child.text!) {
      if (at >= from && at < to)
        units.push({ offset: at, size: character.length, key: character + inserted });
      at += character.length;
    }
  });
  return units;
}

/** What is suggested as new is never the same as what stands, or the guard would see the old one become a suggestion. */
function insertionOf(marks: readonly Mark[]): string {
  const mark = marks.find((m) => m.type.name === 'insertion');
  return mark ? `\0${String(mark.attrs.id)}` : '';
}

function keptBetween(before: Unit[], after: Unit[]): Kept[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start]!.key === after[start]!.key) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end)!.key === after.at(-1 - end)!.key) end++;
  const kept: Kept[] = [];
  const keep = (b: Unit, a: Unit) => kept.push({ before: b.offset, after: a.offset, size: a.size });
  for (let i = 0; i < start; i++) keep(before[i]!, after[i]!);
  const middleBefore = before.slice(start, before.length - end);
  const middleAfter = after.slice(start, after.length - end);
  for (const [b, a] of commonUnits(middleBefore, middleAfter)) keep(b, a);
  for (let i = end; i > 0; i--) keep(before.at(-i)!, after.at(-i)!);
  return kept;
}

/** Differences beyond this many are written as one replacement: the search would cost more than it saves. */
const mostDifferences = 1_000;

/** A longest common subsequence (Myers' greedy search), or one changed leaf. */
function commonUnits(before: Unit[], after: Unit[]): [Unit, Unit][] {
  if (before.length === 0 || after.length === 0) return [];
  if (before.length === 1 && after.length === 1) return changedLeaf(before[0]!, after[0]!);
  const trace = searchShortest(before, after);
  return trace ? walkBack(before, after, trace) : [];
}

function changedLeaf(before: Unit, after: Unit): [Unit, Unit][] {
  return before.leaf !== undefined && before.leaf === after.leaf ? [[before, after]] : [];
}

function searchShortest(before: Unit[], after: Unit[]): Int32Array[] | null {
  const most = Math.min(before.length + after.length, mostDifferences);
  const reach = new Int32Array(2 * most + 2);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[most + k - 1]! < reach[most + k + 1]!);
      let x = down ? reach[most + k + 1]! : reach[most + k - 1]! + 1;
      let y = x - k;
      while (x < before.length && y < after.length && before[x]!.key === after[y]!.key) {
        x++;
        y++;
      }
      reach[most + k] = x;
      if (x >= before.length && y >= after.length) return trace;
    }
  }
  return null;
}

function walkBack(before: Unit[], after: Unit[], trace: Int32Array[]): [Unit, Unit][] {
  const most = Math.min(before.length + after.length, mostDifferences);
  const common: [Unit, Unit][] = [];
  let x = before.length;
  let y = after.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && reach[most + k - 1]! < reach[most + k + 1]!);
    const previousK = down ? k + 1 : k - 1;
    const previousX = d === 0 ? 0 : reach[most + previousK]!;
    const previousY = d === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) common.push([before[--x]!, after[--y]!]);
    x = previousX;
    y = previousY;
  }
  return common.toReversed();
}

function joined(kept: Kept[]): Kept[] {
  const whole: Kept[] = [];
  for (const next of kept) {
    if (next.size === 0) continue;
    const last = whole.at(-1);
    if (last && last.before + last.size === next.before && last.after + last.size === next.after)
      last.size += next.size;
    else whole.push({ ...next });
  }
  return whole;
}

/** A stretch with one set of marks on each side. */
export interface MarkedStretch extends Kept {
  from: Node;
  to: Node;
}

/** Cuts what is kept where the inline nodes of either side end. */
export function* markedStretches(before: Node, after: Node, kept: Kept): Generator<MarkedStretch> {
  let done = 0;
  while (done < kept.size) {
    const b = before.childAfter(kept.before + done);
    const a = after.childAfter(kept.after + done);
    const leftBefore = b.offset + b.node!.nodeSize - (kept.before + done);
    const leftAfter = a.offset + a.node!.nodeSize - (kept.after + done);
    const size = Math.min(leftBefore, leftAfter, kept.size - done);
    yield {
      before: kept.before + done,
      after: kept.after + done,
      size,
      from: b.node!,
      to: a.node!,
    };
    done += size;
  }
}

/** Names of the attributes that differ. */
export function changedAttributes(before: Node, after: Node): string[] {
  return Object.keys(after.attrs).filter(
    (name) => !sameJson(before.attrs[name], after.attrs[name]),
  );
}
