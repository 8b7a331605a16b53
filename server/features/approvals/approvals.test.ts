import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Transform } from 'prosemirror-transform';
import { schema } from '@shared/adf/schema';
import { refuseSuggestions } from '@shared/suggestions/resolve';
import { whileConflicting } from '@server/db/whileConflicting';
import {
  type Caller,
  type TestServer,
  adfOf,
  anEngagement,
  startServer,
} from '../../../test/support/startServer.ts';
import { resumeDecisions, suggestionsSeen } from './actions.ts';
import { approvalStore } from './store.ts';

let server: TestServer;
let documentId: string;
let engagementId: string;
let sue: Caller;
let ben: Caller;
let kim: Caller;
beforeEach(async () => {
  server = await startServer();
  ({ engagementId } = await anEngagement(server));
  [sue, ben, kim] = await Promise.all([
    server.as('sue@example.org'),
    server.as('ben@example.org'),
    server.as('kim@example.org'),
  ]);
  const made = await ben.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('Three days'),
  });
  documentId = made.body.document.id;
});
afterEach(() => server.stop());

/** Puts a proposal into the text, as the socket would bring it: words added at the end of the first paragraph. */
async function propose(id: string, text: string): Promise<void> {
  const insertion = schema.marks.insertion;
  if (!insertion) throw new Error('The schema has no insertion.');
  await server.app.live.change(documentId, (doc) => {
    const end = (doc.firstChild?.nodeSize ?? 2) - 1;
    return new Transform(doc).insert(end, schema.text(text, [insertion.create({ id })])).doc;
  });
  await suggestionsSeen(server.app, { documentId, ids: [id], at: Date.now() });
}

const decide = (
  who: Caller,
  decision: 'accept' | 'refuse',
  suggestions: string[],
  extra: object = {},
) =>
  who.request('POST', `/api/v1/documents/${documentId}/decisions`, {
    suggestions,
    decision,
    key: `key ${decision} ${suggestions.join()}`,
    ...(decision === 'refuse' ? { reason: 'Too dear' } : {}),
    ...extra,
  });
const text = async () =>
  JSON.stringify((await sue.request('GET', `/api/v1/documents/${documentId}?format=adf`)).body.adf);
const list = async (who: Caller = sue) =>
  (await who.request('GET', `/api/v1/documents/${documentId}/suggestions`)).body.suggestions;

