import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { suggestionAttributes } from '@shared/adf/schema';
import { changedRange } from './commands/localIds.ts';

const stateMarks = ['insertion', 'deletion', 'modification'];

/**
 * Takes suggestion state off what a direct edit adds: text typed inside somebody's suggestion is the typist's own, and a block
 * split in two has it once, not twice. What was there before keeps it, as the server demands (PROTOCOL.md, M4).
 */
export function withoutBorrowedState(tr: Transaction): Transaction {
  const range = changedRange(tr);
  if (!range) return tr;

  cleanText(tr);
  cleanBlocks(tr, range);
  return tr;
}

function cleanText(tr: Transaction): void {
  const inserted: { from: number; to: number }[] = [];
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_, __, from, to) => {
      if (to > from) inserted.push({ from: rest.map(from, 1), to: rest.map(to, -1) });
    });
  });

  let before: Set<string> | null = null;
  for (const { from, to } of inserted) {
    if (to <= from) continue;
    tr.doc.nodesBetween(from, to, (node, pos) => {
      if (!node.isInline) return;
      for (const mark of node.marks) {
        if (!stateMarks.includes(mark.type.name)) continue;
        before ??= suggestedPieces(tr.before);
        const start = Math.max(from, pos);
        const end = Math.min(to, pos + node.nodeSize);
        // Content that only moved keeps what was suggested for it; a replaced stretch holds it twice in the step map.
        const moved = node.isText
          ? before.has(`${mark.attrs.id}\u0000${node.text?.slice(start - pos, end - pos)}`)
          : before.has(`${mark.attrs.id}\u0000${node.type.name}`);
        if (!moved) tr.removeMark(start, end, mark);
      }
    });
  }
}

/** The texts and leaves that carry suggestion marks, each with its id. */
function suggestedPieces(doc: Node): Set<string> {
  const pieces = new Set<string>();
  doc.descendants((node) => {
    if (!node.isInline) return;
    for (const mark of node.marks) {
      if (!stateMarks.includes(mark.type.name)) continue;
      pieces.add(`${mark.attrs.id}\u0000${node.isText ? node.text : node.type.name}`);
    }
  });
  return pieces;
}

function cleanBlocks(tr: Transaction, range: { from: number; to: number }): void {
  const counts = blockState(tr.before);
  const seen = new Map<string, number>();

  tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
    for (const name of suggestionAttributes) {
      const value = node.attrs[name] as { id: string } | null | undefined;
      if (!value) continue;
      const id = `${name}\u0000${value.id}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      if (count > (counts.get(id) ?? 0)) tr.setNodeAttribute(pos, name, null);
    }
  });
}

function blockState(doc: Node): Map<string, number> {
  const counts = new Map<string, number>();
  doc.descendants((node) => {
    for (const name of suggestionAttributes) {
      const value = node.attrs[name] as { id: string } | null | undefined;
      if (!value) continue;
      const id = `${name}\u0000${value.id}`;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  });
  return counts;
}
