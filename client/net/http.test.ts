import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@shared/errors';
import { NetworkFailure } from './failure.ts';
import { request } from './http.ts';

let server: Server;
let answer: RequestListener;
const browserFetch = globalThis.fetch;

beforeEach(async () => {
  server = createServer((req, res) => answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // A page resolves paths against its own origin; Node has none.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    browserFetch(`http://127.0.0.1:${port}${path}`, init),
  );
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a request of the page', () => {
  it('sends a body as JSON under the root of the API and gives back the answer', async () => {
    const seen: unknown[] = [];
    answer = (req, res) => {
      let body = '';
      req.on('data', (chunk) => (body += chunk));
      req.on('end', () => {
        seen.push(req.method, req.url, req.headers['content-type'], JSON.parse(body));
        res.end('{"document":{"id":"d1"}}');
      });
    };
    const reply = await request('/engagements/e1/documents', {
      method: 'POST',
      body: { title: 'Périmètre' },
    });
    expect(reply).toEqual({ document: { id: 'd1' } });
    expect(seen).toEqual([
      'POST',
      '/api/v1/engagements/e1/documents',
      'application/json',
      { title: 'Périmètre' },
    ]);
  });

  it('turns what the server refuses into the same kind, with its parameters and the request id', async () => {
    answer = (_req, res) => {
      res.writeHead(429, { 'x-request-id': 'r-7' });
      res.end('{"error":{"kind":"auth.locked","params":{"minutes":15}}}');
    };
    const failure = await request('/session').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({
      kind: 'auth.locked',
      params: { minutes: 15, requestId: 'r-7' },
    });
  });

  it('tells an answer that is not ours from a refusal', async () => {
    answer = (_req, res) => {
      res.writeHead(502);
      res.end('<h1>Bad gateway</h1>');
    };
    await expect(request('/session')).rejects.toMatchObject({ kind: 'net.unreadable' });
  });

  it('does not take an unknown kind for one of ours', async () => {
    answer = (_req, res) => {
      res.writeHead(400);
      res.end('{"error":{"kind":"constructor"}}');
    };
    await expect(request('/session')).rejects.toBeInstanceOf(NetworkFailure);
  });

  it('says that nobody answered in time', async () => {
    answer = () => {};
    await expect(request('/session', { timeoutMs: 30 })).rejects.toMatchObject({
      kind: 'net.timeout',
    });
  });

  it('says that the server cannot be reached', async () => {
    answer = (req) => req.socket.destroy();
    await expect(request('/session')).rejects.toMatchObject({ kind: 'net.unreachable' });
  });

  it('lets the abort of its caller through as it is', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    const failure = await request('/session', { signal: stop.signal }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'AbortError' });
  });

  it('accepts an answer without a body', async () => {
    answer = (_req, res) => {
      res.writeHead(204);
      res.end();
    };
    await expect(request('/session', { method: 'DELETE' })).resolves.toBeUndefined();
  });
});
