import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { logRequests } from './requests.ts';

test('a request is logged by its whole address, and by nothing that it carried', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(line) });
  const inner = express.Router().get('/documents/:id', (_request, response) => {
    response.json({});
  });
  const http = createServer(express().use(logRequests(log)).use('/api/v1', inner));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const headers = { cookie: 'cadrage_session=secret', authorization: 'Bearer secret' };
  await fetch(`http://127.0.0.1:${port}/api/v1/documents/a%20b?token=secret`, { headers });
  http.close();
  await once(http, 'close');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { method: 'GET', path: '/api/v1/documents/a%20b', status: 200, msg: 'request' },
  ]);
  expect(lines.join()).not.toContain('secret');
});
