import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomDocument, randomFrom } from '../../test/support/randomDocument.ts';
import { schema } from './schema.ts';
import { adoptDocument } from './yadopt.ts';
import { NodeCache, plantDocument, readDocument, rootOf } from './yread.ts';
import type { Fault } from './yread.ts';

const p = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((c) => (typeof c === 'string' ? schema.text(c) : c)),
  );
const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);

function planted(node: Node) {
  const ydoc = new Y.Doc();
  plantDocument(ydoc, node);
  const root = rootOf(ydoc);
  const text = (index: number) => (root.get(index) as Y.XmlElement).get(0) as Y.XmlText;
  return { ydoc, root, text };
}

/** Reads what is not as it should be: the document, what was found, and that nothing was written. */
function readBroken(ydoc: Y.Doc) {
  const faults: Fault[] = [];
  const before = Y.encodeStateAsUpdate(ydoc);
  const node = readDocument(rootOf(ydoc), undefined, (fault) => faults.push(fault));
  expect(Y.encodeStateAsUpdate(ydoc)).toEqual(before);
  node.check();
  return { node, faults };
}

describe('The layout', () => {
  it('[L1] is one root whose children are the blocks', () => {
    const { ydoc, root } = planted(doc(p('one'), schema.node('rule')));
    expect([...ydoc.share.keys()]).toEqual(['doc']);
    expect(root.toArray().map((el) => (el as Y.XmlElement).nodeName)).toEqual([
      'paragraph',
      'rule',
    ]);
  });

  it('[L2] gives a textblock exactly one text, also when it is empty, and a leaf nothing', () => {
    const { root } = planted(doc(p(), schema.node('rule')));
    expect((root.get(0) as Y.XmlElement).toArray()).toHaveLength(1);
    expect((root.get(0) as Y.XmlElement).get(0)).toBeInstanceOf(Y.XmlText);
    expect((root.get(1) as Y.XmlElement).length).toBe(0);
  });

  it('[L3] holds a leaf in the text, as one position, with its own attributes', () => {
    const { text } = planted(doc(p('On ', schema.node('date', { timestamp: '1' }), '!')));
    expect(text(0).length).toBe(5);
    const [, leaf] = text(0).toDelta() as { insert: Y.XmlElement }[];
    expect(leaf!.insert.nodeName).toBe('date');
    expect(leaf!.insert.getAttributes()).toEqual({ timestamp: '1' });
  });

  it('[L5] stores a mark of a block as an attribute', () => {
    const centred = schema.node('paragraph', { 'mark:alignment': { align: 'center' } });
    const { root } = planted(doc(centred));
    expect((root.get(0) as Y.XmlElement).getAttributes()).toEqual({
      'mark:alignment': { align: 'center' },
    });
  });

  it('[L6] stores marks of text as formats, and those that repeat by their id', () => {
    const marks = ['one', 'two'].map((id) => schema.mark('annotation', { id }));
    const { ydoc, text } = planted(doc(p(schema.text('x', [...marks, schema.mark('strong')]))));
    expect((text(0).toDelta() as { attributes: object }[])[0]!.attributes).toEqual({
      'annotation:one': { id: 'one' },
      'annotation:two': { id: 'two' },
      strong: {},
    });
    expect(readDocument(rootOf(ydoc)).firstChild!.firstChild!.marks).toHaveLength(3);
  });

  it('[L6] tells repeated marks without an id apart by what they hold', () => {
    const marks = ['a', 'b'].map((type) =>
      schema.mark('unsupportedMark', { originalValue: { type } }),
    );
    const node = doc(p(schema.text('x', marks)));
    expect(readDocument(rootOf(planted(node).ydoc)).eq(node)).toBe(true);
  });
});

