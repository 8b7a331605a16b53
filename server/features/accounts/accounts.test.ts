import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import {
  type TestServer,
  anEngagement,
  password,
  startServer,
} from '../../../test/support/startServer.ts';
import { createSetUpLink, sweepAccounts } from './actions.ts';

const ada = 'ada@example.org';
const minute = 60_000;

describe('signing in', () => {
  let server: TestServer;
  let now = Date.UTC(2026, 2, 4, 10);
  beforeEach(async () => {
    server = await startServer({
      now: () => now,
      config: { SIGN_IN_ATTEMPTS: 3, SESSION_HOURS: 12 },
    });
    await anEngagement(server);
  });
  afterEach(() => server.stop());

  const attempt = (email: string, secret: string) =>
    server.anybody.request('POST', '/api/v1/session', { email, password: secret });

  test('with the right password gives a session in a cookie that no script reads', async () => {
    const reply = await attempt(ada.toUpperCase(), password);
    expect(reply.status).toBe(200);
    expect(reply.body.me).toMatchObject({ id: 'ada', name: 'Ada the client' });
    expect(reply.body.me).not.toHaveProperty('passwordHash');
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/^cadrage_session=[\w-]{43}; .*HttpOnly.*SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('gives the same answer for a wrong password and for an unknown address', async () => {
    const wrong = await attempt(ada, 'not the password');
    const unknown = await attempt('nobody@example.org', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({ error: { kind: 'auth.refused', params: { attemptsLeft: 2 } } });
    expect(unknown.body).toEqual(wrong.body);
  });

  test.each([ada, 'nobody@example.org'])(
    'is locked for %s after too many failures',
    async (email) => {
      await attempt(email, 'not the password');
      await attempt(email, 'not the password');
      const third = await attempt(email, 'not the password');
      expect(third.body.error).toEqual({ kind: 'auth.locked', params: { minutes: 15 } });
      expect(third.headers.get('retry-after')).toBe('900');

      now += 5 * minute;
      const right = await attempt(email, password);
      expect(right.body.error).toEqual({ kind: 'auth.locked', params: { minutes: 10 } });
    },
  );

  test('is open again when the lock is over, and the failures are forgotten', async () => {
    for (let i = 0; i < 3; i += 1) await attempt(ada, 'not the password');
    now += 15 * minute;
    expect((await attempt(ada, password)).status).toBe(200);
    const wrong = await attempt(ada, 'not the password');
    expect(wrong.body.error.params).toEqual({ attemptsLeft: 2 });
  });

  test('stays locked over a restart of the server', async () => {
    for (let i = 0; i < 3; i += 1) await attempt(ada, 'not the password');
    await server.restart();
    expect((await attempt(ada, password)).body.error.kind).toBe('auth.locked');
  });

  test('many times at once is no way round the lock', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => attempt(ada, 'not the password')),
    );
    const refused = replies.filter(({ body }) => body.error.kind === 'auth.refused');
    expect(refused).toHaveLength(2);
  });

  test('ends when the session is not used for its hours', async () => {
    const person = await server.signIn(ada);
    now += 11 * 60 * minute;
    expect((await person.request('GET', '/api/v1/session')).status).toBe(200);
    now += 11 * 60 * minute;
    expect((await person.request('GET', '/api/v1/session')).status).toBe(200);
    now += 12 * 60 * minute + 1;
    expect((await person.request('GET', '/api/v1/session')).body.error.kind).toBe('auth.required');
    expect(await sweepAccounts(server.app)).toBeGreaterThan(0);
  });

  test('ends with signing out, for that session only', async () => {
    const [one, other] = [await server.signIn(ada), await server.signIn(ada)];
    expect((await one.request('DELETE', '/api/v1/session')).status).toBe(200);
    expect((await one.request('GET', '/api/v1/session')).status).toBe(401);
    expect((await other.request('GET', '/api/v1/session')).status).toBe(200);
  });

  test('lists own sessions, and only own ones can be ended', async () => {
    const [here, there] = [await server.signIn(ada), await server.signIn(ada)];
    const ben = await server.signIn('ben@example.org');
    const { body } = await here.request('GET', '/api/v1/me/sessions');
    expect(body.sessions).toHaveLength(2);
    const other = body.sessions.find((session: { current: boolean }) => !session.current);
    const path = `/api/v1/me/sessions/${other.id}`;
    expect((await ben.request('DELETE', path)).status).toBe(404);
    expect((await there.request('GET', '/api/v1/session')).status).toBe(200);
    expect((await here.request('DELETE', path)).status).toBe(200);
    expect((await there.request('GET', '/api/v1/session')).status).toBe(401);
  });
});

