import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, anEngagement, startServer } from '../test/support/startServer.ts';

let server: TestServer;
let page: string;
const runSecret = 'a-secret-of-this-run-that-nobody-guesses';
beforeAll(async () => {
  page = mkdtempSync(join(tmpdir(), 'cadrage-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Cadrage</title>');
  writeFileSync(join(page, 'assets', 'main-abc123.js'), 'export {};');
  const config = { BODY_BYTES: 20_000, REQUESTS_PER_MINUTE: 40 };
  server = await startServer({ page, config, runSecret });
  await anEngagement(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(page, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  fetch(new URL(path, server.url), { headers });

describe('the server', () => {
  test('says that it is well, and how much it holds', async () => {
    const reply = await get('/healthz');
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ ok: true, unsaved: 0 });
  });

  test('serves the page at every address of the page, and lets no other site frame or script it', async () => {
    for (const path of ['/', '/setup', '/engagements/x/documents/y']) {
      const reply = await get(path);
      expect(await reply.text()).toContain('<title>Cadrage</title>');
      expect(reply.headers.get('cache-control')).toBe('no-cache');
    }
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test('lets what carries a hash in its name be kept for ever, and nothing of the API', async () => {
    const asset = await get('/assets/main-abc123.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/gone-123.js')).status).toBe(404);
    expect((await get('/favicon-of-none.png')).status).toBe(404);
    expect((await get('/api/v1/instance')).headers.get('cache-control')).toBe('no-store');
  });

  test('answers an unknown address of the API with the body of an error, never with the page', async () => {
    const reply = await get('/api/v1/nothing');
    expect(reply.status).toBe(404);
    expect(await reply.json()).toEqual({ error: { kind: 'not-found' } });
  });

  test('refuses a body that is too large or no JSON, as a mistake of the sender', async () => {
    const send = async (body: string) => {
      const headers = { 'content-type': 'application/json', origin: server.url };
      const reply = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers, body });
      return [reply.status, ((await reply.json()) as { error: { kind: string } }).error.kind];
    };
    expect(await send('{"email":')).toEqual([400, 'input.invalid']);
    expect(await send(JSON.stringify({ email: 'x'.repeat(30_000) }))).toEqual([
      413,
      'input.too-large',
    ]);
    expect(await send('{}')).toEqual([400, 'input.invalid']);
  });

  test('reads little from somebody whom it does not know', async () => {
    const ada = await server.as('ada@example.org');
    const long = { email: 'x'.repeat(15_000) };
    const send = async (headers: Record<string, string>) => {
      const json = { 'content-type': 'application/json', origin: server.url, ...headers };
      const body = JSON.stringify(long);
      const reply = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: json,
        body,
      });
      return ((await reply.json()) as { error: { kind: string } }).error.kind;
    };
    expect((await ada.request('POST', '/api/v1/session', long)).status).toBe(400);
    expect(await send({})).toBe('input.too-large');
    // Somebody whose session is over while they write learns that, and not that they wrote too much.
    expect(await send({ cookie: 'cadrage_session=over' })).toBe('auth.required');
    expect(await send({ authorization: 'Bearer cdr_over' })).toBe('token.invalid');
  });

  test('that listens on every address is reached by one at which people can sign in', async () => {
    const everywhere = await startServer({ config: { HOST: '0.0.0.0' } });
    const address = everywhere.app.address();
    const origin = { origin: address, 'content-type': 'application/json' };
    const body = JSON.stringify({ email: 'ada@example.org', password: 'a guess' });
    const reply = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: origin,
      body,
    });
    await everywhere.stop();
    expect(reply.status).toBe(401);
  });

  test('turns away whoever asks too often, and says when to come back', async () => {
    const ben = await server.as('ben@example.org');
    const replies = await Promise.all(
      Array.from({ length: 60 }, () => ben.request('GET', '/api/v1/session')),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]?.body.error.kind).toBe('rate.exceeded');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const ada = await server.as('ada@example.org');
    expect((await ada.request('GET', '/api/v1/session')).status).toBe(200);
  });

  test('mints tokens for the command line only with the secret of its run, and for no proxy', async () => {
    const asked = JSON.stringify({ email: 'ada@example.org', name: 'test', days: 1 });
    const mint = (secret: string, headers: Record<string, string> = {}, body = asked) =>
      fetch(`${server.url}/api/console/tokens`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          ...headers,
        },
        body,
      });
    expect((await mint(runSecret)).status).toBe(201);
    expect((await mint('another-secret')).status).toBe(401);
    expect((await mint('another-secret', {}, 'no JSON')).status).toBe(401);
    expect((await mint(runSecret, {}, 'no JSON')).status).toBe(400);
    expect((await mint(runSecret, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401);
  });
});
