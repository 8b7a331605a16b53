import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';

/**
 * Where a position of the document is in Yjs: in a textblock an index of its text, between blocks an index among the children. With
 * `assoc` below 0 it sticks to what stands before it, else to what follows.
 */
export function positionToRelative(
  fragment: Y.XmlFragment,
  doc: Node,
  position: number,
  assoc = 0,
): Y.RelativePosition {
  let parent: Y.XmlFragment = fragment;
  const resolved = doc.resolve(position);
  for (let depth = 0; depth < resolved.depth; depth++) {
    const child = parent.get(resolved.index(depth));
    // What was wrapped on reading has no inside here: the position goes before it.
    if (!(child instanceof Y.XmlElement))
      return Y.createRelativePositionFromTypeIndex(parent, resolved.index(depth), assoc);
    parent = child;
  }
  const text = resolved.parent.inlineContent ? parent.get(0) : null;
  return text instanceof Y.XmlText
    ? Y.createRelativePositionFromTypeIndex(text, resolved.parentOffset, assoc)
    : Y.createRelativePositionFromTypeIndex(parent, resolved.index(), assoc);
}

/** The position in the document as it is now, or null when what it stood in is gone. */
export function relativeToPosition(
  fragment: Y.XmlFragment,
  doc: Node,
  relative: Y.RelativePosition,
): number | null {
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, fragment.doc!);
  if (!absolute) return null;
  const isText = absolute.type instanceof Y.XmlText;
  const holder = isText ? absolute.type.parent : absolute.type;
  const path = pathTo(fragment, holder as Y.XmlFragment | null);
  if (!path) return null;
  let node = doc;
  let start = 0;
  for (const index of path) {
    if (index >= node.childCount) return null;
    start += offsetOf(node, index) + 1;
    node = node.child(index);
  }
  if (isText) return start + Math.min(absolute.index, node.content.size);
  return start + offsetOf(node, Math.min(absolute.index, node.childCount));
}

function pathTo(fragment: Y.XmlFragment, type: Y.XmlFragment | null): number[] | null {
  const path: number[] = [];
  let at = type;
  while (at && at !== fragment) {
    const item: Y.Item | null = at._item;
    if (!item || item.deleted) return null;
    path.unshift(indexOf(item));
    at = item.parent as Y.XmlFragment | null;
  }
  return at ? path : null;
}

function indexOf(item: Y.Item): number {
  let index = 0;
  for (let left = item.left; left !== null; left = left.left)
    if (!left.deleted && left.countable) index += left.length;
  return index;
}

function offsetOf(parent: Node, index: number): number {
  let offset = 0;
  for (let i = 0; i < index; i++) offset += parent.child(i).nodeSize;
  return offset;
}
