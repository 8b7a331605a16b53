import type { Node } from 'prosemirror-model';
import { authorOf, idsIn, splitCharacter, stateOn } from './ids.ts';
import type { PieceKind } from './ids.ts';

/** One place that a suggestion touches. */
export interface Piece {
  kind: PieceKind | 'split';
  from: number;
  to: number;
  /** The words concerned; empty for a split. */
  text: string;
  /** The type of the block, when the piece is a whole block. */
  block?: string;
  /** What is proposed instead, for a modification: a block's type and attributes, or marks to add and remove. */
  proposed?: unknown;
}

export interface Suggestion {
  id: string;
  personId: string;
  /** In the order of the document; neighbours of one kind in one textblock are one piece. */
  pieces: Piece[];
}

/** All pending suggestions, in the order in which they first appear. */
export function listSuggestions(doc: Node): Suggestion[] {
  const found = new Map<string, Suggestion>();
  const visit = (node: Node, position: number) => {
    if (idsIn(node).size === 0) return;
    for (const { kind, id } of stateOn(node)) {
      const suggestion = found.get(id) ?? { id, personId: authorOf(id), pieces: [] };
      found.set(id, suggestion);
      for (const piece of piecesOf(node, kind, position)) add(suggestion.pieces, piece);
    }
    node.forEach((child, offset) => visit(child, position + 1 + offset));
  };
  doc.forEach((child, offset) => visit(child, offset));
  return [...found.values()];
}

function piecesOf(node: Node, kind: PieceKind, from: number): Piece[] {
  const to = from + node.nodeSize;
  const proposed = kind === 'modification' ? proposalOf(node) : {};
  if (!node.isInline)
    return [{ kind, from, to, text: node.textContent, block: node.type.name, ...proposed }];
  if (kind !== 'insertion' || !node.text?.includes(splitCharacter))
    return [{ kind, from, to, text: node.isText ? node.text! : leafText(node), ...proposed }];
  return splitPieces(node.text, from);
}

function splitPieces(text: string, from: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const part of text.split(/(\u2029)/)) {
    const to = at + part.length;
    if (part === splitCharacter) pieces.push({ kind: 'split', from: at, to, text: '' });
    else if (part) pieces.push({ kind: 'insertion', from: at, to, text: part });
    at = to;
  }
  return pieces;
}

function leafText(leaf: Node): string {
  const { text, shortName } = leaf.attrs as { text?: unknown; shortName?: unknown };
  return typeof text === 'string' && text ? text : typeof shortName === 'string' ? shortName : '';
}

function proposalOf(node: Node): { proposed: unknown } {
  const state = node.isInline
    ? node.marks.find((mark) => mark.type.name === 'modification')!.attrs
    : (node.attrs.modification as Record<string, unknown>);
  const { id: _id, ...proposed } = state;
  return { proposed };
}

function add(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  const together =
    last && last.to === piece.from && last.kind === piece.kind && !last.block && !piece.block;
  if (!together || JSON.stringify(last.proposed) !== JSON.stringify(piece.proposed)) {
    pieces.push(piece);
    return;
  }
  last.to = piece.to;
  last.text += piece.text;
}