describe('Reading', () => {
  it('[L7] gives back what the schema does not know, in its wrapper', () => {
    const original = { type: 'widget', attrs: { size: [1, { deep: true }] } };
    const node = doc(
      schema.node('unsupportedBlock', { originalValue: original }),
      p(schema.node('unsupportedInline', { originalValue: original })),
    );
    expect(readDocument(rootOf(planted(node).ydoc)).eq(node)).toBe(true);
  });

  it('[L7] wraps what it cannot read, tells of it, and leaves it and all around it where it is', () => {
    const broken: [string, (at: ReturnType<typeof planted>) => void][] = [
      ['layout', ({ root }) => root.insert(0, [new Y.XmlElement('widget')])],
      ['layout', ({ root }) => root.insert(0, [new Y.XmlText('bare')])],
      ['layout', ({ root }) => root.insert(0, [new Y.XmlElement('paragraph')])],
      ['layout', ({ text }) => text(0).insertEmbed(0, { image: 'x' })],
      ['layout', ({ text }) => text(0).insertEmbed(0, new Y.XmlElement('rule'))],
      ['content', ({ root }) => root.insert(0, [new Y.XmlElement('bulletList')])],
      [
        'content',
        ({ root }) => (root.get(1) as Y.XmlElement).setAttribute('level', 'seven' as never),
      ],
    ];
    for (const [rule, breaks] of broken) {
      const at = planted(doc(p('one'), schema.node('heading', { level: 1 }), p('kept')));
      breaks(at);
      const { node, faults } = readBroken(at.ydoc);
      expect(faults.map((fault) => fault.rule)).toContain(rule);
      expect(node.lastChild!.textContent).toBe('kept');
      expect(node.childCount).toBe(at.root.length);
    }
  });

  it('passes over formats and attributes that it does not know, and tells of them', () => {
    const at = planted(doc(p('one')));
    at.text(0).format(0, 2, { sparkle: {}, strong: {} });
    (at.root.get(0) as Y.XmlElement).setAttribute('onclick', 'x');
    const { node, faults } = readBroken(at.ydoc);
    expect(node.eq(doc(p(schema.text('on', [schema.mark('strong')]), 'e')))).toBe(true);
    expect(faults.map(({ rule }) => rule)).toEqual(['layout', 'layout']);
  });

  it('reads a document that lost its last block as one empty paragraph', () => {
    const at = planted(doc(p('one')));
    at.root.delete(0, 1);
    expect(readBroken(at.ydoc).node.eq(doc(p()))).toBe(true);
  });

  it('settles marks that exclude each other the same way, whoever set which first', () => {
    const read = (order: string[]) => {
      const at = planted(doc(p('x')));
      for (const mark of order) at.text(0).format(0, 1, { [mark]: {} });
      return readDocument(at.root);
    };
    expect(read(['code', 'strong']).eq(read(['strong', 'code']))).toBe(true);
  });
});

describe('The cache', () => {
  it('gives the identical object for what did not change, and a new one for what did', () => {
    const at = planted(doc(p('one'), p('two'), p('three')));
    const cache = new NodeCache(at.ydoc);
    const before = readDocument(at.root, cache);
    expect(readDocument(at.root, cache)).toBe(before);
    at.text(1).insert(0, 'x', {});
    const after = readDocument(at.root, cache);
    expect(after.child(0)).toBe(before.child(0));
    expect(after.child(1)).not.toBe(before.child(1));
    expect(after.child(2)).toBe(before.child(2));
  });

  it('reads again what an attribute of a leaf deep inside changes', () => {
    const at = planted(doc(p(schema.node('date', { timestamp: '1' }))));
    const cache = new NodeCache(at.ydoc);
    readDocument(at.root, cache);
    const [leaf] = at.text(0).toDelta() as { insert: Y.XmlElement }[];
    leaf!.insert.setAttribute('timestamp', '2');
    expect(readDocument(at.root, cache).firstChild!.firstChild!.attrs.timestamp).toBe('2');
  });

  it('can be told the nodes of a document built again, so that none is read anew', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { ydoc } = planted(randomDocument(randomFrom(seed)));
      const node = readDocument(rootOf(ydoc));
      const again = new Y.Doc();
      Y.applyUpdate(again, Y.encodeStateAsUpdate(ydoc));
      const cache = new NodeCache(again);
      adoptDocument(rootOf(again), cache, node);
      expect(readDocument(rootOf(again), cache)).toBe(node);
      rootOf(again).insert(0, [new Y.XmlElement('rule')]);
      const after = readDocument(rootOf(again), cache);
      expect(after.children.slice(1).every((child, index) => child === node.child(index))).toBe(
        true,
      );
    }
  });
});
