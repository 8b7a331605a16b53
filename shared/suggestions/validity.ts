import type { Node } from 'prosemirror-model';

const valid = new WeakSet<Node>();

/**
 * Whether `node.check()` would pass; what was found valid before is not looked at again. Attributes are not, since a node with an
 * invalid one cannot be made.
 */
export function isValid(node: Node): boolean {
  if (valid.has(node)) return true;
  if (!node.type.validContent(node.content) || !node.children.every(isValid)) return false;
  valid.add(node);
  return true;
}
