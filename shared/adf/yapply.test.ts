import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { schema } from './schema.ts';
import { applyForeign } from './yapply.ts';
import { plantDocument, rootOf } from './yread.ts';

describe('Applying a foreign update', () => {
  it('[L7] writes nothing of its own, not even to tidy formats', () => {
    const source = new Y.Doc();
    plantDocument(
      source,
      schema.node('doc', null, [schema.node('paragraph', null, [schema.text('two people')])]),
    );
    const peers = [new Y.Doc(), new Y.Doc()];
    for (const peer of peers) applyForeign(peer, Y.encodeStateAsUpdate(source));
    for (const peer of peers) {
      const text = (rootOf(peer).get(0) as Y.XmlElement).get(0) as Y.XmlText;
      text.format(0, 6, { strong: {} });
    }
    const reader = new Y.Doc();
    applyForeign(reader, Y.encodeStateAsUpdate(peers[0]!));
    let written = 0;
    reader.on('update', (update: Uint8Array) => {
      written += Y.decodeUpdate(update).ds.clients.size;
    });
    applyForeign(reader, Y.encodeStateAsUpdate(peers[1]!));
    expect(written).toBe(0);
  });
});
