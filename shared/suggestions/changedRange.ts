import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';

/** The top-level blocks that differ between two documents, as two small documents. */
export interface ChangedRange {
  before: Node;
  after: Node;
  /** The document before, with the blocks of another small document in place of those that differ. */
  whole(part: Node): Node;
}

/** Finds what differs by identity, with an unchanged block on both sides: for what joins backward, and so that neither is empty. */
export function changedRange(before: Node, after: Node): ChangedRange {
  const shorter = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < shorter && before.child(start) === after.child(start)) start++;
  let end = 0;
  const last = (node: Node) => node.child(node.childCount - 1 - end);
  while (end < shorter - start && last(before) === last(after)) end++;
  const from = Math.max(0, start - 1);
  const kept = Math.max(0, end - 1);
  const part = (doc: Node) =>
    doc.type.create(doc.attrs, doc.children.slice(from, doc.childCount - kept));
  const whole = (middle: Node) =>
    before.copy(
      Fragment.fromArray([
        ...before.children.slice(0, from),
        ...middle.children,
        ...before.children.slice(before.childCount - kept),
      ]),
    );
  return { before: part(before), after: part(after), whole };
}