describe('a suggestion', () => {
  test('is not in the text until it is accepted, and then is', async () => {
    await propose('ben/1', ' and a half');
    expect(await text()).not.toContain('and a half');
    const accepted = await ben.request(
      'GET',
      `/api/v1/documents/${documentId}?format=adf&reading=accepted`,
    );
    expect(JSON.stringify(accepted.body)).toContain('Three days and a half');

    const reply = await decide(sue, 'accept', ['ben/1']);
    expect(reply.status).toBe(200);
    expect(reply.body.decision).toMatchObject({
      by: 'sue',
      state: 'applied',
      suggestions: ['ben/1'],
    });
    expect(await text()).toContain('Three days and a half');
    expect(await list()).toMatchObject([
      {
        id: 'ben/1',
        personId: 'ben',
        state: 'accepted',
        decision: { by: 'sue', decision: 'accept' },
      },
    ]);
  });

  test('that is refused is gone from the text, with the reason kept', async () => {
    await propose('ben/1', ' and a half');
    await decide(sue, 'refuse', ['ben/1']);
    const read = await sue.request(
      'GET',
      `/api/v1/documents/${documentId}?format=adf&reading=accepted`,
    );
    expect(JSON.stringify(read.body)).not.toContain('and a half');
    expect(await list()).toMatchObject([{ state: 'refused', decision: { reason: 'Too dear' } }]);
  });

  test('is not refused without a reason', async () => {
    await propose('ben/1', ' and a half');
    const reply = await decide(sue, 'refuse', ['ben/1'], { reason: undefined });
    expect(reply.body.error.faults).toEqual([{ path: 'reason', key: 'required' }]);
    expect(await list()).toMatchObject([{ state: 'pending' }]);
  });

  test('of the sponsor is decided by somebody else', async () => {
    await propose('sue/1', ' and a half');
    expect((await decide(sue, 'accept', ['sue/1'])).body.error.kind).toBe('suggestion.own');
    expect(await text()).not.toContain('and a half');
    const ada = await server.as('ada@example.org');
    expect((await decide(ada, 'accept', ['sue/1'])).status).toBe(200);
    expect(await text()).toContain('and a half');
  });

  test('is decided neither by those who only write nor from outside', async () => {
    await propose('ben/1', ' and a half');
    const eve = await server.as('eve@example.org');
    expect((await decide(kim, 'accept', ['ben/1'])).status).toBe(404);
    expect((await decide(ben, 'accept', ['ben/1'])).status).toBe(404);
    expect((await decide(eve, 'accept', ['ben/1'])).status).toBe(404);
    expect(await list()).toMatchObject([{ state: 'pending' }]);
  });

  test('is decided once: the same command again gives the same answer, another comes too late', async () => {
    await propose('ben/1', ' and a half');
    const first = await decide(sue, 'accept', ['ben/1'], { key: 'the same key' });
    const again = await decide(sue, 'accept', ['ben/1'], { key: 'the same key' });
    expect(again.body).toEqual(first.body);
    const late = await decide(sue, 'refuse', ['ben/1'], { key: 'another key' });
    expect(late.status).toBe(409);
    expect(late.body.error.kind).toBe('suggestion.gone');
    const reused = await decide(sue, 'refuse', ['ben/1'], { key: 'the same key' });
    expect(reused.body.error.kind).toBe('conflict.unique');
  });

  test('is not taken for decided when the key of its command was used for another one', async () => {
    await propose('ben/1', ' and a half');
    await propose('kim/1', ' or four');
    const key = { key: 'the same key' };
    expect((await decide(sue, 'refuse', ['ben/1'], key)).status).toBe(200);
    const more = await decide(sue, 'refuse', ['ben/1', 'kim/1'], key);
    const otherwise = await decide(sue, 'refuse', ['ben/1'], { ...key, reason: 'Too late' });
    expect([more.body.error?.kind, otherwise.body.error?.kind]).toEqual([
      'conflict.unique',
      'conflict.unique',
    ]);
    expect((await decide(sue, 'refuse', ['ben/1'], key)).status).toBe(200);
  });

  test('that is taken back while it is decided is gone, however often the command comes', async () => {
    await propose('ben/1', ' and a half');
    const { live } = server.app;
    const change = live.change.bind(live);
    live.change = async (id, apply) => {
      live.change = change;
      await change(id, (doc) => refuseSuggestions(doc, ['ben/1']));
      return change(id, apply);
    };
    const first = await decide(sue, 'accept', ['ben/1'], { key: 'the same key' });
    const again = await decide(sue, 'accept', ['ben/1'], { key: 'the same key' });
    expect(first.body.error?.kind).toBe('suggestion.gone');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });

  test('that two people decide at the same moment follows one of them', async () => {
    await propose('ben/1', ' and a half');
    const ada = await server.as('ada@example.org');
    const replies = await Promise.all([
      decide(sue, 'accept', ['ben/1'], { key: 'from the sponsor' }),
      decide(ada, 'refuse', ['ben/1'], { key: 'from the contact' }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [{ state }] = await list();
    expect((await text()).includes('and a half')).toBe(state === 'accepted');
  });

  test('is explained by its author only', async () => {
    await propose('ben/1', ' and a half');
    const path = `/api/v1/documents/${documentId}/suggestions/${encodeURIComponent('ben/1')}/reason`;
    expect((await kim.request('PUT', path, { reason: 'No' })).status).toBe(404);
    expect((await ben.request('PUT', path, { reason: 'It takes longer' })).status).toBe(200);
    expect(await list()).toMatchObject([{ reason: 'It takes longer' }]);
  });

  test('tells each reader what they may do with it', async () => {
    await propose('ben/1', ' and a half');
    expect((await list(sue))[0].abilities).toEqual(['suggestion.decide']);
    expect((await list(ben))[0].abilities).toEqual(['suggestion.explain']);
    expect((await list(kim))[0].abilities).toEqual([]);
  });

  test('that its author took back is withdrawn, and counts no more', async () => {
    await propose('ben/1', ' and a half');
    const pending = async () =>
      (await sue.request('GET', `/api/v1/documents/${documentId}`)).body.document
        .pendingSuggestions;
    expect(await pending()).toBe(1);
    await server.app.live.change(
      documentId,
      (doc) =>
        new Transform(doc).delete('Three days'.length + 1, 'Three days and a half'.length + 1).doc,
    );
    expect(await list()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await pending()).toBe(0);
    expect((await decide(sue, 'accept', ['ben/1'])).body.error.kind).toBe('suggestion.gone');
  });

  test('leaves its decision in the audit log, in a chain that holds', async () => {
    await propose('ben/1', ' and a half');
    await decide(sue, 'refuse', ['ben/1']);
    await server.running.idle();
    const { body } = await sue.request('GET', `/api/v1/engagements/${engagementId}/audit`);
    expect(body.entries).toMatchObject([
      {
        what: 'suggestions.refused',
        personId: 'sue',
        reason: 'Too dear',
        details: { suggestions: ['ben/1'] },
      },
    ]);
  });
});

describe('the record of a decision', () => {
  const subject = async (who: Caller = sue) => (await list(who))[0].decision?.subject;

  test.each(['accept', 'refuse'] as const)(
    'holds the words, their number and their author, when they are decided with %s',
    async (verdict) => {
      await propose('kim/1', ' or less');
      await propose('ben/1', ' and a half');
      const { body } = await decide(sue, verdict, ['ben/1']);
      const expected = {
        id: 'ben/1',
        personId: 'ben',
        number: 2,
        pieces: [{ kind: 'insertion', text: ' and a half' }],
      };
      expect(body.decision.subjects).toEqual([expected]);
      expect((await list(ben))[1].decision.subject).toEqual(expected);
    },
  );

  test('holds the words as they were when the text changed, not when the command came', async () => {
    await propose('ben/1', ' and a half');
    const { live } = server.app;
    const change = live.change.bind(live);
    live.change = async (id, apply) => {
      live.change = change;
      await propose('ben/1', ' or so');
      return change(id, apply);
    };
    await decide(sue, 'accept', ['ben/1']);
    expect((await subject()).pieces).toEqual([{ kind: 'insertion', text: ' and a half or so' }]);
  });

  test('stays small however long the words are', async () => {
    await propose('ben/1', `${'x'.repeat(5000)} the end`);
    await decide(sue, 'refuse', ['ben/1']);
    const [{ text: kept }] = (await subject()).pieces;
    expect(kept).toHaveLength(300);
    expect(kept).toMatch(/^x+…x+ the end$/);
  });

  test('stays small however many places are concerned', async () => {
    const { insertion } = schema.marks;
    await server.app.live.change(documentId, (doc) => {
      const tr = new Transform(doc);
      const marks = [insertion!.create({ id: 'ben/1' })];
      for (let place = 0; place < 50; place += 1) {
        const end = (tr.doc.firstChild?.nodeSize ?? 2) - 1;
        tr.insert(end, [schema.text('yes', marks), schema.text('no')]);
      }
      return tr.doc;
    });
    await decide(sue, 'accept', ['ben/1']);
    expect((await subject()).pieces).toHaveLength(20);
  });

  test('comes after what waits, the newest decision first', async () => {
    for (const id of ['ben/1', 'ben/2', 'ben/3']) await propose(id, ` ${id}`);
    await decide(sue, 'refuse', ['ben/2']);
    await decide(sue, 'accept', ['ben/1']);
    expect((await list()).map(({ id }: { id: string }) => id)).toEqual(['ben/3', 'ben/1', 'ben/2']);
  });

  test('is read by whoever reads the document, and by nobody else', async () => {
    await propose('ben/1', ' and a half');
    await decide(sue, 'refuse', ['ben/1']);
    expect((await subject(kim)).pieces).toHaveLength(1);
    const eve = await server.as('eve@example.org');
    const reply = await eve.request('GET', `/api/v1/documents/${documentId}/suggestions`);
    expect(reply.status).toBe(404);
    expect(JSON.stringify(reply.body)).not.toContain('and a half');
  });
});

describe('a decision that a stop interrupted', () => {
  const interrupted = (id: string) =>
    approvalStore(server.app).decisions.insert({
      id,
      audience: 'shared',
      documentId,
      engagementId,
      suggestions: ['ben/1'],
      subjects: [
        {
          id: 'ben/1',
          personId: 'ben',
          number: 1,
          pieces: [{ kind: 'insertion', text: ' and a half' }],
        },
      ],
      command: 'as it was asked',
      decision: 'accept',
      reason: null,
      by: 'sue',
      at: Date.now(),
      state: 'applying',
      durableAt: null,
    });

  test('before the text changed is applied at the next start', async () => {
    await propose('ben/1', ' and a half');
    await interrupted('half done');
    await server.restart();
    expect(await text()).toContain('and a half');
    expect(await list()).toMatchObject([
      {
        state: 'accepted',
        decision: { id: 'half done', subject: { pieces: [{ text: ' and a half' }] } },
      },
    ]);
  });

  test('after the text changed is only marked, and done twice does no harm', async () => {
    await propose('ben/1', ' and a half');
    await decide(sue, 'accept', ['ben/1']);
    const { decisions, suggestions } = approvalStore(server.app);
    const [{ decision }] = await list();
    // The log entry of the decision may still be on its way, which moves the record's version.
    await whileConflicting(async () =>
      decisions.replace({ ...(await decisions.get(decision.id))!, state: 'applying' }),
    );
    await whileConflicting(async () => {
      const marked = await suggestions.get(`${documentId} ben/1`);
      return suggestions.replace({ ...marked!, state: 'pending', decisionId: null });
    });
    expect(await resumeDecisions(server.app)).toBe(1);
    expect(await resumeDecisions(server.app)).toBe(0);
    expect(await list()).toMatchObject([{ state: 'accepted', decision: { by: 'sue' } }]);
    expect((await text()).match(/and a half/g)).toHaveLength(1);
  });
});
