import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, connectDocument, memoryOutbox, textOf } from '@client/sync/index';
import { type Recorder, recordFrames } from '../test/support/recordFrames.ts';
import {
  type Caller,
  type TestServer,
  adfOf,
  anEngagement,
  startServer,
} from '../test/support/startServer.ts';
import { until } from '../test/support/until.ts';

let server: TestServer;
let engagementId: string;
let documentId: string;
let sue: Caller;
let ben: Caller;
const open: { close(): void }[] = [];

beforeEach(async () => {
  server = await startServer();
  ({ engagementId } = await anEngagement(server));
  [sue, ben] = await Promise.all([server.as('sue@example.org'), server.as('ben@example.org')]);
  documentId = await create(ben, 'Scope', 'scope', 'Three days');
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await server.stop();
});

async function create(who: Caller, title: string, kind: string, text: string): Promise<string> {
  const input = { title, kind, adf: adfOf(text) };
  const made = await who.request('POST', `/api/v1/engagements/${engagementId}/documents`, input);
  return made.body.document.id;
}

async function join(email: string) {
  const token = await server.token(email);
  const doc = new Y.Doc();
  const outbox = memoryOutbox();
  const connection = connectDocument({ url: server.url, token, documentId, doc, outbox });
  open.push(connection);
  await connection.ready;
  return { connection, doc };
}

async function record(email: string): Promise<Recorder> {
  const recorder = recordFrames({ url: server.url, token: await server.token(email) });
  open.push(recorder);
  await recorder.connected();
  return recorder;
}

/** Words proposed at the end of the first paragraph, as the page writes them. */
function propose(doc: Y.Doc, id: string, words: string): void {
  const text = (doc.getXmlFragment('doc').get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(text.length, words, { insertion: { id } });
}

const suggestions = async () =>
  (await sue.request('GET', `/api/v1/documents/${documentId}/suggestions`)).body.suggestions;

describe('a document that is open', () => {
  test('gives a proposal a record when it is durable, and shows its decision to everybody', async () => {
    const [author, reader] = [await join('ben@example.org'), await join('sue@example.org')];
    propose(author.doc, 'ben/1', ' and a half');
    await until('the proposal is durable', () => author.connection.unacknowledged() === 0);
    await until('it has a record', async () => (await suggestions()).length === 1);
    expect(await suggestions()).toMatchObject([{ id: 'ben/1', personId: 'ben', state: 'pending' }]);

    const reply = await sue.request('POST', `/api/v1/documents/${documentId}/decisions`, {
      suggestions: ['ben/1'],
      decision: 'refuse',
      reason: 'Too dear',
      key: 'a decision',
    });
    expect(reply.status).toBe(200);
    for (const { doc } of [author, reader]) {
      await until('it is gone from the page', () => textOf(doc) === 'Three days');
    }
  });

  test('is worked in by the mode that is set by hand, from that moment on', async () => {
    const { connection, doc } = await join('ben@example.org');
    expect(connection.granted()).toBe('edit');
    const body = { person: 'ben', mode: 'view' };
    expect((await sue.request('PUT', `/api/v1/documents/${documentId}/mode`, body)).status).toBe(
      200,
    );
    await until('the page knows', () => connection.granted() === 'view');
    appendParagraph(doc, 'too late');
    await until('it is refused', () => connection.status().phase === 'refused');
    expect(JSON.stringify(await exported())).not.toContain('too late');
  });

  test('is closed for whoever signs out', async () => {
    const person = await server.signIn('ben@example.org');
    const recorder = recordFrames({
      url: server.url,
      cookie: person.cookie ?? '',
      origin: server.url,
    });
    open.push(recorder);
    await recorder.connected();
    await person.request('DELETE', '/api/v1/session');
    await until('the connection ends', () => !recorder.isConnected);
    expect(recorder.closing?.code).toBe('session.ended');
  });

  test('cannot be reached from a page of another site with the cookie of somebody', async () => {
    const { cookie = '' } = await server.signIn('ben@example.org');
    const recorder = recordFrames({ url: server.url, cookie, origin: 'https://evil.example' });
    open.push(recorder);
    await until('it is refused', () => recorder.closing !== null);
    expect(recorder.closing?.code).toBe('origin.refused');
  });
});

const exported = async () =>
  (await sue.request('GET', `/api/v1/documents/${documentId}?format=adf`)).body;

test('[N2] nothing internal to one side is in any byte that the other side receives', async () => {
  const [client, vendor] = [await record('sue@example.org'), await record('leo@example.org')];
  await client.open(documentId);
  await vendor.open(documentId);
  const margin = await create(ben, 'Margin of secrets', 'note', 'A secret of the vendor');
  expect(await client.ask({ document: margin })).toMatchObject({ error: 'not-found' });
  await vendor.open(margin);
  const threads = `/api/v1/documents/${documentId}/threads`;
  const internal = { audience: 'vendor', body: 'A hidden thought', quote: 'Three days' };
  const { id } = (await ben.request('POST', threads, internal)).body.thread;
  await ben.request('POST', `${threads}/${id}/replies`, { body: 'Another hidden thought' });

  // Something that both hear, after which what came before must have come.
  const shared = { audience: 'shared', body: 'Hello', quote: 'Three days' };
  const before = client.notices.length;
  await ben.request('POST', threads, shared);
  for (const one of [client, vendor]) {
    await until(
      'the shared notice comes',
      () => one.notices.length > (one === client ? before : 3),
    );
  }
  expect(vendor.notices.map(({ kind }) => kind)).toEqual([
    'document.created',
    'threads.changed',
    'threads.changed',
    'threads.changed',
  ]);
  expect(client.notices.map(({ kind }) => kind)).toEqual(['threads.changed']);
  for (const words of [margin, id, 'secret', 'hidden'])
    expect([words, client.holds(words)]).toEqual([words, false]);
  expect(vendor.holds(margin)).toBe(true);
});
