import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { appendParagraph, memoryOutbox, textOf } from '@client/sync/index';
import { AppError } from '@shared/errors';
import { heldStore } from '../../test/support/heldStore.ts';
import { updateOf, type Recorder } from '../../test/support/recordFrames.ts';
import { join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

async function heldServer() {
  const held = heldStore();
  const server = await serverWithScope({ documents: held.wrap });
  return { held, server };
}

/** Fulfilled when the server has taken in everything that was sent before. */
const answered = (recorder: Recorder) => recorder.ask({ document: 'nowhere' });

describe('durable before visible', () => {
  test('[D3] nothing is acknowledged and nothing is shown before it is durable', async () => {
    const { held, server } = await heldServer();
    const ada = await record(server, 'ada');
    const ben = await record(server, 'ben');
    const { room } = await ada.open('scope');
    await ben.open('scope');
    await ada.frame('state');

    held.hold();
    ada.update(
      room,
      1,
      updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Secret yet')),
    );
    await until('it is on its way to the disk', () => held.waiting === 1);
    // Somebody who comes now must not be shown it either.
    const late = await record(server, 'ben');
    const opened = await late.open('scope');
    await late.frame('state');
    expect(opened.sequence).toBe(0);
    for (const reader of [ben, late]) expect(reader.holds('Secret yet')).toBe(false);
    expect(ada.frames('acknowledged')).toEqual([]);

    held.release();
    await ada.frame('acknowledged', ({ number, sequence }) => number === 1 && sequence === 1);
    for (const reader of [ben, late]) await reader.frame('updated', (f) => f.sequence === 1);
    expect(late.holds('Secret yet')).toBe(true);
  });

  test('[D4] what comes in during a commit is the next one: one record and one frame per room', async () => {
    const { held, server } = await heldServer();
    await server.createDocument('plan', ['Plan']);
    const ada = await record(server, 'ada');
    const ben = await record(server, 'ben');
    const scope = await ada.open('scope');
    const plan = await ada.open('plan');
    await ben.open('scope');
    await ada.frame('state', ({ room }) => room === plan.room);
    const scopeDoc = ada.read(scope.room);
    const planDoc = ada.read(plan.room);

    held.hold();
    const write = (number: number, text: string) => {
      ada.update(
        scope.room,
        number,
        updateOf(scopeDoc, (doc) => appendParagraph(doc, text)),
      );
    };
    write(1, 'one');
    await until('the first commit is under way', () => held.waiting === 1);
    write(2, 'two');
    write(3, 'three');
    ada.update(
      plan.room,
      1,
      updateOf(planDoc, (doc) => appendParagraph(doc, 'for the plan')),
    );
    held.release();
    await ada.frame('acknowledged', ({ room, number }) => room === plan.room && number === 1);
    await ada.frame('acknowledged', ({ room, number }) => room === scope.room && number === 3);

    expect(
      held.appends.map((records) =>
        records.map(({ document, sequence }) => [document, sequence]).toSorted(),
      ),
    ).toEqual([
      [['scope', 1]],
      [
        ['plan', 1],
        ['scope', 2],
      ],
    ]);
    await ben.frame('updated', ({ sequence }) => sequence === 2);
    expect(ben.frames('updated').length).toBe(2);
  });

  test('[D5] sequences have no holes, and who holds the last one holds everything', async () => {
    const { server } = await heldServer();
    const ben = await record(server, 'ben');
    const { room } = await ben.open('scope');
    const ada = join(server, 'ada');
    const other = join(server, 'ada');
    await Promise.all([ada.connection.ready, other.connection.ready]);
    for (let n = 0; n < 20; n += 1) {
      appendParagraph(ada.doc, `a${n}`);
      appendParagraph(other.doc, `b${n}`);
      if (n % 5 === 0) await until('saved', () => ada.connection.unacknowledged() === 0);
    }
    await until(
      'all saved',
      () => ada.connection.unacknowledged() + other.connection.unacknowledged() === 0,
    );
    await until('Ben has it all', () => textOf(ben.read(room)) === textOf(ada.doc));
    const sequences = ben.frames('updated').map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });

  test('[D5] a writer whose update went missing on the way is told to open again', async () => {
    const { server } = await heldServer();
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    ada.update(
      room,
      2,
      updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Second')),
    );
    expect(await ada.frame('closed')).toMatchObject({ reason: 'update.missing', retry: true });
    expect(ada.isConnected).toBe(true);
  });

  test('[D6] a duplicate is acknowledged when its original is durable, and journaled once', async () => {
    const { held, server } = await heldServer();
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    const update = updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Once'));
    held.hold();
    ada.update(room, 1, update);
    await until('it is on its way to the disk', () => held.waiting === 1);

    // The connection breaks, and the client sends it again on the next one.
    ada.close();
    const again = await record(server, 'ada');
    const opened = await again.open('scope');
    again.update(opened.room, 1, update);
    await answered(again);
    expect(again.frames('acknowledged')).toEqual([]);

    held.release();
    const third = await record(server, 'ada');
    const last = await third.open('scope');
    third.update(last.room, 1, update);
    await third.frame('acknowledged', ({ number }) => number === 1);
    third.update(last.room, 1, update);
    await until('it is told again', () => third.frames('acknowledged').length === 2);
    expect(held.appends.length).toBe(1);
    expect((await server.store.db.documents.load('scope'))?.tail.length).toBe(1);
  });

  test('[D6] what is not acknowledged outlives the page that typed it', async () => {
    const { held, server } = await heldServer();
    const outbox = memoryOutbox();
    const before = join(server, 'ada', { outbox });
    await before.connection.ready;
    held.fail(new AppError('store.full'));
    appendParagraph(before.doc, 'Typed before the reload');
    await until('it cannot be saved', () => !server.live.health().ok);
    before.connection.close();
    held.fail(null);
    await server.restart();

    const after = join(server, 'ada', { outbox });
    await after.connection.ready;
    expect(textOf(after.doc)).toContain('Typed before the reload');
    await until('it is saved', () => after.connection.unacknowledged() === 0);
    const ben = join(server, 'ben');
    await ben.connection.ready;
    expect(textOf(ben.doc)).toBe('First\nTyped before the reload');
  });

  test('[D6] nobody is handed what another person of the same browser typed', async () => {
    const { held, server } = await heldServer();
    const outbox = memoryOutbox();
    const ada = join(server, 'ada', { outbox });
    await ada.connection.ready;
    held.hold();
    appendParagraph(ada.doc, 'Mine alone');
    await until('it is sent', () => held.waiting === 1);
    ada.connection.close();
    const ben = join(server, 'ben', { outbox });
    await ben.connection.ready;
    expect(textOf(ben.doc)).toBe('First');
    expect(ben.connection.unacknowledged()).toBe(0);
    held.release();
  });

  test('[L8] a suggestion is told once it is durable, under its author, and once', async () => {
    const { held, server } = await heldServer();
    server.grant('ada', 'scope', 'suggest');
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    const doc = ada.read(room);
    const text = (doc.getXmlFragment('doc').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const suggest = (number: number, word: string) =>
      ada.update(
        room,
        number,
        updateOf(doc, () => text.insert(0, word, { insertion: { id: 'ada/1' } })),
        'suggest',
      );

    held.hold();
    suggest(1, 'Perhaps ');
    await until('it is on its way to the disk', () => held.waiting === 1);
    expect(server.seen).toEqual([]);
    held.release();
    await ada.frame('acknowledged', ({ number }) => number === 1);
    suggest(2, 'or not ');
    await ada.frame('acknowledged', ({ number }) => number === 2);
    const at = expect.any(Number) as number;
    expect(server.seen).toEqual([{ documentId: 'scope', personId: 'ada', ids: ['ada/1'], at }]);
  });

  test('[D13] when saving fails nothing is lost, nobody is told that it is saved, and the server says so', async () => {
    const { held, server } = await heldServer();
    const ada = join(server, 'ada');
    const ben = join(server, 'ben');
    await Promise.all([ada.connection.ready, ben.connection.ready]);
    held.fail(new AppError('store.full'));
    appendParagraph(ada.doc, 'Kept');
    await until('the server knows', () => !server.live.health().ok);
    await until('it tries again', () => held.appends.length > 2);
    expect(ada.connection.unacknowledged()).toBe(1);
    expect(textOf(ben.doc)).toBe('First');
    expect(server.live.health()).toMatchObject({ ok: false, unsaved: 1 });

    held.fail(null);
    await until('it is saved', () => ada.connection.unacknowledged() === 0);
    await until('Ben reads it', () => textOf(ben.doc) === 'First\nKept');
    expect(server.live.health()).toMatchObject({ ok: true, unsaved: 0 });
    const batches = new Set(held.appends.flat().map(({ batch }) => batch));
    expect(batches.size).toBe(1);
  });

  test('[D13] a command is refused while nothing can be saved', async () => {
    const { held, server } = await heldServer();
    const ada = join(server, 'ada');
    await ada.connection.ready;
    held.fail(new AppError('store.full'));
    appendParagraph(ada.doc, 'Kept');
    await until('the server knows', () => !server.live.health().ok);
    await expect(server.live.change('scope', (doc) => doc)).rejects.toMatchObject({
      kind: 'store.closed',
    });
    held.fail(null);
  });

  test('[D3] a server that lost a document to another process lets go of it, and clients come back', async () => {
    const { server } = await heldServer();
    const ada = join(server, 'ada');
    await ada.connection.ready;
    await server.store.db.documents.claim('scope', 'another process');
    appendParagraph(ada.doc, 'Not lost');
    await until('it is saved under a new claim', () => ada.connection.unacknowledged() === 0);
    const loaded = await server.store.db.documents.load('scope');
    expect(loaded?.tail.map(({ sequence }) => sequence)).toEqual([1]);
  });
});
