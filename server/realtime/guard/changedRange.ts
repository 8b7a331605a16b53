import type { Node } from 'prosemirror-model';

/** The top-level blocks that differ, as two small documents, with one unchanged block before them for what joins backward. */
export function changedRange(before: Node, after: Node): { before: Node; after: Node } {
  const shorter = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < shorter && before.child(start) === after.child(start)) start++;
  let end = 0;
  const last = (node: Node) => node.child(node.childCount - 1 - end);
  while (end < shorter - start && last(before) === last(after)) end++;
  const from = Math.max(0, start - 1);
  const part = (doc: Node) =>
    doc.type.create(doc.attrs, doc.children.slice(from, doc.childCount - end));
  return { before: part(before), after: part(after) };
}
