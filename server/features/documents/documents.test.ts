import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Caller,
  type TestServer,
  adfOf,
  anEngagement,
  startServer,
} from '../../../test/support/startServer.ts';

let server: TestServer;
let path: string;
let ada: Caller;
let ben: Caller;
let leo: Caller;
beforeAll(async () => {
  server = await startServer();
  const { engagementId } = await anEngagement(server);
  path = `/api/v1/engagements/${engagementId}/documents`;
  [ada, ben, leo] = await Promise.all([
    server.as('ada@example.org'),
    server.as('ben@example.org'),
    server.as('leo@example.org'),
  ]);
});
afterAll(() => server.stop());

const titlesFor = async (who: Caller) =>
  (await who.request('GET', path)).body.documents.map(({ title }: { title: string }) => title);

async function create(who: Caller, facts: object = {}): Promise<{ id: string }> {
  const input = { title: 'Scope', kind: 'scope', adf: adfOf('One', 'Two'), ...facts };
  const reply = await who.request('POST', path, input);
  expect(reply.status).toBe(201);
  return reply.body.document;
}

describe('a document', () => {
  test('is made from ADF and given back as it came', async () => {
    const document = await create(ada);
    expect(document).toMatchObject({
      title: 'Scope',
      audience: 'shared',
      state: 'draft',
      mode: 'edit',
      createdBy: 'ada',
    });
    const { body } = await ben.request('GET', `/api/v1/documents/${document.id}?format=adf`);
    expect(body.adf).toEqual(adfOf('One', 'Two'));
  });

  test('of legacy ADF is cleaned, and the report says so', async () => {
    const adf = adfOf('One');
    const strange = { ...adf, content: [...adf.content, { type: 'orbit' }] };
    const input = { title: 'Import', kind: 'note', adf: strange };
    const reply = await ada.request('POST', path, input);
    expect(reply.status).toBe(201);
    expect(reply.body.report).toHaveLength(1);
  });

  test('with a link that runs a script is made without the link, and the report says so', async () => {
    const marks = [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }];
    const adf = adfOf('a link');
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'a link', marks }] }];
    const input = { title: 'Import', kind: 'note', adf: { ...adf, content } };
    const { body } = await ada.request('POST', path, input);
    expect(body.report).toHaveLength(1);
    const read = await ada.request('GET', `/api/v1/documents/${body.document.id}?format=adf`);
    expect(read.body.adf).toEqual(adf);
  });

  test.each([
    ['no document at all', { type: 'paragraph' }, 400, 'input.invalid'],
    ['content that is none', { ...adfOf(), content: 'text' }, 422, 'document.invalid'],
  ])('is not made from %s', async (_name, adf, status, kind) => {
    const reply = await ada.request('POST', path, { title: 'Bad', kind: 'scope', adf });
    expect([reply.status, reply.body.error.kind]).toEqual([status, kind]);
  });

  test('that is a scope or a plan starts shared, everything else inside its side', async () => {
    expect(await create(ben, { kind: 'plan' })).toMatchObject({ audience: 'shared' });
    expect(await create(ben, { kind: 'note' })).toMatchObject({ audience: 'vendor' });
    expect(await create(ada, { kind: 'note' })).toMatchObject({ audience: 'client' });
  });

  test('cannot be made inside the other company', async () => {
    const input = { title: 'X', kind: 'note', adf: adfOf('x'), audience: 'client' };
    expect((await ben.request('POST', path, input)).status).toBe(400);
    expect((await ada.request('POST', path, input)).status).toBe(201);
  });

  test('internal to one side does not exist for the other, in no list and by no address', async () => {
    const { id } = await create(ben, { kind: 'note', title: 'Margin' });
    expect(await titlesFor(leo)).toContain('Margin');
    expect(await titlesFor(ada)).not.toContain('Margin');
    const missing = await ada.request('GET', '/api/v1/documents/none');
    for (const tail of ['', '?format=adf', '/suggestions', '/threads']) {
      const reply = await ada.request('GET', `/api/v1/documents/${id}${tail}`);
      expect([tail, reply.status, reply.body]).toEqual([tail, 404, missing.body]);
    }
    const [card] = (await ada.request('GET', '/api/v1/engagements')).body.engagements;
    expect(card.documents).toBe((await titlesFor(ada)).length);
  });

  test('names everybody who may read it, with their modes', async () => {
    const { id } = await create(ada);
    const { body } = await ada.request('GET', `/api/v1/documents/${id}`);
    const modes = body.document.people.map(({ id: who, mode }: { id: string; mode: string }) => [
      who,
      mode,
    ]);
    expect(modes).toEqual([
      ['ada', 'edit'],
      ['kim', 'edit'],
      ['sue', 'edit'],
      ['ben', 'edit'],
      ['leo', 'edit'],
    ]);
  });
});

describe('the mode of one person', () => {
  test('is set by a lead, by id or address, and taken back', async () => {
    const { id } = await create(ada);
    const put = (body: object) => ada.request('PUT', `/api/v1/documents/${id}/mode`, body);
    const modeOf = async (who: Caller) =>
      (await who.request('GET', `/api/v1/documents/${id}`)).body.document?.mode;

    expect((await put({ person: 'ben', mode: 'view' })).body.document.modes).toEqual([
      { person: 'ben', mode: 'view' },
    ]);
    expect(await modeOf(ben)).toBe('view');
    await put({ person: 'ben@example.org', mode: 'suggest' });
    expect(await modeOf(ben)).toBe('suggest');
    await put({ person: 'ben', mode: null });
    expect(await modeOf(ben)).toBe('edit');
  });

  test('lets a guest into that document, and into no other', async () => {
    const { id } = await create(ada);
    const gus = await server.as('gus@example.org');
    expect(await titlesFor(gus)).toEqual([]);
    await ada.request('PUT', `/api/v1/documents/${id}/mode`, { person: 'gus', mode: 'comment' });
    expect(await titlesFor(gus)).toEqual(['Scope']);
    const { body } = await gus.request('GET', `/api/v1/documents/${id}`);
    expect(body.document).toMatchObject({
      mode: 'comment',
      abilities: ['document.read', 'thread.create', 'thread.reply'],
    });
  });

  test('is not set by somebody who does not lead, nor for the sponsor, nor for an outsider', async () => {
    const { id } = await create(ada);
    const put = (who: Caller, body: object) =>
      who.request('PUT', `/api/v1/documents/${id}/mode`, body);
    expect((await put(ben, { person: 'ada', mode: 'view' })).status).toBe(404);
    expect((await put(leo, { person: 'sue', mode: 'view' })).body.error.kind).toBe('mode.refused');
    expect((await put(leo, { person: 'eve', mode: 'edit' })).status).toBe(404);
    expect((await put(leo, { person: 'ada', mode: 'suggest' })).status).toBe(200);
  });

  test('stands in the audit log, which leads read', async () => {
    const { id, engagementId } = (await create(ada)) as { id: string; engagementId: string };
    await leo.request('PUT', `/api/v1/documents/${id}/mode`, { person: 'ben', mode: 'view' });
    await server.running.idle();
    const { body } = await ada.request('GET', `/api/v1/engagements/${engagementId}/audit`);
    expect(body.entries[0]).toMatchObject({
      personId: 'leo',
      what: 'document.mode-set',
      on: id,
      details: { person: 'ben', mode: 'view' },
    });
    expect((await ben.request('GET', `/api/v1/engagements/${engagementId}/audit`)).status).toBe(
      404,
    );
  });
});
