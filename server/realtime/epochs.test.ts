import { describe, expect, test } from 'vitest';
import type { Node } from 'prosemirror-model';
import { appendParagraph, memoryOutbox, textOf } from '@client/sync/index';
import { schema } from '@shared/adf/schema';
import { heldStore } from '../../test/support/heldStore.ts';
import { join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

const withoutLast = (doc: Node) =>
  doc.type.create(null, doc.content.cut(0, doc.content.size - doc.lastChild!.nodeSize));
const withMore = (text: string) => (doc: Node) =>
  doc.type.create(null, doc.content.addToEnd(schema.node('paragraph', null, [schema.text(text)])));

describe('the server’s own writing', () => {
  test('[A3] a command changes the live document durably, as the work of the system', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada');
    await ada.connection.ready;
    const done = await server.live.change('scope', withMore('By command'));
    expect(done).toEqual({ changed: true, epoch: 1, sequence: 1 });
    await until('Ada reads it', () => textOf(ada.doc) === 'First\nBy command');
    const loaded = await server.store.db.documents.load('scope');
    expect(loaded!.tail[0]!.authors).toEqual([[expect.any(Number), 'system']]);
    expect((await server.live.read('scope')).textContent).toBe('FirstBy command');

    expect(await server.live.change('scope', (doc) => doc)).toMatchObject({
      changed: false,
      sequence: 1,
    });
    await expect(server.live.change('nowhere', (doc) => doc)).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  test('[D3] what is read is durable', async () => {
    const held = heldStore();
    const server = await serverWithScope({ documents: held.wrap });
    const ada = join(server, 'ada');
    await ada.connection.ready;
    held.hold();
    appendParagraph(ada.doc, 'Second');
    await until('it is on its way to the disk', () => held.waiting === 1);
    let read: Node | null = null;
    const reading = server.live.read('scope').then((doc) => (read = doc));
    expect(read).toBeNull();
    held.release();
    expect((await reading).textContent).toBe('FirstSecond');
  });
});

describe('epochs', () => {
  test('[D12] a document that was rebuilt is loaded afresh, and holds no trace of the old one', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada');
    await ada.connection.ready;
    appendParagraph(ada.doc, 'Between us');
    await until('it is saved', () => ada.connection.unacknowledged() === 0);

    expect(await server.live.rebuild('scope', withoutLast)).toEqual({ epoch: 2, sequence: 0 });
    await until('Ada is told', () => ada.connection.status().phase === 'refused');
    expect(ada.connection.status().refusal!.reason).toBe('epoch.changed');

    const ben = await record(server, 'ben');
    const { room, epoch } = await ben.open('scope');
    await ben.frame('state');
    expect(epoch).toBe(2);
    expect(textOf(ben.read(room))).toBe('First');
    expect(ben.holds('Between us')).toBe(false);
  });

  test('[D12] a client of an older epoch is sent nothing, and its unsaved text is offered to its author', async () => {
    const server = await serverWithScope();
    const outbox = memoryOutbox();
    const ada = join(server, 'ada', { outbox });
    await ada.connection.ready;
    await server.stop();
    appendParagraph(ada.doc, 'Typed offline');
    await server.restart();
    await server.live.rebuild('scope', withMore('Fresh'));

    await until('Ada is told', () => ada.connection.status().phase === 'refused');
    const { refusal } = ada.connection.status();
    expect(refusal!.reason).toBe('epoch.changed');
    expect(textOf(refusal!.lostDoc)).toBe('First\nTyped offline');
  });

  test('[D12] after a reload too: what an earlier page left is offered back, and not merged', async () => {
    const held = heldStore();
    const server = await serverWithScope({ documents: held.wrap });
    const outbox = memoryOutbox();
    const before = join(server, 'ada', { outbox });
    await before.connection.ready;
    await server.stop();
    appendParagraph(before.doc, 'Typed offline');
    before.connection.close();
    await server.restart();
    await server.live.rebuild('scope', withMore('Fresh'));

    const after = join(server, 'ada', { outbox });
    await after.connection.ready;
    expect(after.connection.status()).toMatchObject({ phase: 'ready', unacknowledged: 0 });
    expect(textOf(after.connection.status().refusal!.lostDoc)).toBe('Typed offline');
    expect(textOf(after.doc)).toBe('First\nFresh');
  });
});
