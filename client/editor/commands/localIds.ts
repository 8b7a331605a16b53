import { uuidv4 } from 'lib0/random';
import type { Node } from 'prosemirror-model';
import { Fragment, Slice } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';

/** A name for a node that other records may point to, such as a task. */
export function newLocalId(): string {
  return uuidv4();
}

function hasLocalId(node: Node): boolean {
  const localId = node.attrs.localId as unknown;
  return typeof localId === 'string' && localId !== '';
}

/**
 * Gives new names to copies: splitting a task copies its name, and two things must not answer to one.
 * The first in the document keeps it. Looks only at the blocks that the transaction changed.
 */
export function renameCopies(tr: Transaction): Transaction {
  const range = changedRange(tr);
  if (!range) return tr;

  const seen = new Set<string>();
  const copies: number[] = [];
  tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (!hasLocalId(node)) return;
    const localId = String(node.attrs.localId);
    if (seen.has(localId)) copies.push(pos);
    seen.add(localId);
  });
  for (const pos of copies) tr.setNodeAttribute(pos, 'localId', newLocalId());

  return tr;
}

/** From the first changed top-level block to the last, in the new document; null when nothing changed. */
export function changedRange(tr: Transaction): { from: number; to: number } | null {
  const from = tr.before.content.findDiffStart(tr.doc.content);
  const end = tr.before.content.findDiffEnd(tr.doc.content);
  if (from === null || end === null) return null;

  const size = tr.doc.content.size;
  const first = tr.doc.resolve(Math.min(from, size));
  const last = tr.doc.resolve(Math.min(Math.max(end.b, from), size));
  return {
    from:
      first.depth > 0
        ? first.before(1)
        : Math.max(0, first.pos - (first.nodeBefore?.nodeSize ?? 0)),
    to: last.depth > 0 ? last.after(1) : Math.min(size, last.pos + (last.nodeAfter?.nodeSize ?? 0)),
  };
}

/** The same content under new names, for what is pasted: the original may still be in the document. */
export function withNewLocalIds(slice: Slice): Slice {
  return new Slice(renamed(slice.content), slice.openStart, slice.openEnd);
}

function renamed(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) return nodes.push(node);
    const attrs = hasLocalId(node) ? { ...node.attrs, localId: newLocalId() } : node.attrs;
    return nodes.push(node.type.create(attrs, renamed(node.content), node.marks));
  });
  return Fragment.fromArray(nodes);
}
