import type { Node } from 'prosemirror-model';
import { refuseSuggestions } from './resolve.ts';

const known = new WeakMap<Node, Node>();

/** The document without its pending suggestions (PROTOCOL.md, L12). */
export function base(doc: Node): Node {
  const remembered = known.get(doc);
  if (remembered) return remembered;
  const found = refuseSuggestions(doc, 'all');
  known.set(doc, found);
  return found;
}
