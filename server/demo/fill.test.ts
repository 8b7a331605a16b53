import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, startServer } from '../../test/support/startServer.ts';

/** A Wednesday in November; its fifth week began on the Monday before. */
const wednesday = Date.UTC(2026, 10, 18, 10);
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ demo: true, now: () => wednesday });
});
afterAll(() => server.stop());

const sponsor = 'helene.montclar@lavande.example.com';

describe('the demo', () => {
  test('is in its fifth week today, with a pilot under way and go-live on the Thursday of week 8', async () => {
    const helene = await server.signIn(sponsor);
    const { body } = await helene.request('GET', '/api/v1/engagements');
    expect(body.engagements).toHaveLength(1);
    expect(body.engagements[0]).toMatchObject({
      key: 'LAV',
      week: 5,
      weeks: 8,
      weekOne: '2026-10-19',
      goLive: '2026-12-10',
      side: 'client',
      roles: ['sponsor', 'steering-member'],
    });
    expect(body.engagements[0].currentPhases.map(({ id }: { id: string }) => id)).toEqual([
      'pilot',
    ]);
  });
});
