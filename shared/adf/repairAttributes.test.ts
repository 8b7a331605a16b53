import * as fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { arbitraryAdf } from '../../test/support/arbitraryAdf.ts';
import { checkAdf } from './check.ts';
import { fromAdf, toAdf } from './codec.ts';

/** All nodes of a document by type. */
function byType(doc: Node): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  doc.descendants((node) => {
    found.set(node.type.name, [...(found.get(node.type.name) ?? []), node]);
  });
  return found;
}

const isHeld = (name: string) => name.includes('unsupported') || name === 'originalValue';

/** The document with attributes and marks of another one's nodes mixed in, as two writers at the same moment mix them. */
function mixed(node: Node, others: Map<string, Node[]>, choose: () => number): Node {
  if (node.isText) return withMarksOf(node, others.get('text'), choose);
  const content: Node[] = [];
  node.forEach((child) => content.push(mixed(child, others, choose)));
  const other = pick(others.get(node.type.name), choose);
  const taken = Object.entries(other?.attrs ?? {}).filter(
    ([name]) => !isHeld(name) && choose() < 0.5,
  );
  const attrs = { ...node.attrs, ...Object.fromEntries(taken) };
  const copy = node.type.create(attrs, Fragment.fromArray(content), node.marks);
  return node.isInline ? withMarksOf(copy, others.get('text'), choose) : copy;
}

function withMarksOf(node: Node, others: Node[] | undefined, choose: () => number): Node {
  const marks = (pick(others, choose)?.marks ?? []).filter(({ type }) => !isHeld(type.name));
  return node.mark(marks.reduce((set, mark) => mark.addToSet(set), node.marks));
}

function pick(nodes: Node[] | undefined, choose: () => number): Node | undefined {
  return nodes?.[Math.floor(choose() * nodes.length)];
}

describe('A document that two writers made at the same moment', () => {
  it('leaves as valid ADF, whatever attributes and marks came together', () => {
    const chance = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));
    fc.assert(
      fc.property(arbitraryAdf, arbitraryAdf, chance, (one, other, stream) => {
        const choose = () => stream.next().value;
        const doc = mixed(fromAdf(one), byType(fromAdf(other)), choose);
        expect(checkAdf(toAdf(doc))).toEqual({ ok: true });
      }),
      { numRuns: 200 },
    );
  });
});
