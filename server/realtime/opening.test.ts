import { describe, expect, test, vi } from 'vitest';
import * as ws from 'ws';
import type * as Y from 'yjs';
import { appendParagraph, textOf } from '@client/sync/index';
import { cast, type RealtimeServer } from '../../test/support/realtimeServer.ts';
import { updateOf } from '../../test/support/recordFrames.ts';
import { afterThis, join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

/** Adds paragraphs one after the other, each durable before the next, so that each is a sequence. */
async function write(server: RealtimeServer, texts: string[]): Promise<void> {
  const ben = join(server, 'ben');
  await ben.connection.ready;
  for (const text of texts) {
    appendParagraph(ben.doc, text);
    await until('it is saved', () => ben.connection.unacknowledged() === 0);
  }
  ben.connection.close();
}

/** The single buffers that the WebSocket library was given ready-made from now on. */
function preEncodedFrames(): () => Buffer[] {
  // Not in the library's types: how Engine.io hands over a frame that is laid out already.
  type Sends = { sendFrame(list: Buffer[]): void };
  const { prototype } = (ws as unknown as { Sender: { prototype: Sends } }).Sender;
  const sent = vi.spyOn(prototype, 'sendFrame');
  afterThis(() => sent.mockRestore());
  return () => sent.mock.calls.flatMap(([list]) => (list.length === 1 ? list : []));
}

describe('opening a document', () => {
  test('[D1] the answer says where the document stands, who one is and what one may', async () => {
    const server = await serverWithScope();
    server.grant('ada', 'scope', 'suggest');
    const ada = await record(server, 'ada');
    expect(await ada.ask({ document: 'scope' })).toEqual({
      room: expect.any(Number) as number,
      epoch: 1,
      sequence: 0,
      mode: 'suggest',
      person: cast.ada,
      limits: { updateBytes: 24 * 1024 * 1024, updatesPerSecond: 200 },
    });
  });

  test('[D1] what does not exist and what one may not read are the same answer', async () => {
    const server = await serverWithScope();
    const eve = await record(server, 'eve');
    const refused = await eve.ask({ document: 'scope' });
    expect(refused).toEqual({ error: 'not-found', retry: false });
    expect(await eve.ask({ document: 'nowhere' })).toEqual(refused);
    const ada = await record(server, 'ada');
    expect(await ada.ask({ document: 'nowhere' })).toEqual(refused);
    expect(eve.holds('First')).toBe(false);
  });

  test('[D2] a newcomer is sent the whole document, and then its tail', async () => {
    const server = await serverWithScope();
    await write(server, ['Second', 'Third']);
    const ada = await record(server, 'ada');
    const { room, sequence } = await ada.open('scope');
    expect(sequence).toBe(2);
    await ada.frame('tail');
    expect(ada.frames('state').map((frame) => frame.sequence)).toEqual([0]);
    expect(ada.frames('tail').map(({ from, sequence: to }) => [from, to])).toEqual([[0, 2]]);
    expect(textOf(ada.read(room))).toBe('First\nSecond\nThird');
  });

  test('[D2] who is up to date is sent nothing, who missed a part is sent that part', async () => {
    const server = await serverWithScope();
    await write(server, ['Second']);
    const ada = await record(server, 'ada');
    const first = await ada.open('scope');
    await ada.frame('tail');
    const doc = ada.read(first.room);
    ada.close();
    const here = { epoch: first.epoch, sequence: first.sequence };

    const same = await record(server, 'ada');
    await same.open('scope', here);
    await write(server, ['Third']);
    await same.frame('updated');
    expect([...same.frames('state'), ...same.frames('tail')]).toEqual([]);

    const behind = await record(server, 'ada');
    const { room } = await behind.open('scope', here);
    const tail = await behind.frame('tail');
    expect([tail.from, tail.sequence]).toEqual([1, 2]);
    expect(behind.frames('state')).toEqual([]);
    expect(textOf(behind.read(room, doc))).toBe('First\nSecond\nThird');
  });

  test('[D2] the tail comes from the store when the memory no longer reaches back so far', async () => {
    const server = await serverWithScope({ limits: { snapshotRecords: 3 } });
    await write(server, ['1', '2', '3', '4', '5']);
    const ada = await record(server, 'ada');
    await ada.open('scope', { epoch: 1, sequence: 2 });
    await ada.frame('tail', (frame) => frame.sequence === 5);
    expect(ada.frames('tail')[0]!.from).toBe(2);
    expect(ada.frames('state')).toEqual([]);
  });

  test('[D2] four people who open a cold document at once share one copy and miss nobody’s text', async () => {
    const server = await serverWithScope();
    await write(server, ['Second']);
    await server.restart();
    const people = [
      join(server, 'ada'),
      join(server, 'ben'),
      join(server, 'ada'),
      join(server, 'ben'),
    ];
    await Promise.all(people.map(({ connection }) => connection.ready));
    expect(server.live.health().rooms).toBe(1);
    people.forEach(({ doc }, index) => appendParagraph(doc, `from ${index}`));
    const complete = (doc: Y.Doc) => [0, 1, 2, 3].every((n) => textOf(doc).includes(`from ${n}`));
    await until('everybody has it all', () => people.every(({ doc }) => complete(doc)));
    expect(new Set(people.map(({ doc }) => textOf(doc))).size).toBe(1);
  });

  test('[D2] a document that nobody uses is let go of, and is whole when it is opened again', async () => {
    const server = await serverWithScope({ limits: { idleMs: 20 } });
    await write(server, ['Second']);
    await until('it is let go of', () => server.live.health().rooms === 0);
    const loaded = await server.store.db.documents.load('scope');
    expect(loaded).toMatchObject({ snapshot: { sequence: 1 }, tail: [] });
    const ada = join(server, 'ada');
    await ada.connection.ready;
    expect(textOf(ada.doc)).toBe('First\nSecond');
  });

  test('[F1] every message is binary, and document bytes have no name in them', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    await ada.open('scope');
    await write(server, ['Second']);
    const frame = await ada.frame('updated');
    expect(ada.messages.every((message) => message instanceof Uint8Array)).toBe(true);
    const around = ada.messages.map(
      (message) => (message as Uint8Array).length - frame.bytes.length,
    );
    expect(around).toContain(4);
  });

  test('[F3] a frame that cannot be read ends its own connection only', async () => {
    const server = await serverWithScope();
    const ben = join(server, 'ben');
    await ben.connection.ready;
    for (const bytes of [[5], [1, 0], [1, 1, 1, 9, 0], [2, 1, 5, 200, 1]]) {
      const ada = await record(server, 'ada');
      await ada.open('scope');
      ada.raw(new Uint8Array(bytes));
      await until('it is ended', () => !ada.isConnected);
      expect(ada.closing).toEqual({ code: 'frame.invalid', retry: false });
    }
    expect(ben.connection.status().phase).toBe('ready');
  });

  test('[F3] a frame for a room that is not open is dropped', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    const update = updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Late'));
    ada.update(room + 1, 1, update);
    ada.update(room, 1, update);
    await ada.frame('acknowledged', (frame) => frame.number === 1);
    expect(ada.isConnected).toBe(true);
  });

  test('[F2] one frame is laid out once for all receivers, down to the WebSocket header', async () => {
    const server = await serverWithScope();
    const readers = await Promise.all([record(server, 'ada'), record(server, 'ada')]);
    for (const reader of readers) await reader.open('scope');
    const written = preEncodedFrames();
    await write(server, ['Second']);
    await Promise.all(readers.map((reader) => reader.frame('updated')));
    const update = written().filter((buffer) => buffer.includes('Second'));
    expect(update.length).toBe(2);
    expect(update[0]).toBe(update[1]);
  });

  test('[F2] nobody is sent back what they alone wrote', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const ben = await record(server, 'ben');
    const { room } = await ada.open('scope');
    await ben.open('scope');
    await ada.frame('state');
    ada.update(
      room,
      1,
      updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Second')),
    );
    const acknowledged = await ada.frame('acknowledged');
    await ben.frame('updated', (frame) => frame.sequence === acknowledged.sequence);
    expect(ada.frames('updated')).toEqual([]);
  });
});
