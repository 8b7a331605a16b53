import type { Node } from 'prosemirror-model';
import { checkAttributes } from '@shared/adf/yformats';

const valid = new WeakSet<Node>();

/** Whether `node.check()` would pass; what was found valid before is not looked at again. */
export function isValid(node: Node): boolean {
  if (valid.has(node)) return true;
  if (!node.type.validContent(node.content) || !hasValidAttributes(node)) return false;
  if (!node.children.every(isValid)) return false;
  valid.add(node);
  return true;
}

function hasValidAttributes(node: Node): boolean {
  try {
    checkAttributes(node.type, node.attrs);
    for (const mark of node.marks) checkAttributes(mark.type, mark.attrs);
    return true;
  } catch {
    return false;
  }
}
