import type { Mark, Node } from 'prosemirror-model';
import { authorOf, idOn, withAttribute } from './ids.ts';
import { resolveDocument } from './resolve.ts';

/** Who suggests, and under which id what is new in this operation goes. */
export interface Proposer {
  /** The id of this operation; what touches an earlier suggestion of the same person joins that one. */
  id: string;
  isOwn(id: string | null): id is string;
  /** True inside what the same person proposes to insert: there an edit is simply made. */
  inside: boolean;
  /** The textblock of the intended document in which the caret is then, and where: it settles which of equal letters is new. */
  caret?: { block: Node; offset: number };
}

/** A document or part of it twice: with the edit as a suggestion, and with the edit as it was meant. */
export interface Proposal {
  proposed: Node[];
  intended: Node[];
}

export function proposerOf(id: string, caret?: Proposer['caret']): Proposer {
  const author = authorOf(id);
  return {
    id,
    inside: false,
    ...(caret && { caret }),
    isOwn: (other): other is string => other !== null && authorOf(other) === author,
  };
}

/** True for a block that this person proposes to insert. */
export function isOwnBlock(node: Node, proposer: Proposer): boolean {
  return !node.isInline && proposer.isOwn(idOn(node, 'insertion'));
}

/** A new block, freed of what was suggested where it was copied from: others' proposals are left out, own ones carried out. */
export function cleaned(node: Node, proposer: Proposer): Node {
  const holder = node.type.schema.topNodeType.create(null, unstated(node));
  const resolved = resolveDocument(holder, {
    decide: (id) => (proposer.isOwn(id) ? 'accept' : 'refuse'),
    collapse: true,
    unfit: new Set(),
    cautious: false,
  });
  return resolved.childCount === 1 ? resolved.firstChild! : unstated(node);
}

function unstated(node: Node): Node {
  return ['insertion', 'deletion', 'modification', 'joinPrevious'].reduce(
    (block, name) => (block.attrs[name] ? withAttribute(block, name, null) : block),
    node,
  );
}

/** A suggestion mark with an id. */
export function suggestionMark(node: Node, kind: 'insertion' | 'deletion', id: string): Mark {
  return node.type.schema.mark(kind, { id });
}
