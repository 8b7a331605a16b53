import { describe, expect, test } from 'vitest';
import { appendParagraph, memoryOutbox, textOf } from '@client/sync/index';
import type { OutboxQueue, OutboxStore } from '@client/sync/index';
import { updateOf } from '../../test/support/recordFrames.ts';
import { join, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

/** An outbox of a page that ends as a crash ends it: its queues are free, and nothing was tidied up. */
function crashingPage(outbox: OutboxStore): OutboxStore & { crash(): void } {
  const queues: OutboxQueue[] = [];
  let crashed = false;
  return {
    async open(place) {
      const queue = await outbox.open(place);
      queues.push(queue);
      const remove = (keys: number[]) => (crashed ? Promise.resolve() : queue.remove(keys));
      return { ...queue, remove };
    },
    crash() {
      crashed = true;
      for (const queue of queues) queue.close();
    },
  };
}

describe('refusals', () => {
  test('[D7] an update that needs what the server does not have is refused', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    const doc = ada.read(room);
    updateOf(doc, () => appendParagraph(doc, 'never sent'));
    const builtOnIt = updateOf(doc, () => appendParagraph(doc, 'after it'));
    ada.update(room, 1, builtOnIt);
    expect((await ada.frame('refused')).reason).toBe('update.gap');
  });

  test('[D11] after a refusal everything later is refused until the document is opened again', async () => {
    const server = await serverWithScope();
    await server.createDocument('plan', ['Plan']);
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    const plan = await ada.open('plan');
    await ada.frame('state', (frame) => frame.room === plan.room);
    const doc = ada.read(room);
    const good = updateOf(doc, () => appendParagraph(doc, 'Good'));

    ada.update(room, 1, new Uint8Array([1, 2, 3]));
    ada.update(room, 2, good);
    await ada.frame('refused', ({ number }) => number === 2);
    expect(ada.frames('refused').map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'update.invalid'],
      [2, 'after.refusal'],
    ]);
    // Another document on the same connection is unharmed.
    const inPlan = updateOf(ada.read(plan.room), (its) => appendParagraph(its, 'Fine'));
    ada.update(plan.room, 1, inPlan);
    await ada.frame('acknowledged', (frame) => frame.room === plan.room);

    const again = await ada.open('scope');
    ada.update(again.room, 1, good);
    await ada.frame('acknowledged', (frame) => frame.room === again.room && frame.number === 1);
  });

  test('[D11] the client keeps the refused text for its author, and what came before is still saved', async () => {
    const server = await serverWithScope();
    const outbox = memoryOutbox();
    const ada = join(server, 'ada', { outbox });
    await ada.connection.ready;
    appendParagraph(ada.doc, 'Taken');
    await until('it is saved', () => ada.connection.unacknowledged() === 0);
    server.grant('ada', 'scope', 'view');
    server.live.accessChanged({ personId: 'ada' });
    appendParagraph(ada.doc, 'Not taken');
    await until('Ada is told', () => ada.connection.status().phase === 'refused');
    const { refusal, granted } = ada.connection.status();
    expect(refusal!.reason).toBe('mode.exceeded');
    expect(granted).toBe('view');
    expect(textOf(refusal!.lostDoc)).toBe('First\nTaken\nNot taken');
    ada.connection.close();

    // With a fresh document she is back, in step and with nothing to send.
    const back = join(server, 'ada', { outbox });
    await back.connection.ready;
    expect(textOf(back.doc)).toBe('First\nTaken');
    expect(back.connection.unacknowledged()).toBe(0);
  });

  test('[D11] a crash right after a refusal does not take the text from its author', async () => {
    const server = await serverWithScope();
    const outbox = memoryOutbox();
    const page = crashingPage(outbox);
    const before = join(server, 'ada', { outbox: page });
    await before.connection.ready;
    server.grant('ada', 'scope', 'view');
    server.live.accessChanged({ personId: 'ada' });
    await until('she may only read', () => before.connection.granted() === 'view');
    before.connection.setMode('edit');
    appendParagraph(before.doc, 'Not taken');
    await until('Ada is told', () => before.connection.status().phase === 'refused');
    page.crash();

    const after = join(server, 'ada', { outbox });
    await until('Ada is told again', () => after.connection.status().phase === 'refused');
    expect(textOf(after.connection.status().refusal!.lostDoc)).toContain('Not taken');
  });

  test('[D14] who is demoted while the document is open is told, and judged by the new mode', async () => {
    const server = await serverWithScope();
    const ada = await record(server, 'ada');
    const { room } = await ada.open('scope');
    await ada.frame('state');
    const early = updateOf(ada.read(room), (doc) => appendParagraph(doc, 'Typed as an editor'));
    server.grant('ada', 'scope', 'comment');
    server.live.accessChanged({ documentId: 'scope' });
    expect((await ada.frame('access')).mode).toBe('comment');
    ada.update(room, 1, early, 'edit');
    expect((await ada.frame('refused')).reason).toBe('mode.exceeded');
  });

  test('[D14] who may no longer read it loses the document, as if it had never been', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada');
    const ben = join(server, 'ben');
    await Promise.all([ada.connection.ready, ben.connection.ready]);
    server.grant('ada', 'scope', null);
    server.live.accessChanged({ personId: 'ada', documentId: 'scope' });
    await until('Ada is told', () => ada.connection.status().phase === 'blocked');
    expect(ada.connection.status().reason).toBe('not-found');
    appendParagraph(ben.doc, 'Among ourselves');
    await until('it is saved', () => ben.connection.unacknowledged() === 0);
    expect(textOf(ada.doc)).toBe('First');
  });
});
