import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, textOf } from '@client/sync/index';
import { updateOf } from '../../test/support/recordFrames.ts';
import { record, serverWithScope } from '../../test/support/twoPeople.ts';

/** Ada and Ben in one document; Ada has written once under her clientID. */
async function bothInside() {
  const server = await serverWithScope();
  const ada = await record(server, 'ada');
  const ben = await record(server, 'ben');
  const { room } = await ada.open('scope');
  await ben.open('scope');
  await ada.frame('state');
  const adas = ada.read(room);
  ada.update(
    room,
    1,
    updateOf(adas, () => appendParagraph(adas, 'By Ada')),
  );
  await ada.frame('acknowledged', ({ number }) => number === 1);
  await ben.frame('updated');
  return { server, ada, ben, room, adas };
}

describe('authorship', () => {
  test('[A1] the first durable use of a clientID binds it to a person, in that very record', async () => {
    const { server, ada, room, adas } = await bothInside();
    ada.update(
      room,
      2,
      updateOf(adas, () => appendParagraph(adas, 'Again')),
    );
    await ada.frame('acknowledged', ({ number }) => number === 2);
    const loaded = await server.store.db.documents.load('scope');
    expect(loaded!.tail.map(({ authors }) => authors)).toEqual([
      [[adas.clientID, 'ada']],
      undefined,
    ]);
  });

  test('[A2] text under a clientID of somebody else is refused, under one’s own it is not', async () => {
    const { server, ben, room, adas } = await bothInside();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(adas));
    forged.clientID = adas.clientID;
    const update = updateOf(forged, () => appendParagraph(forged, 'Ada never wrote this'));
    ben.update(room, 1, update);
    expect((await ben.frame('refused')).reason).toBe('author.forged');

    // The same bytes from Ada herself, on another connection, are hers.
    const elsewhere = await record(server, 'ada');
    const opened = await elsewhere.open('scope');
    elsewhere.update(opened.room, 1, update);
    await elsewhere.frame('acknowledged', ({ number }) => number === 1);
  });

  test('[A2] a binding outlives a restart of the server', async () => {
    const { server, adas } = await bothInside();
    await server.restart();
    const ben = await record(server, 'ben');
    const { room } = await ben.open('scope');
    await ben.frame('state');
    const forged = ben.read(room);
    forged.clientID = adas.clientID;
    ben.update(
      room,
      1,
      updateOf(forged, () => appendParagraph(forged, 'Ada never wrote this')),
    );
    expect((await ben.frame('refused')).reason).toBe('author.forged');
    expect(textOf(ben.read(room))).toBe('First\nBy Ada');
  });
});
