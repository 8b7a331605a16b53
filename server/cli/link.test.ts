import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceRunning } from '@server/running';
import {
  type TestServer,
  anEngagement,
  password,
  startServer,
} from '../../test/support/startServer.ts';
import { link } from './link.ts';

const secret = 'a-secret-of-this-run-that-nobody-guesses';
const forNia = ['create', '--user', 'nia@example.org'];
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ runSecret: secret });
  await anEngagement(server);
  const root = await server.as('root@example.org');
  await root.request('POST', '/api/v1/engagements', {
    key: 'NEXT',
    name: 'Next',
    route: 'A',
    weekOne: '2026-03-02',
    timeZone: 'Europe/Paris',
    client: { organisation: 'Client SAS' },
    vendor: { organisation: 'Vendor Ltd' },
    people: [{ email: 'nia@example.org', name: 'Nia', side: 'client', roles: ['sponsor'] }],
  });
  announceRunning(server.dir, { url: server.url, pid: process.pid, secret });
});
afterAll(() => server.stop());

describe('cadrage link create', () => {
  test('gives somebody whose link was lost another one, with which they come in', async () => {
    const [address, token] = (await link(forNia, server.dir)).split('#');
    expect(address).toBe(`${server.url}/welcome`);
    const chosen = await server.anybody.request('POST', '/api/v1/password', { token, password });
    expect(chosen.body.me.name).toBe('Nia');
  });

  test('gives none to whoever has a password, nor to nobody', async () => {
    await expect(link(['create', '--user', 'ada@example.org'], server.dir)).rejects.toThrow(
      'ada@example.org has a password already.',
    );
    await expect(link(['create', '--user', 'none@example.org'], server.dir)).rejects.toThrow(
      'Nobody has the address none@example.org.',
    );
  });

  test('is answered to nobody without the secret of the run', async () => {
    const ask = (bearer: string) =>
      fetch(`${server.url}/api/console/links`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'leo@example.org' }),
      });
    expect((await ask(`${secret}-of-old`)).status).toBe(401);
    expect((await ask(secret)).status).toBe(409);
  });

  test.each([[[]], [['create']], [['create', '--user']], [['list']]])(
    'explains itself when it is asked for %j',
    async (args) => {
      await expect(link(args, server.dir)).rejects.toThrow(/^cadrage link create --user/);
    },
  );
});
