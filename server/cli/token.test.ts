import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceRunning, withdrawRunning } from '@server/running';
import { type TestServer, anEngagement, startServer } from '../../test/support/startServer.ts';
import { token } from './token.ts';

const secret = 'a-secret-of-this-run-that-nobody-guesses';
const ada = ['create', '--user', 'ada@example.org'];
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ runSecret: secret });
  await anEngagement(server);
});
afterAll(() => server.stop());

const worksFor = async (minted: string) => {
  const headers = { authorization: `Bearer ${minted}` };
  const reply = await fetch(`${server.url}/api/v1/session`, { headers });
  return ((await reply.json()) as { me?: { id: string } }).me?.id;
};

describe('cadrage token create', () => {
  test('asks the server that runs on the data', async () => {
    announceRunning(server.dir, { url: server.url, pid: process.pid, secret });
    expect(await worksFor(await token(ada, server.dir))).toBe('ada');
    await expect(token(['create', '--user', 'none@example.org'], server.dir)).rejects.toThrow(
      'Nobody has the address none@example.org.',
    );
    withdrawRunning(server.dir);
  });

  test('says clearly that the data is in use when it cannot ask', async () => {
    // Word of an earlier run, by a secret that holds no more.
    announceRunning(server.dir, { url: server.url, pid: process.pid, secret: `${secret}-of-old` });
    await expect(token(ada, server.dir)).rejects.toThrow(/in use/);
  });

  test('opens the data itself when no server has it', async () => {
    await server.running.close();
    const minted = await token(ada, server.dir);
    await expect(token(['create', '--user', 'none@example.org'], server.dir)).rejects.toThrow(
      'Nobody has the address none@example.org.',
    );
    await server.restart();
    expect(await worksFor(minted)).toBe('ada');
  });

  test.each([[[]], [['create']], [['create', '--user']], [[...ada, '--days', 'x']], [['list']]])(
    'explains itself when it is asked for %j',
    async (args) => {
      await expect(token(args, server.dir)).rejects.toThrow(/^cadrage token create --user/);
    },
  );
});
