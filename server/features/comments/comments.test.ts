import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppEvent } from '@server/events';
import {
  type Caller,
  type TestServer,
  adfOf,
  anEngagement,
  startServer,
} from '../../../test/support/startServer.ts';

let server: TestServer;
let ada: Caller;
let ben: Caller;
let kim: Caller;
let threads: string;
beforeAll(async () => {
  server = await startServer();
  const { engagementId } = await anEngagement(server);
  [ada, ben, kim] = await Promise.all([
    server.as('ada@example.org'),
    server.as('ben@example.org'),
    server.as('kim@example.org'),
  ]);
  const made = await ada.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('Words to talk about'),
  });
  threads = `/api/v1/documents/${made.body.document.id}/threads`;
});
afterAll(() => server.stop());

const open = (who: Caller, audience: string, extra: object = {}) =>
  who.request('POST', threads, { audience, body: 'Why?', quote: 'Words', ...extra });
/** A place in the text, as a page tells it. */
const place = (clock: number) => ({
  type: { client: 7, clock: 0 },
  item: { client: 7, clock },
  assoc: -1,
});
const bodiesFor = async (who: Caller): Promise<string[]> =>
  (await who.request('GET', threads)).body.threads.map(({ id }: { id: string }) => id);

describe('a thread', () => {
  test('that is shared is read and answered by both sides', async () => {
    const { body } = await open(ada, 'shared');
    const { id } = body.thread;
    expect(await bodiesFor(ben)).toContain(id);
    const reply = await ben.request('POST', `${threads}/${id}/replies`, { body: 'Because.' });
    expect(reply.status).toBe(201);
    expect(reply.body.thread.replies).toMatchObject([{ personId: 'ben', body: 'Because.' }]);
  });

  test('internal to one side is listed, answered and resolved by that side only', async () => {
    const { body } = await open(ben, 'vendor', { anchor: { from: place(1), to: place(2) } });
    const { id } = body.thread;
    const before = await ada.request('GET', threads);
    expect(JSON.stringify(before.body)).not.toContain(id);
    const missing = await ada.request('POST', `${threads}/none/replies`, { body: 'x' });
    const refused = await ada.request('POST', `${threads}/${id}/replies`, { body: 'x' });
    expect([refused.status, refused.body]).toEqual([404, missing.body]);
    const resolved = await ada.request('PUT', `${threads}/${id}`, { state: 'resolved' });
    expect(resolved.status).toBe(404);
    expect((await ben.request('PUT', `${threads}/${id}`, { state: 'resolved' })).status).toBe(200);
  });

  test('internal to one side is announced to that side only', async () => {
    const heard: AppEvent[] = [];
    const { live } = server.app;
    const notify = live.notify.bind(live);
    live.notify = (notice, to) => {
      heard.push({ ...notice, to } as AppEvent);
      notify(notice, to);
    };
    await open(ben, 'vendor');
    await open(ada, 'shared');
    live.notify = notify;
    expect(heard.map(({ kind, to }) => [kind, 'audience' in to && to.audience])).toEqual([
      ['threads.changed', 'vendor'],
      ['threads.changed', 'shared'],
    ]);
  });

  test('cannot be opened inside the other company, nor shared with a hidden anchor', async () => {
    expect((await open(ada, 'vendor')).status).toBe(400);
    expect((await open(ada, 'client')).status).toBe(201);
    const anchored = await open(ada, 'shared', { anchor: { from: place(1), to: place(2) } });
    expect(anchored.body.error.faults).toEqual([{ path: 'anchor', key: 'internal-only' }]);
  });

  test('is opened by nobody who may only view the document', async () => {
    const document = threads.replace('/threads', '');
    const allow = (mode: string | null) =>
      ada.request('PUT', `${document}/mode`, { person: 'kim', mode });
    await allow('view');
    const refused = await Promise.all([open(kim, 'shared'), open(kim, 'client')]);
    expect(refused.map(({ body }) => body.error?.kind)).toEqual(['mode.refused', 'mode.refused']);
    await allow('comment');
    expect((await open(kim, 'shared')).status).toBe(201);
    await allow(null);
  });

  test('takes a place in the text for an anchor, and no other JSON', async () => {
    const anchor = { from: place(1), to: place(2) };
    expect((await open(ada, 'client', { anchor })).body.thread.anchor).toEqual(anchor);
    const end = { ...anchor, to: { tname: 'doc', assoc: 0 } };
    expect((await open(ada, 'client', { anchor: end })).status).toBe(201);
    const deep: unknown = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    for (const from of [{ item: deep }, { ...place(1), notes: deep }, { tname: 'x'.repeat(500) }]) {
      const refused = await open(ada, 'client', { anchor: { ...anchor, from } });
      expect([refused.status, refused.body.error.kind]).toEqual([400, 'input.invalid']);
    }
  });

  test('is resolved and reopened, and says by whom', async () => {
    const { id } = (await open(ada, 'shared')).body.thread;
    const resolved = await kim.request('PUT', `${threads}/${id}`, { state: 'resolved' });
    expect(resolved.body.thread).toMatchObject({ state: 'resolved', resolvedBy: 'kim' });
    const reopened = await ben.request('PUT', `${threads}/${id}`, { state: 'open' });
    expect(reopened.body.thread).toMatchObject({
      state: 'open',
      resolvedBy: null,
      resolvedAt: null,
    });
  });

  test('is counted on the card of its document, by what each side sees', async () => {
    const count = async (who: Caller) =>
      (await who.request('GET', threads.replace('/threads', ''))).body.document.openThreads;
    const before = [await count(ada), await count(ben)] as const;
    await open(ada, 'client');
    expect([await count(ada), await count(ben)]).toEqual([before[0] + 1, before[1]]);
  });
});
