import { Fragment, Slice } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import {
  AddMarkStep,
  AttrStep,
  DocAttrStep,
  RemoveMarkStep,
  ReplaceStep,
  Transform,
} from 'prosemirror-transform';
import type { Step } from 'prosemirror-transform';
import { alignChildren } from './yalign.ts';
import { changedAttributes, keptText, markedStretches } from './ytext.ts';

/**
 * Makes `tr.doc` equal to `after` by few and small steps, so that selection, decorations and plugin state are mapped and survive. What is the
 * identical object in both is not looked at.
 */
export function applyDifference<T extends Transform>(tr: T, after: Node): T {
  const before = tr.doc;
  if (before === after) return tr;
  for (const name of changedAttributes(before, after))
    tr.step(new DocAttrStep(name, after.attrs[name]));
  for (const step of childSteps(before, after, 0)) if (tr.maybeStep(step).failed) break;
  // A step between two valid documents may be invalid by itself (a row that loses a cell before it gets one).
  if (!tr.doc.eq(after)) replaceBlocks(tr, after);
  return tr;
}

/** The steps from one document to another, as `applyDifference` takes them. */
export function patchSteps(before: Node, after: Node): Step[] {
  return applyDifference(new Transform(before), after).steps;
}

/** Steps from the end to the start, each in positions of `before`, since those after it change nothing before it. */
function* childSteps(before: Node, after: Node, start: number): Generator<Step> {
  const pairs = alignChildren(before.children, after.children);
  let next = { before: before.childCount, after: after.childCount };
  for (const pair of [...pairs.toReversed(), { before: -1, after: -1 }]) {
    const from = start + offsetOf(before, pair.before + 1);
    const to = start + offsetOf(before, next.before);
    const added = after.children.slice(pair.after + 1, next.after);
    if (from < to || added.length > 0) yield replacement(from, to, added);
    if (pair.before >= 0) {
      const position = start + offsetOf(before, pair.before);
      yield* nodeSteps(before.child(pair.before), after.child(pair.after), position);
    }
    next = pair;
  }
}

function* nodeSteps(before: Node, after: Node, position: number): Generator<Step> {
  if (before === after) return;
  if (before.inlineContent) yield* textSteps(before, after, position + 1);
  else if (!before.isLeaf) yield* childSteps(before, after, position + 1);
  for (const name of changedAttributes(before, after))
    yield new AttrStep(position, name, after.attrs[name]);
}

function* textSteps(before: Node, after: Node, start: number): Generator<Step> {
  if (before.content === after.content) return;
  const end = { before: before.content.size, after: after.content.size };
  const kept = [{ before: 0, after: 0, size: 0 }, ...keptText(before, after)];
  for (const stretch of kept.toReversed()) {
    const from = stretch.before + stretch.size;
    const added = after.content.cut(stretch.after + stretch.size, end.after);
    if (from < end.before || added.size > 0)
      yield replacement(start + from, start + end.before, added);
    for (const part of markedStretches(before, after, stretch)) yield* markSteps(part, start);
    end.before = stretch.before;
    end.after = stretch.after;
  }
}

function* markSteps(
  { before: offset, size, from, to }: { before: number; size: number; from: Node; to: Node },
  start: number,
): Generator<Step> {
  const at = start + offset;
  for (const mark of from.marks)
    if (!mark.isInSet(to.marks)) yield new RemoveMarkStep(at, at + size, mark);
  for (const mark of to.marks)
    if (!mark.isInSet(from.marks)) yield new AddMarkStep(at, at + size, mark);
  if (!from.isText)
    for (const name of changedAttributes(from, to)) yield new AttrStep(at, name, to.attrs[name]);
}

function replaceBlocks(tr: Transform, after: Node): void {
  const before = tr.doc;
  const shorter = Math.min(before.childCount, after.childCount);
  let first = 0;
  while (first < shorter && before.child(first).eq(after.child(first))) first++;
  let last = 0;
  const fromEnd = (node: Node) => node.child(node.childCount - 1 - last);
  while (last < shorter - first && fromEnd(before).eq(fromEnd(after))) last++;
  tr.step(
    replacement(
      offsetOf(before, first),
      offsetOf(before, before.childCount - last),
      after.children.slice(first, after.childCount - last),
    ),
  );
}

function replacement(from: number, to: number, content: readonly Node[] | Fragment): ReplaceStep {
  const fragment = content instanceof Fragment ? content : Fragment.fromArray([...content]);
  return new ReplaceStep(from, to, new Slice(fragment, 0, 0));
}

function offsetOf(parent: Node, index: number): number {
  let offset = 0;
  for (let i = 0; i < index; i++) offset += parent.child(i).nodeSize;
  return offset;
}
