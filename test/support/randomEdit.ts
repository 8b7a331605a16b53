import type { Node } from 'prosemirror-model';
import { canJoin, canSplit, Transform } from 'prosemirror-transform';
import { schema } from '@shared/adf/schema';
import {
  below,
  oneOf,
  randomBlock,
  randomInline,
  randomText,
  type Random,
} from './randomDocument.ts';

type Edit = (tr: Transform, random: Random) => void;

interface Place {
  node: Node;
  position: number;
}

function places(doc: Node, wanted: (node: Node) => boolean): Place[] {
  const found: Place[] = [];
  doc.descendants((node, position) => {
    if (wanted(node)) found.push({ node, position });
  });
  return found;
}

/** A stretch within one textblock; null when there is none. */
function stretch(tr: Transform, random: Random): { from: number; to: number } | null {
  const blocks = places(tr.doc, (node) => node.isTextblock);
  if (blocks.length === 0) return null;
  const { node, position } = oneOf(random, blocks);
  const a = below(random, node.content.size + 1);
  const b = Math.min(node.content.size, a + below(random, 6));
  return { from: position + 1 + whole(node, a), to: position + 1 + whole(node, b) };
}

/** Moves an offset out of the middle of a surrogate pair. */
function whole(block: Node, offset: number): number {
  const before = block.textBetween(0, offset, '', '\uFFFC');
  const last = before.charCodeAt(before.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? offset - 1 : offset;
}

const type: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (at) tr.insert(at.from, schema.text(randomText(random)));
};

const deleteStretch: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (at) tr.delete(at.from, at.to);
};

const replaceStretch: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (at) tr.replaceWith(at.from, at.to, schema.text(randomText(random)));
};

const mark: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (!at || at.from === at.to) return;
  const one = oneOf(random, [schema.mark('strong'), schema.mark('em'), schema.mark('code')]);
  if (random() < 0.6) tr.addMark(at.from, at.to, one);
  else tr.removeMark(at.from, at.to, one);
};

const insertLeaf: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (at)
    tr.insert(
      at.from,
      randomInline(random).filter((node) => !node.isText),
    );
};

const split: Edit = (tr, random) => {
  const at = stretch(tr, random);
  if (at && canSplit(tr.doc, at.from)) tr.split(at.from);
};

const join: Edit = (tr, random) => {
  const { node, position } = oneOf(
    random,
    places(tr.doc, (n) => n.isBlock),
  );
  if (canJoin(tr.doc, position + node.nodeSize)) tr.join(position + node.nodeSize);
};

const changeType: Edit = (tr, random) => {
  const blocks = places(tr.doc, (node) => node.isTextblock);
  if (blocks.length === 0) return;
  const { position } = oneOf(random, blocks);
  const target = oneOf(random, ['paragraph', 'heading', 'codeBlock']);
  tr.setBlockType(position + 1, position + 1, schema.nodes[target]!);
};

const changeAttribute: Edit = (tr, random) => {
  const headings = places(tr.doc, (node) => node.type.name === 'heading');
  const paragraphs = places(tr.doc, (node) => node.type.name === 'paragraph');
  if (headings.length > 0 && random() < 0.5)
    tr.setNodeAttribute(oneOf(random, headings).position, 'level', 1 + below(random, 6));
  else if (paragraphs.length > 0)
    tr.setNodeAttribute(
      oneOf(random, paragraphs).position,
      'mark:alignment',
      random() < 0.5 ? { align: 'end' } : null,
    );
};

const insertBlock: Edit = (tr, random) => {
  tr.insert(boundary(tr.doc, random), randomBlock(random));
};

const deleteBlock: Edit = (tr, random) => {
  const { node, position } = oneOf(
    random,
    places(tr.doc, (n) => n.isBlock),
  );
  tr.delete(position, position + node.nodeSize);
};

const deleteAcross: Edit = (tr, random) => {
  const a = below(random, tr.doc.content.size);
  const b = Math.min(tr.doc.content.size, a + below(random, 30));
  const [from, to] = [tr.doc.resolve(a), tr.doc.resolve(b)];
  const offsets = [from, to].map((at) =>
    at.parent.isTextblock ? at.start() + whole(at.parent, at.parentOffset) : at.pos,
  );
  tr.delete(offsets[0]!, offsets[1]!);
};

const moveBlock: Edit = (tr, random) => {
  const index = below(random, tr.doc.childCount);
  const block = tr.doc.child(index);
  const from = offsetOf(tr.doc, index);
  tr.delete(from, from + block.nodeSize);
  tr.insert(boundary(tr.doc, random), block);
};

const wrapBlock: Edit = (tr, random) => {
  const index = below(random, tr.doc.childCount);
  const block = tr.doc.child(index);
  const from = offsetOf(tr.doc, index);
  const wrapped =
    random() < 0.5
      ? schema.node('panel', { panelType: 'note' }, block)
      : schema.node('bulletList', null, schema.node('listItem', null, block));
  tr.replaceWith(from, from + block.nodeSize, wrapped);
};

const edits: readonly Edit[] = [
  type,
  type,
  type,
  deleteStretch,
  deleteStretch,
  replaceStretch,
  mark,
  mark,
  insertLeaf,
  split,
  split,
  join,
  changeType,
  changeAttribute,
  insertBlock,
  deleteBlock,
  deleteAcross,
  moveBlock,
  wrapBlock,
];

function offsetOf(parent: Node, index: number): number {
  let offset = 0;
  for (let i = 0; i < index; i++) offset += parent.child(i).nodeSize;
  return offset;
}

function boundary(doc: Node, random: Random): number {
  return offsetOf(doc, below(random, doc.childCount + 1));
}

/** One or a few edits of all kinds that leave the document valid; null when the chosen ones did not apply. */
export function randomEdit(doc: Node, random: Random, most = 3): Transform | null {
  const tr = new Transform(doc);
  try {
    for (let left = 1 + below(random, most); left > 0; left--) oneOf(random, edits)(tr, random);
    tr.doc.check();
  } catch {
    // Random edits often do not fit where they fall; those are simply not made.
    return null;
  }
  return tr.docChanged ? tr : null;
}
