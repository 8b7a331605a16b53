import type { Mark, Node } from 'prosemirror-model';
import { suggestionAttributes, suggestionMarks } from '@shared/adf/schema';

/** What a piece of a suggestion proposes. */
export type PieceKind = (typeof suggestionAttributes)[number];

/** Stands in text for a proposed split of the block (PROTOCOL.md, L11). */
export const splitCharacter = '\u2029';

const blockState: readonly string[] = suggestionAttributes;
const markState: readonly string[] = suggestionMarks;

/** The author of a suggestion: all before the last slash of its id (L8). */
export function authorOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

export function isSuggestionMark(mark: Mark): boolean {
  return markState.includes(mark.type.name);
}

/** The marks of inline content that propose nothing. */
export function plainMarks(marks: readonly Mark[]): readonly Mark[] {
  return marks.some(isSuggestionMark) ? marks.filter((mark) => !isSuggestionMark(mark)) : marks;
}

/** The id that a node itself carries for a kind, as attribute or as mark; null when it carries none. */
export function idOn(node: Node, kind: PieceKind): string | null {
  const value = node.isInline
    ? node.marks.find((mark) => mark.type.name === kind)?.attrs
    : (node.attrs[kind] as { id: unknown } | null | undefined);
  return value ? String(value.id) : null;
}

/** All that a node itself, not its content, carries of suggestions. */
export function stateOn(node: Node): { kind: PieceKind; id: string }[] {
  if (!node.isInline && node.type.isBlock && node.attrs.insertion === undefined) return [];
  return suggestionAttributes.flatMap((kind) => {
    const id = idOn(node, kind);
    return id === null ? [] : [{ kind, id }];
  });
}

const none: ReadonlySet<string> = new Set();
const known = new WeakMap<Node, ReadonlySet<string>>();

/** The ids of all suggestions on a node and in it; remembered for each node. */
export function idsIn(node: Node): ReadonlySet<string> {
  const remembered = known.get(node);
  if (remembered) return remembered;
  const ids = new Set(stateOn(node).map(({ id }) => id));
  node.forEach((child) => {
    for (const id of idsIn(child)) ids.add(id);
  });
  const found = ids.size > 0 ? ids : none;
  known.set(node, found);
  return found;
}

/** A block without its own suggestion state; its content is left as it is. */
export function withoutState(node: Node, kinds: readonly string[] = blockState): Node {
  if (!kinds.some((kind) => node.attrs[kind])) return node;
  const attrs = { ...node.attrs, ...Object.fromEntries(kinds.map((kind) => [kind, null])) };
  return node.type.create(attrs, node.content, node.marks);
}

/** A block with one attribute set. */
export function withAttribute(node: Node, name: string, value: unknown): Node {
  return node.type.create({ ...node.attrs, [name]: value }, node.content, node.marks);
}
