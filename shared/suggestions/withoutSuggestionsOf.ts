import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import { authorOf } from './ids.ts';
import { resolveDocument } from './resolve.ts';

/**
 * The document with one person's suggestions left out, comments not counted (PROTOCOL.md, M3): what that person may not change by
 * suggesting. Made for comparison: containers that became empty stay.
 */
export function withoutSuggestionsOf(doc: Node, personId: string): Node {
  const rest = resolveDocument(doc, {
    decide: (id) => (authorOf(id) === personId ? 'refuse' : 'keep'),
    collapse: false,
    unfit: new Set(),
    cautious: false,
  });
  return withoutAnnotations(rest);
}

const known = new WeakMap<Node, Node>();

/** The document without the marks of comments; remembered for each node. */
export function withoutAnnotations(node: Node): Node {
  const remembered = known.get(node);
  if (remembered) return remembered;
  const bare = bareOf(node);
  known.set(node, bare);
  return bare;
}

function bareOf(node: Node): Node {
  const marks = node.marks.filter((mark) => mark.type.name !== 'annotation');
  const attrs = node.attrs['mark:annotation']
    ? { ...node.attrs, 'mark:annotation': null }
    : node.attrs;
  const children = node.children.map(withoutAnnotations);
  const same = children.every((child, index) => child === node.child(index));
  if (same && attrs === node.attrs && marks.length === node.marks.length) return node;
  if (node.isText) return node.mark(marks);
  return node.type.create(attrs, same ? node.content : Fragment.fromArray(children), marks);
}
