import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type TestServer, startServer } from '../../test/support/startServer.ts';
import { everybody } from './cast.ts';
import { fillDemo } from './fill.ts';

/** A Wednesday; its fifth week began on the Monday before. */
const wednesday = Date.UTC(2026, 10, 18, 10);
let server: TestServer;
let sponsor: Caller;
let lead: Caller;
beforeAll(async () => {
  server = await startServer({ demo: true, now: () => wednesday });
  sponsor = await server.signIn('helene.montclar@lavande.example.com');
  lead = await server.signIn('orla.fennimore@fieldwise.example.org');
});
afterAll(() => server.stop());

const documentsOf = async (who: Caller) =>
  (await who.request('GET', '/api/v1/engagements/eng-lavande-2026/documents')).body.documents;

describe('the demo', () => {
  test('is in its fifth week today, with a pilot under way and go-live on the Thursday of week 8', async () => {
    const { body } = await sponsor.request('GET', '/api/v1/engagements');
    expect(body.engagements).toMatchObject([
      {
        key: 'LAV',
        week: 5,
        weeks: 8,
        weekOne: '2026-10-19',
        goLive: '2026-12-10',
        side: 'client',
        roles: ['sponsor', 'steering-member'],
        pendingSuggestions: 5,
      },
    ]);
    expect(body.engagements[0].currentPhases.map(({ id }: { id: string }) => id)).toEqual([
      'pilot',
    ]);
  });

  test('has everybody in it, and says so to whoever signs in', async () => {
    const { body } = await sponsor.request('GET', '/api/v1/engagements/eng-lavande-2026');
    expect(body.engagement.people).toHaveLength(24);
    const instance = await server.anybody.request('GET', '/api/v1/instance');
    expect(instance.body).toMatchObject({ demo: true, setUp: true });
    expect(instance.body.signIn).toHaveLength(24);
  });

  test('shows each side its own internal note and not the other', async () => {
    const titles = (cards: { title: string }[]) => cards.map(({ title }) => title);
    const forClient = titles(await documentsOf(sponsor));
    const forVendor = titles(await documentsOf(lead));
    expect(forClient).toHaveLength(4);
    expect(forVendor).toHaveLength(4);
    expect(forClient).toContain('Négociation du renouvellement : note interne');
    expect(forVendor).not.toContain('Négociation du renouvellement : note interne');
    expect(forVendor).toContain('Marge et facturation : note interne Fieldwise');
  });

  test('has the dates of its documents moved to today, with the names of people kept', async () => {
    const { body } = await sponsor.request('GET', '/api/v1/documents/lavande-scope-fr?format=adf');
    const text = JSON.stringify(body.adf);
    expect(text).toContain('Le lundi 23 novembre est férié');
    expect(text).toContain('le vendredi 20 novembre l’est');
    expect(text).not.toMatch(/avril|"17726|"17727/);
    const ids = [...text.matchAll(/"mention","attrs":\{"id":"([^"]+)"/g)].map(([, id]) => id);
    const known = new Set(everybody.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !known.has(id ?? ''))).toEqual([]);
  });

  test('lets the sponsor find proposals to decide, explained by their authors', async () => {
    const path = '/api/v1/documents/lavande-scope-fr';
    const { body } = await sponsor.request('GET', `${path}/suggestions`);
    expect(body.suggestions.map(({ id }: { id: string }) => id)).toEqual([
      'camille.estrevoux/1',
      'solene.quercival/1',
      'priya.wexcombe/1',
      'baptiste.orcemont/1',
    ]);
    expect(body.suggestions[0]).toMatchObject({
      state: 'pending',
      reason: expect.stringContaining('Valence'),
      abilities: ['suggestion.decide'],
    });
    const base = JSON.stringify((await sponsor.request('GET', `${path}?format=adf`)).body);
    expect(base).toContain('Trois jours de formation, dont un à Valence.');
    expect(base).not.toContain('imprimante portable');
    const reading = await sponsor.request('GET', `${path}?format=adf&reading=accepted`);
    const accepted = JSON.stringify(reading.body);
    expect(accepted).toContain('Quatre jours de formation, dont deux à Valence.');
    expect(accepted).toContain('Impression du bon de commande sur l’imprimante portable.');
  });

  test('shows internal threads to their side only', async () => {
    const path = '/api/v1/documents/lavande-scope-fr/threads';
    const idsFor = async (who: Caller) =>
      (await who.request('GET', path)).body.threads.map(({ id }: { id: string }) => id);
    expect(await idsFor(sponsor)).toEqual(['c-0001', 'lavande-thread-client-1']);
    expect(await idsFor(lead)).toEqual(['c-0001', 'lavande-thread-vendor-1']);
  });

  test('is filled once: begun again in the middle it ends with the same', async () => {
    const before = JSON.stringify(await documentsOf(sponsor));
    await server.db.facts.set('demo.filled', 'no');
    await fillDemo(server.app);
    expect(JSON.stringify(await documentsOf(sponsor))).toBe(before);
  });
});

describe('a demo that is stopped while it is being filled', () => {
  test.each([1, 2, 3, 5])('before text number %i is stored ends with the same', async (place) => {
    const fresh = await startServer({ now: () => wednesday });
    const { documents } = fresh.db;
    const create = documents.create.bind(documents);
    let stored = 0;
    documents.create = async (first) => {
      stored += 1;
      if (stored === place) throw new Error('stopped');
      return create(first);
    };
    await expect(fillDemo(fresh.app)).rejects.toThrow('stopped');
    documents.create = create;
    await fillDemo(fresh.app);

    const helene = await fresh.as('helene.montclar@lavande.example.com');
    const [card] = (await helene.request('GET', '/api/v1/engagements')).body.engagements;
    expect(card).toMatchObject({ documents: 4, pendingSuggestions: 5 });
    await fresh.stop();
  });
});