describe('a signed-in person', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await anEngagement(server);
  });
  afterAll(() => server.stop());

  test('chooses language, theme and time zone', async () => {
    const person = await server.signIn(ada);
    const wanted = { language: 'es', theme: 'dark', timeZone: 'Europe/Madrid' };
    const { body } = await person.request('PATCH', '/api/v1/me', wanted);
    expect(body.me).toMatchObject(wanted);
    expect((await person.request('GET', '/api/v1/session')).body.me).toMatchObject(wanted);
  });

  test.each([{ language: 'de' }, { theme: 'pink' }, { timeZone: 'Mars/Base' }, { name: 'Root' }])(
    'cannot choose %j',
    async (wanted) => {
      const person = await server.signIn(ada);
      const reply = await person.request('PATCH', '/api/v1/me', wanted);
      expect(reply.status).toBe(400);
      expect(reply.body.error.kind).toBe('input.invalid');
      expect(reply.body.error.faults).toHaveLength(1);
    },
  );

  test('acts with a personal token where there is no browser', async () => {
    const person = await server.as(ada);
    expect((await person.request('GET', '/api/v1/session')).body.me.id).toBe('ada');
    const headers = { authorization: 'Bearer cdr_of-nobody' };
    const refused = await fetch(`${server.url}/api/v1/session`, { headers });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ error: { kind: 'token.invalid' } });
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['no origin at all', {}],
  ])('is protected from a change sent with the cookie by %s', async (_name, headers) => {
    const { cookie = '' } = await server.signIn(ada);
    const send = (extra: Record<string, string>) =>
      fetch(`${server.url}/api/v1/me`, {
        method: 'PATCH',
        headers: { cookie, 'content-type': 'application/json', ...extra },
        body: JSON.stringify({ theme: 'light' }),
      });
    expect((await send({ origin: server.url })).status).toBe(200);
    const refused = await send(headers as Record<string, string>);
    expect(refused.status).toBe(403);
    expect(((await refused.json()) as { error: { kind: string } }).error.kind).toBe(
      'origin.refused',
    );
  });
});

describe('a new server', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.stop());

  const wanted = (token: string) => ({
    token,
    organisation: { name: 'Client SAS', side: 'client' },
    name: 'Ruth',
    email: 'ruth@example.org',
    password,
    language: 'fr',
  });

  test('is set up once, with the link of its first start, and signs its first person in', async () => {
    expect((await server.anybody.request('GET', '/api/v1/instance')).body).toEqual({
      demo: false,
      setUp: false,
    });
    const token = (await createSetUpLink(server.app)) ?? '';
    const made = await server.anybody.request('POST', '/api/v1/setup', wanted(token));
    expect(made.status).toBe(200);
    expect(made.body.me).toMatchObject({
      name: 'Ruth',
      abilities: ['engagement.create'],
      organisation: { name: 'Client SAS', side: 'client' },
    });
    expect(made.headers.getSetCookie()).toHaveLength(1);

    const again = await server.anybody.request('POST', '/api/v1/setup', wanted(token));
    expect(again.body.error.kind).toBe('setup.done');
    expect(await createSetUpLink(server.app)).toBeNull();
  });

  test('is not set up with another token, nor with a weak password', async () => {
    const token = (await createSetUpLink(server.app)) ?? '';
    const other = await server.anybody.request('POST', '/api/v1/setup', wanted(`${token}x`));
    expect(other.body.error.kind).toBe('setup.invalid');
    const weak = { ...wanted(token), password: 'short' };
    const reply = await server.anybody.request('POST', '/api/v1/setup', weak);
    expect(reply.body.error.faults).toEqual([{ path: 'password', key: 'too_small' }]);
    expect((await server.anybody.request('GET', '/api/v1/instance')).body.setUp).toBe(false);
  });
});
