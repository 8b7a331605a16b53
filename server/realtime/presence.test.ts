import { describe, expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { appendParagraph } from '@client/sync/index';
import { encodeUp } from '@shared/protocol/frames';
import { cast } from '../../test/support/realtimeServer.ts';
import { heldStore } from '../../test/support/heldStore.ts';
import { updateOf } from '../../test/support/recordFrames.ts';
import { join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

const awareness = (doc: Y.Doc) => new Awareness(doc);

describe('presence', () => {
  test('[P1] the server says who somebody is; what a client claims to be is not heard', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada', { awareness });
    const ben = join(server, 'ben', { awareness });
    await Promise.all([ada.connection.ready, ben.connection.ready]);
    const lie = { id: 'ben', name: 'Ben, really' };
    ada.awareness!.setLocalState({ user: lie, cursor: { anchor: 3 } });

    const seen = () => ben.awareness!.getStates().get(ada.doc.clientID);
    await until('Ben sees her cursor', () => seen()?.cursor !== undefined);
    expect(seen()).toEqual({ user: cast.ada, cursor: { anchor: 3 } });
    expect(ben.awareness!.getStates().size).toBe(2);
  });

  test('[P1] a state cannot break out of its place to become an identity', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const ben = join(server, 'ben', { awareness });
    const { room } = await ada.open('scope');
    await ben.connection.ready;
    for (const state of ['}, "user": {"id":"ben"}', '{"user":{"id":"ben"}}', '[1]', 'null', '7']) {
      ada.raw(encodeUp({ kind: 'presence', room, clientId: 4711, state }));
    }
    ada.raw(
      encodeUp({
        kind: 'presence',
        room,
        clientId: 4711,
        state: '{"cursor":1,"user":{"id":"ben"}}',
      }),
    );
    await until('Ben sees her', () => ben.awareness!.getStates().has(4711));
    expect(ben.awareness!.getStates().get(4711)).toEqual({ user: cast.ada, cursor: 1 });
  });

  test('[P1] a clientID that is somebody else’s, in the document or in presence, is not heard', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const ben = await record(server, 'ben');
    const { room } = await ada.open('scope');
    await ben.open('scope');
    await ben.frame('state');
    const bensDoc = ben.read(room);
    ben.update(
      room,
      1,
      updateOf(bensDoc, (doc) => appendParagraph(doc, 'Mine')),
    );
    await ben.frame('acknowledged', ({ number }) => number === 1);
    ben.raw(encodeUp({ kind: 'presence', room, clientId: 11, state: '{"by":"ben"}' }));
    await ada.frame('present', ({ entries }) => entries.some(({ clientId }) => clientId === 11));

    for (const clientId of [bensDoc.clientID, 11, 12]) {
      ada.raw(encodeUp({ kind: 'presence', room, clientId, state: '{"by":"ada"}' }));
    }
    const { entries } = await ben.frame('present', (frame) =>
      frame.entries.some((e) => e.clientId === 12),
    );
    expect(
      entries.filter(({ state }) => state.includes('ada')).map(({ clientId }) => clientId),
    ).toEqual([12]);
    const heard = ben.frames('present').flatMap((frame) => frame.entries);
    expect(heard.filter((e) => e.clientId === 11).every((e) => e.person.includes('"ben"'))).toBe(
      true,
    );
  });

  test('[P2] many moves become one frame, for everybody at once, and are never stored', async () => {
    const held = heldStore();
    const server = await serverWithScope({ documents: held.wrap });
    const people = await Promise.all([
      record(server, 'ada'),
      record(server, 'ben'),
      record(server, 'ada'),
    ]);
    const rooms = await Promise.all(people.map((person) => person.open('scope')));
    people.forEach((person, index) => {
      for (let move = 0; move < 5; move += 1) {
        const state = JSON.stringify({ move, index });
        person.raw(
          encodeUp({ kind: 'presence', room: rooms[index]!.room, clientId: 100 + index, state }),
        );
      }
    });
    const all = await people[0]!.frame('present', ({ entries }) => entries.length === 3);
    expect(all.entries.map(({ state }) => (JSON.parse(state) as { move: number }).move)).toEqual([
      4, 4, 4,
    ]);
    expect(held.appends).toEqual([]);
  });

  test('[P2] a newcomer sees who is there already', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada', { awareness });
    await ada.connection.ready;
    ada.awareness!.setLocalState({ cursor: 1 });
    const ben = join(server, 'ben', { awareness });
    await ben.connection.ready;
    await until(
      'Ben sees her',
      () => ben.awareness!.getStates().get(ada.doc.clientID)?.cursor === 1,
    );
  });

  test('[P3] whoever leaves is gone from everybody’s page', async () => {
    const server = await serverWithScope();
    const ben = join(server, 'ben', { awareness });
    await ben.connection.ready;
    const sees = (id: number) => ben.awareness!.getStates().has(id);

    const closing = join(server, 'ada', { awareness });
    await until('Ben sees her', () => sees(closing.doc.clientID));
    closing.connection.close();
    await until('she is gone', () => !sees(closing.doc.clientID));

    const vanishing = join(server, 'ada', { awareness });
    await until('Ben sees her', () => sees(vanishing.doc.clientID));
    (vanishing.connection.socket() as { destroy(): void }).destroy();
    await until('she is gone', () => !sees(vanishing.doc.clientID));
    await until('and comes back', () => sees(vanishing.doc.clientID));
  });
});
