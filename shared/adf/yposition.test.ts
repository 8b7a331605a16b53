import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomDocument, randomFrom } from '../../test/support/randomDocument.ts';
import { schema } from './schema.ts';
import { NodeCache, plantDocument, readDocument, rootOf } from './yread.ts';
import { positionToRelative, relativeToPosition, writeChange } from './ywrite.ts';

const p = (words: string) => schema.node('paragraph', null, [schema.text(words)]);
const doc = (...words: string[]) => schema.node('doc', null, words.map(p));

describe('Positions across Yjs', () => {
  it('come back the same from every place of any document', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const ydoc = new Y.Doc();
      const node = randomDocument(randomFrom(seed));
      plantDocument(ydoc, node);
      for (let position = 0; position <= node.content.size; position++) {
        const relative = positionToRelative(rootOf(ydoc), node, position);
        expect([seed, relativeToPosition(rootOf(ydoc), node, relative)]).toEqual([seed, position]);
      }
    }
  });

  it('stay with their text when others write before it, and are null when it is gone', () => {
    const ydoc = new Y.Doc();
    plantDocument(ydoc, doc('one', 'two'));
    const fragment = rootOf(ydoc);
    const cache = new NodeCache(ydoc);
    const before = readDocument(fragment, cache);
    const relative = positionToRelative(fragment, before, 7);
    const longer = schema.node('doc', null, [p('much longer'), p('new'), before.child(1)]);
    writeChange(fragment, cache, before, longer);
    const position = relativeToPosition(fragment, longer, relative);
    expect(longer.textBetween(position!, position! + 2)).toBe('wo');
    const without = schema.node('doc', null, [longer.child(0)]);
    writeChange(fragment, cache, longer, without);
    expect(relativeToPosition(fragment, without, relative)).toBeNull();
  });
});
