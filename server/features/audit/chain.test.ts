import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, startServer } from '../../../test/support/startServer.ts';
import { appendAudit } from './actions.ts';
import { firstBreak, leafOf } from './chain.ts';
import { auditStore } from './store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const work = (engagementId: string, what: string) => ({
  engagementId,
  audience: 'shared' as const,
  body: { at: 1, personId: 'ada', what, on: 'x', reason: null, details: {} },
});

async function chainOf(engagementId: string) {
  const page = await auditStore(server.app).entries.find({
    index: 'bySequence',
    equals: { engagementId },
    limit: 500,
  });
  return page.records;
}

describe('the audit log', () => {
  test('takes entries that come at once one behind the other, and each key once', async () => {
    const whats = Array.from({ length: 20 }, (_, index) => `thing.${index}`);
    await Promise.all(
      [...whats, ...whats].map((what) => appendAudit(server.app, what, work('many', what))),
    );
    const chain = await chainOf('many');
    expect(chain.map(({ sequence }) => sequence)).toEqual(whats.map((_, index) => index + 1));
    expect(firstBreak('many', chain)).toBeNull();
  });

  test('shows where an entry was altered, taken out or put elsewhere', async () => {
    for (const what of ['a', 'b', 'c']) {
      await appendAudit(server.app, `three ${what}`, work('three', what));
    }
    const chain = await chainOf('three');
    const [first, second, third] = chain;
    if (!first || !second || !third) throw new Error('Three were written.');
    expect(firstBreak('three', chain)).toBeNull();
    expect(firstBreak('three', [first, { ...second, leaf: third.leaf }, third])).toBe(2);
    expect(firstBreak('three', [first, third])).toBe(2);
    expect(firstBreak('other', chain)).toBe(1);
  });

  test('binds the body by a salted hash, so that the chain alone gives no body away', async () => {
    await appendAudit(server.app, 'bound', work('bound', 'a'));
    const [entry] = await chainOf('bound');
    const kept = await auditStore(server.app).bodies.get('bound');
    expect(entry?.leaf).toBe(leafOf(kept?.salt ?? '', kept?.body));
    expect(entry?.leaf).not.toBe(leafOf('', kept?.body));
    expect(entry?.leaf).not.toBe(leafOf(kept?.salt ?? '', { ...kept?.body, what: 'b' }));
  });
});
