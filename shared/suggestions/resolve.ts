import { Fragment } from 'prosemirror-model';
import type { Attrs, Node, NodeType } from 'prosemirror-model';
import { AppError } from '@shared/errors';
import { idsIn, idOn, withoutState } from './ids.ts';
import type { PieceKind } from './ids.ts';
import type { Decide, Decision, Modification, Resolution } from './resolution.ts';
import { resolveInline } from './resolveInline.ts';

/** The document with some suggestions accepted; unchanged parts are the identical objects. */
export function acceptSuggestions(doc: Node, ids: Iterable<string> | 'all'): Node {
  return decideOn(doc, ids, 'accept');
}

/** The document with some suggestions refused; unchanged parts are the identical objects. */
export function refuseSuggestions(doc: Node, ids: Iterable<string> | 'all'): Node {
  return decideOn(doc, ids, 'refuse');
}

function decideOn(doc: Node, ids: Iterable<string> | 'all', decision: Decision): Node {
  const chosen = ids === 'all' ? null : new Set(ids);
  const unfit = new Set<string>();
  const decide: Decide = (id) => (!chosen || chosen.has(id) ? decision : 'keep');
  const resolved = resolveDocument(doc, { decide, collapse: true, unfit, cautious: false });
  // Somebody who accepts this very suggestion must not be told that it was done when it could not be.
  const [first] = unfit;
  if (chosen && first !== undefined) throw new AppError('suggestion.gone', { suggestion: first });
  return resolved;
}

/** The document with every piece decided as `resolution` says. */
export function resolveDocument(doc: Node, resolution: Resolution): Node {
  if (!concerns(doc, resolution)) return doc;
  const content = resolveChildren(doc, resolution);
  if (!resolution.collapse || doc.type.validContent(content)) return doc.copy(content);
  return doc.type.createAndFill(doc.attrs, content) ?? doc;
}

/** True when a node or its content carries a piece that is decided now. */
function concerns(node: Node, { decide }: Resolution): boolean {
  for (const id of idsIn(node)) if (kinds.some((kind) => decide(id, kind) !== 'keep')) return true;
  return false;
}

const kinds: readonly PieceKind[] = ['insertion', 'deletion', 'modification', 'joinPrevious'];

function resolveChildren(parent: Node, resolution: Resolution): Fragment {
  const content = childrenOnce(parent, resolution);
  if (!resolution.collapse || resolution.cautious || parent.type.validContent(content))
    return content;
  const cautious = childrenOnce(parent, { ...resolution, cautious: true });
  return parent.type.validContent(cautious) ? cautious : content;
}

function childrenOnce(parent: Node, resolution: Resolution): Fragment {
  const out: Node[] = [];
  parent.forEach((child) => {
    const resolved = resolveBlock(child, resolution);
    const join = idOn(child, 'joinPrevious');
    const wanted = join !== null && resolution.decide(join, 'joinPrevious') === 'accept';
    if (wanted && resolved[0] && joinTo(out, resolved[0])) out.push(...resolved.slice(1));
    else {
      if (wanted && resolved[0]) resolution.unfit.add(join);
      out.push(...resolved);
    }
  });
  return Fragment.fromArray(out);
}

/** Appends the content of a textblock to the one before it, past blocks that are only proposed; false when it does not fit. */
function joinTo(out: Node[], block: Node): boolean {
  let at = out.length - 1;
  while (at >= 0 && out[at]!.attrs.insertion && !block.attrs.insertion) at--;
  const target = out[at];
  if (!target?.inlineContent || !block.inlineContent) return false;
  const content = target.content.append(allowedIn(target, block.content));
  if (!target.type.validContent(content)) return false;
  out[at] = target.copy(content);
  return true;
}

function allowedIn(block: Node, content: Fragment): Fragment {
  return Fragment.fromArray(
    content.content.map((node) => node.mark(block.type.allowedMarks(node.marks))),
  );
}

/** What a block becomes: nothing, itself, or the parts into which it is split. */
function resolveBlock(node: Node, resolution: Resolution): Node[] {
  if (!concerns(node, resolution)) return [node];
  const on = (kind: PieceKind): Decision => {
    const id = idOn(node, kind);
    return id === null ? 'keep' : resolution.decide(id, kind);
  };
  if (on('insertion') === 'refuse' || on('deletion') === 'accept') return [];
  const decided = kinds.filter((kind) => on(kind) !== 'keep');
  const modified = on('modification') === 'accept' ? modifiedBlock(node, resolution) : node;
  const block = withoutState(modified, decided);
  if (block.isLeaf) return [block];
  if (block.inlineContent) return resolveText(block, resolution);
  return resolveContainer(block, resolution);
}

function resolveText(block: Node, resolution: Resolution): Node[] {
  const parts = resolveInline(block.content, resolution);
  const later = withoutState(block, ['joinPrevious']);
  return parts.map((part, index) =>
    (index === 0 ? block : later).copy(allowedIn(block, Fragment.fromArray(part))),
  );
}

function resolveContainer(block: Node, resolution: Resolution): Node[] {
  const content = resolveChildren(block, resolution);
  if (!resolution.collapse || block.type.validContent(content)) {
    const emptied = resolution.collapse && content.childCount === 0 && block.childCount > 0;
    return emptied ? [] : [block.copy(content)];
  }
  if (content.childCount === 0) return [];
  const filled = block.type.createAndFill(block.attrs, content);
  return filled ? [filled] : [block];
}

function modifiedBlock(node: Node, resolution: Resolution): Node {
  const { id, type: name, attrs } = node.attrs.modification as Modification;
  const type = node.type.schema.nodes[name];
  const state = Object.fromEntries(kinds.map((kind) => [kind, node.attrs[kind]]));
  if (type && !resolution.cautious && (type.inlineContent || !node.inlineContent)) {
    const content = type.inlineContent
      ? Fragment.fromArray(node.children.map((c) => c.mark(type.allowedMarks(c.marks))))
      : node.content;
    const modified = type.validContent(content) && created(type, { ...attrs, ...state }, content);
    if (modified) return modified;
  }
  resolution.unfit.add(id);
  return node;
}

/** Null when an attribute that the type needs is missing. */
function created(type: NodeType, attrs: Attrs, content: Fragment): Node | null {
  try {
    return type.create(attrs, content);
  } catch {
    return null;
  }
}
