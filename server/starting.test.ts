import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from './db/embedded/openEmbedded.ts';
import { isLoopback, listenFault, openFault, unknownArgument } from './starting.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadrage-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (dir: string) => openEmbedded({ dir, now: Date.now, log: pino({ level: 'silent' }) });
const faultOf = async (dir: string) => {
  const error: unknown = await open(dir).then(
    (db) => db.close(),
    (reason: unknown) => reason,
  );
  return openFault(error, dir);
};

test('only an address of this very machine is one at which nobody else comes in', () => {
  expect(['127.0.0.1', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true]);
  expect(['0.0.0.0', '::', '192.0.2.1'].map(isLoopback)).toEqual([false, false, false]);
});

describe('a start that fails says why in a sentence', () => {
  test('when something else is where the data should be', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'a note');
    expect(await faultOf(file)).toBe(`DATA_DIR ${file} is no folder.`);
    expect(await faultOf(join(file, 'data'))).toBe(`DATA_DIR ${file}/data is no folder.`);
  });

  test('when the data are in use', async () => {
    const db = await open(folder);
    expect(await faultOf(folder)).toContain('in use by');
    await db.close();
  });

  test.each([5, 4096, 20_000])(
    'when %i bytes of no store are in the place of the store',
    async (size) => {
      writeFileSync(join(folder, 'cadrage.mdb'), Buffer.alloc(size, 'no store '));
      expect(await faultOf(folder)).toMatch(/cadrage\.mdb is damaged, or no store/);
    },
  );

  test('when only the beginning of the store was copied there', async () => {
    const db = await open(folder);
    for (let fact = 0; fact < 50; fact += 1) await db.facts.set(`fact ${fact}`, 'x'.repeat(500));
    await db.close();
    truncateSync(join(folder, 'cadrage.mdb'), 8192);
    expect(await faultOf(folder)).toMatch(/cadrage\.mdb is damaged, or no store/);
  });

  test('when nobody can listen there', async () => {
    const listen = (host: string, port: number) =>
      new Promise<unknown>((resolve) => {
        const server = createServer();
        server.once('error', resolve);
        server.listen(port, host, () => server.close(() => resolve(null)));
      });
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const here = { HOST: '127.0.0.1', PORT: port };
    expect(listenFault(await listen(here.HOST, port), here)).toContain('is taken');
    taken.close();
    const elsewhere = { HOST: '192.0.2.1', PORT: 0 };
    expect(listenFault(await listen(elsewhere.HOST, 0), elsewhere)).toContain('HOST 192.0.2.1');
  });

  test('and leaves a fault of our own its stack', () => {
    const fault = new TypeError('x is not a function');
    expect(openFault(fault, folder)).toBeNull();
    expect(listenFault(fault, { HOST: '127.0.0.1', PORT: 1 })).toBeNull();
  });

  test('when it is told what it does not know', () => {
    expect(unknownArgument(['--demo'])).toBeNull();
    expect(unknownArgument(['--demo', '--prot', '80'])).toContain('--prot');
  });
});
