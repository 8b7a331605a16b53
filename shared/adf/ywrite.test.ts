import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomDocument, randomFrom } from '../../test/support/randomDocument.ts';
import { randomEdit } from '../../test/support/randomEdit.ts';
import { schema } from './schema.ts';
import { NodeCache, plantDocument, readDocument, rootOf } from './yread.ts';
import { writeChange } from './ywrite.ts';

const text = (words: string, ...marks: string[]) =>
  schema.text(
    words,
    marks.map((mark) => schema.mark(mark)),
  );
const p = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((c) => (typeof c === 'string' ? text(c) : c)),
  );
const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);

function planted(node: Node) {
  const ydoc = new Y.Doc();
  plantDocument(ydoc, node);
  const fragment = rootOf(ydoc);
  const cache = new NodeCache(ydoc);
  return { ydoc, fragment, cache, before: readDocument(fragment, cache) };
}

function bytesOf(ydoc: Y.Doc, write: () => void): number {
  let bytes = 0;
  const count = (update: Uint8Array) => {
    bytes += update.length;
  };
  ydoc.on('update', count);
  write();
  ydoc.off('update', count);
  return bytes;
}

describe('Writing a change', () => {
  it('[L2] gives back any planted document', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const node = randomDocument(randomFrom(seed));
      const { before } = planted(node);
      expect(before.toJSON()).toEqual(node.toJSON());
      before.check();
    }
  });

  it('writes what reading gives back, whatever was edited', () => {
    let written = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const random = randomFrom(seed);
      const { ydoc, fragment, cache, before } = planted(randomDocument(random));
      let now = before;
      for (let round = 0; round < 3; round++) {
        const after = randomEdit(now, random)?.doc;
        if (!after) continue;
        writeChange(fragment, cache, now, after);
        const fresh = readDocument(fragment);
        if (!fresh.eq(after))
          expect({ seed, doc: fresh.toJSON() }).toEqual({ seed, doc: after.toJSON() });
        expect(readDocument(fragment, cache)).toBe(after);
        now = after;
        written++;
      }
      const other = new Y.Doc();
      Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc));
      expect(readDocument(rootOf(other)).eq(now)).toBe(true);
    }
    expect(written).toBeGreaterThan(600);
  });

  it('leaves the Y types of unchanged blocks untouched', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed);
      const { ydoc, fragment, cache, before } = planted(randomDocument(random, 5));
      const after = randomEdit(before, random)?.doc;
      if (!after) continue;
      const kept = new Set(before.children.filter((child) => after.children.includes(child)));
      const touched = new Set<unknown>();
      ydoc.on('afterTransaction', (transaction: Y.Transaction) => {
        for (const type of transaction.changedParentTypes.keys()) touched.add(type);
      });
      const types = new Map(before.children.map((child, index) => [fragment.get(index), child]));
      writeChange(fragment, cache, before, after);
      const moved = [...types].filter(([type, child]) => kept.has(child) && touched.has(type));
      expect({ seed, moved: moved.length }).toEqual({ seed, moved: 0 });
    }
  });

  it('types a letter in a few bytes, whatever the length of the document', () => {
    const blocks = Array.from({ length: 200 }, (_, i) => p(`Paragraph number ${i} of many`));
    const { ydoc, fragment, cache, before } = planted(doc(...blocks));
    const after = doc(
      ...before.children.map((b, i) => (i === 100 ? p('Paragraph number 100! of many') : b)),
    );
    expect(bytesOf(ydoc, () => writeChange(fragment, cache, before, after))).toBeLessThan(40);
  });

  it('keeps the larger part of a split paragraph, and the paragraph when Enter is typed at its start', () => {
    const words = 'A long paragraph that somebody splits near its end';
    for (const after of [doc(p(words.slice(0, 40)), p(words.slice(40))), doc(p(), p(words))]) {
      const { fragment, cache, before } = planted(doc(p(words)));
      const element = fragment.get(0);
      writeChange(fragment, cache, before, after);
      const larger = after.child(0).content.size > after.child(1).content.size ? 0 : 1;
      expect(fragment.get(larger)).toBe(element);
    }
  });

  it('takes equal letters apart by the caret', () => {
    const { ydoc, fragment, cache, before } = planted(doc(p('aaa')));
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc));
    // Ada types an a after the first one; Ben deletes the first one. Her letter stays.
    writeChange(fragment, cache, before, doc(p('aaaa')), { caret: 3 });
    const item = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    expect(item._start!.length).toBe(1);
  });

  it('[L3] changes one attribute of a leaf without touching the leaf', () => {
    const date = (timestamp: string) => schema.node('date', { timestamp });
    const { fragment, cache, before } = planted(doc(p('On ', date('1'), ' we go')));
    const textType = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const leaf = (textType.toDelta() as { insert: unknown }[])[1]!.insert;
    writeChange(fragment, cache, before, doc(p('On ', date('2'), ' we go')));
    expect((textType.toDelta() as { insert: unknown }[])[1]!.insert).toBe(leaf);
    expect((leaf as Y.XmlElement).getAttribute('timestamp')).toBe('2');
  });

  it('never splits a surrogate pair', () => {
    const { fragment, cache, before } = planted(doc(p('a😀b')));
    const after = doc(p('a😁b'));
    writeChange(fragment, cache, before, after);
    expect(readDocument(fragment).textContent).toBe('a😁b');
  });

  it('removes two distant stretches without rewriting what stands between', () => {
    const words = 'The first part stays, the second part stays too, and so does the end';
    const { ydoc, fragment, cache, before } = planted(doc(p(words)));
    const after = doc(p(words.replace('first ', '').replace('end', 'bitter end')));
    expect(bytesOf(ydoc, () => writeChange(fragment, cache, before, after))).toBeLessThan(60);
    expect(readDocument(fragment).eq(after)).toBe(true);
  });

  it('[L4] stores no attribute that has its default, and null where the default is another', () => {
    const table = schema.node('table', { layout: 'default', width: 10 }, [
      schema.node('tableRow', null, [schema.node('tableCell', null, [p('x')])]),
    ]);
    const { fragment } = planted(doc(table));
    expect((fragment.get(0) as Y.XmlElement).getAttributes()).toEqual({ width: 10 });
  });

  it('plants the first block of a document that lost its last one', () => {
    const { fragment, cache } = planted(doc(p('one')));
    fragment.delete(0, 1);
    const empty = readDocument(fragment, cache);
    writeChange(fragment, cache, empty, doc(p('new')));
    expect(readDocument(fragment).eq(doc(p('new')))).toBe(true);
  });
});
