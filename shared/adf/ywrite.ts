import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { alignChildren } from './yalign.ts';
import type { NodeCache } from './ycache.ts';
import { formatsOf, plain, sameJson } from './yformats.ts';
import { elementOf, insertion } from './yplant.ts';
import type { DeltaOp, Remember } from './yplant.ts';
import { changedAttributes, keptText, markedStretches } from './ytext.ts';

export { positionToRelative, relativeToPosition } from './yposition.ts';

export interface WriteOptions {
  /** The origin of the Yjs transaction. */
  origin?: unknown;
  /** A position in `after`: in a run of equal characters it says where something was typed or deleted. */
  caret?: number;
}

interface Writer {
  remember: Remember;
  caret: number | undefined;
}

/**
 * Writes the way from one document to another as the smallest Yjs change, in one transaction. `before` is what the fragment holds
 * (as the cache knows it). Children go on by identity, text by its characters, attributes one by one; what moved is
 * removed and written anew. Afterwards the cache knows the nodes of `after`.
 */
export function writeChange(
  fragment: Y.XmlFragment,
  cache: NodeCache,
  before: Node,
  after: Node,
  options: WriteOptions = {},
): void {
  if (before === after) return;
  const made: [object, Node][] = [[fragment, after]];
  const writer: Writer = {
    remember: (element, node) => made.push([element, node]),
    caret: options.caret,
  };
  fragment.doc!.transact(() => {
    const blocks = elementsIn(fragment, before) ?? [];
    // An empty fragment is read as one empty paragraph that is not there yet.
    if (blocks.length === 0 && before.childCount > 0) replaceAll(fragment, after, writer);
    else writeChildren(fragment, blocks, before, after, 0, writer);
  }, options.origin);
  for (const [type, node] of made) cache.set(type, node);
}

function replaceAll(fragment: Y.XmlFragment, after: Node, writer: Writer): void {
  fragment.delete(0, fragment.length);
  fragment.insert(
    0,
    after.children.map((child) => elementOf(child, writer.remember)),
  );
}

/** The elements of a parent, one for each child; null when they do not stand one to one. */
function elementsIn(parent: Y.XmlFragment, node: Node): Y.XmlElement[] | null {
  const elements = parent.toArray();
  const alike =
    elements.length === node.childCount && elements.every((e) => e instanceof Y.XmlElement);
  return alike ? (elements as Y.XmlElement[]) : null;
}

function writeChildren(
  parent: Y.XmlFragment,
  elements: Y.XmlElement[],
  before: Node,
  after: Node,
  start: number,
  writer: Writer,
): void {
  const pairs = alignChildren(before.children, after.children).filter(
    (pair) =>
      before.child(pair.before) === after.child(pair.after) ||
      canGoOn(elements[pair.before]!, before.child(pair.before), after.child(pair.after)),
  );
  const starts = childStarts(after, start);
  // From the end, so that the indexes of what is still to do stay right.
  let next = { before: before.childCount, after: after.childCount };
  for (const pair of [...pairs.toReversed(), { before: -1, after: -1 }]) {
    const removed = next.before - pair.before - 1;
    const added = after.children.slice(pair.after + 1, next.after);
    if (removed > 0) parent.delete(pair.before + 1, removed);
    if (added.length > 0)
      parent.insert(
        pair.before + 1,
        added.map((child) => elementOf(child, writer.remember)),
      );
    if (pair.before >= 0)
      writeNode(
        elements[pair.before]!,
        before.child(pair.before),
        after.child(pair.after),
        starts[pair.after]!,
        writer,
      );
    next = pair;
  }
}

function childStarts(parent: Node, start: number): number[] {
  const starts: number[] = [];
  parent.forEach((_child, offset) => starts.push(start + offset));
  return starts;
}

/** True when the element can become `after` without being replaced: same type, and laid out as `before` says. */
function canGoOn(element: Y.XmlElement, before: Node, after: Node): boolean {
  if (before.type !== after.type || element.nodeName !== before.type.name) return false;
  if (before.inlineContent) return textIn(element)?.length === before.content.size;
  return before.isLeaf || elementsIn(element, before) !== null;
}

function textIn(element: Y.XmlElement): Y.XmlText | null {
  const text = element.length === 1 ? element.get(0) : null;
  return text instanceof Y.XmlText ? text : null;
}

function writeNode(
  element: Y.XmlElement,
  before: Node,
  after: Node,
  position: number,
  writer: Writer,
): void {
  if (before === after) return;
  writer.remember(element, after);
  writeAttributes(element, before, after);
  if (before.inlineContent) writeText(textIn(element)!, before, after, position + 1, writer);
  else if (!before.isLeaf)
    writeChildren(element, elementsIn(element, before)!, before, after, position + 1, writer);
}

function writeAttributes(element: Y.XmlElement, before: Node, after: Node): void {
  for (const name of changedAttributes(before, after)) {
    const spec = after.type.spec.attrs![name]!;
    const value = plain(after.attrs[name]);
    if ('default' in spec && sameJson(value, spec.default)) element.removeAttribute(name);
    else element.setAttribute(name, value as string);
  }
}

function writeText(
  text: Y.XmlText,
  before: Node,
  after: Node,
  start: number,
  writer: Writer,
): void {
  if (before.content === after.content) return;
  const caret = localCaret(writer.caret, start, after);
  const delta: DeltaOp[] = [];
  let done = { before: 0, after: 0 };
  const until = (to: { before: number; after: number }) => {
    if (to.before > done.before) delta.push({ delete: to.before - done.before });
    if (to.after > done.after)
      after.content.cut(done.after, to.after).forEach((node) => {
        delta.push(insertion(node, writer.remember));
      });
  };
  const changedLeaves: [Y.XmlElement, Node, Node][] = [];
  for (const kept of keptText(before, after, caret)) {
    until(kept);
    for (const { before: at, size, from, to } of markedStretches(before, after, kept)) {
      if (!from.isText && changedAttributes(from, to).length > 0)
        changedLeaves.push([leafAt(text, at), from, to]);
      delta.push(retain(size, from, to));
    }
    done = { before: kept.before + kept.size, after: kept.after + kept.size };
  }
  until({ before: before.content.size, after: after.content.size });
  for (const [leaf, from, to] of changedLeaves) {
    writeAttributes(leaf, from, to);
    writer.remember(leaf, to.mark([]));
  }
  text.applyDelta(delta);
}

function localCaret(caret: number | undefined, start: number, block: Node): number | undefined {
  if (caret === undefined || caret < start || caret > start + block.content.size) return undefined;
  return caret - start;
}

function retain(size: number, from: Node, to: Node): DeltaOp {
  if (from.marks === to.marks) return { retain: size };
  const had = formatsOf(from.marks);
  const has = formatsOf(to.marks);
  const changed: [string, unknown][] = [
    ...Object.keys(had).flatMap((key) => (key in has ? [] : [[key, null] as [string, unknown]])),
    ...Object.entries(has).filter(([key, value]) => !sameJson(had[key], value)),
  ];
  return changed.length > 0
    ? { retain: size, attributes: Object.fromEntries(changed) }
    : { retain: size };
}

function leafAt(text: Y.XmlText, index: number): Y.XmlElement {
  let left = index;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (left < item.length) return (item.content as Y.ContentType).type as Y.XmlElement;
    left -= item.length;
  }
  throw new RangeError(`No leaf at ${index}.`);
}
