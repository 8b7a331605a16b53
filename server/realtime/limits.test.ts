import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { appendParagraph, textOf } from '@client/sync/index';
import { updateOf } from '../../test/support/recordFrames.ts';
import { join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

describe('limits', () => {
  test('[D8] an update larger than the limit is refused, one below it is not', async () => {
    const server = await serverWithScope({ limits: { updateBytes: 2_000 } });
    for (const [length, refused] of [
      [1_000, false],
      [3_000, true],
    ] as const) {
      const ada = await record(server, 'ada');
      const { room } = await ada.open('scope');
      await ada.frame('state');
      ada.update(
        room,
        1,
        updateOf(ada.read(room), (doc) => appendParagraph(doc, 'x'.repeat(length))),
      );
      if (refused) expect((await ada.frame('refused')).reason).toBe('update.too-large');
      else await ada.frame('acknowledged', ({ number }) => number === 1);
    }
  });

  test('[D8] a client knows the limit: it tells its author and sends nothing', async () => {
    const server = await serverWithScope({ limits: { updateBytes: 2_000 } });
    const ada = join(server, 'ada');
    await ada.connection.ready;
    appendParagraph(ada.doc, 'x'.repeat(3_000));
    await until('its author is told', () => ada.connection.status().phase === 'refused');
    const { refusal } = ada.connection.status();
    expect(refusal?.reason).toBe('update.too-large');
    expect(textOf(refusal!.lostDoc)).toContain('xxx');
    expect((await server.store.db.documents.load('scope'))?.tail).toEqual([]);
  });

  test('[D8] a paste of 20 MB arrives', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada');
    const ben = join(server, 'ben');
    await Promise.all([ada.connection.ready, ben.connection.ready]);
    const text = 'All of it. '.repeat(1_900_000);
    appendParagraph(ada.doc, text);
    await until('Ben reads it', () => textOf(ben.doc).length > text.length, 30_000);
    await until('Ada is told', () => ada.connection.unacknowledged() === 0, 30_000);
  }, 60_000);

  test('[D9] a writer who is too fast is slowed down; one who is far too fast is refused', async () => {
    const server = await serverWithScope({ limits: { updatesPerSecond: 10 } });
    const send = async (count: number) => {
      const ada = await record(server, 'ada');
      const { room } = await ada.open('scope');
      await ada.frame('state');
      const doc = ada.read(room);
      for (let n = 1; n <= count; n += 1) {
        ada.update(
          room,
          n,
          updateOf(doc, () => appendParagraph(doc, `${n}`)),
        );
      }
      return ada;
    };
    const from = performance.now();
    const slowed = await send(15);
    await slowed.frame('acknowledged', ({ number }) => number === 15);
    // Ten may pass at once, the five that follow at the pace.
    expect(performance.now() - from).toBeGreaterThan(400);
    expect(slowed.frames('refused')).toEqual([]);

    const refused = await send(150);
    expect((await refused.frame('refused')).reason).toBe('rate.exceeded');
    expect(refused.isConnected).toBe(true);
  });

  test('[D9] a client that comes back with much unsaved work is not refused', async () => {
    const server = await serverWithScope({ limits: { updatesPerSecond: 20 } });
    const ada = join(server, 'ada', { mode: 'suggest' });
    await ada.connection.ready;
    await server.stop();
    await until('Ada is offline', () => ada.connection.status().phase === 'offline');
    ada.connection.setMode('edit');
    for (let n = 0; n < 1_000; n += 1) appendParagraph(ada.doc, `${n}`);
    await server.restart();
    await until('it is all saved', () => ada.connection.unacknowledged() === 0);
    expect(ada.connection.status().phase).toBe('ready');
  });

  test('[D9] nobody may open documents without end on one connection', async () => {
    const server = await serverWithScope({ limits: { openDocuments: 1 } });
    await server.createDocument('plan');
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    expect(await ada.ask({ document: 'plan' })).toEqual({ error: 'rate.exceeded', retry: true });
    ada.socket.emit('doc.close', { room });
    expect(await ada.ask({ document: 'plan' })).toMatchObject({ sequence: 0 });
  });

  test('[D10] a reader that does not keep up is left alone, then brought up to date by one frame', async () => {
    const server = await serverWithScope({ limits: { queuedBytes: 64 * 1024 } });
    const ada = join(server, 'ada');
    await ada.connection.ready;
    const ben = await record(server, 'ben');
    const { room } = await ben.open('scope');
    await ben.frame('state');
    const tcp = tcpOf(ben.socket);
    tcp.pause();

    // More than the kernel's buffers take, so that something waits in the server.
    const blocks = 60;
    for (let n = 0; n < blocks; n += 1) {
      appendParagraph(ada.doc, `${n} `.padEnd(300_000, 'x'));
      await until('it is saved', () => ada.connection.unacknowledged() === 0);
    }
    tcp.resume();
    await ben.frame('tail', ({ sequence }) => sequence === blocks);
    expect(textOf(ben.read(room))).toBe(textOf(ada.doc));
    expect(ben.frames('tail').length).toBeGreaterThan(0);
    expect(ben.frames('updated').length).toBeLessThan(blocks);
    appendParagraph(ada.doc, 'and on');
    await ben.frame('updated', ({ sequence }) => sequence === blocks + 1);
    expect(textOf(ben.read(room))).toBe(textOf(ada.doc));
  }, 40_000);

  test('[D10] a reader that stands still too long is let go of, and may come back', async () => {
    const server = await serverWithScope({
      limits: { queuedBytes: 64 * 1024, stalledMs: 100, slowestBytesPerSecond: 1e9 },
    });
    const ada = join(server, 'ada');
    await ada.connection.ready;
    const ben = await record(server, 'ben');
    await ben.open('scope');
    await ben.frame('state');
    tcpOf(ben.socket).pause();
    for (let n = 0; n < 4; n += 1) {
      appendParagraph(ada.doc, 'x'.repeat(3_000_000));
      await until('it is saved', () => ada.connection.unacknowledged() === 0);
    }
    appendParagraph(ada.doc, 'one more');
    await until('Ben is let go of', () => server.live.health().connections === 1, 20_000);
    expect(ada.connection.status().phase).toBe('ready');
  }, 40_000);
});

function tcpOf(socket: { io: { engine: { transport: unknown } } }): Socket {
  return (socket.io.engine.transport as { ws: { _socket: Socket } }).ws._socket;
}
