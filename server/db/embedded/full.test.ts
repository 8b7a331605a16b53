import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CollectionSpec, StoredRecord } from '../collection.ts';
import type { Database } from '../database.ts';
import { indexFaults } from './indexFaults.ts';
import { openEmbedded } from './openEmbedded.ts';

interface Blob extends StoredRecord {
  bytes: Uint8Array;
  label: string;
}

const spec: CollectionSpec<Blob> = {
  name: 'blobs',
  schemaVersion: 1,
  indexes: { byLabel: { fields: ['label'], counted: true } },
};
const storeFull = expect.objectContaining({ kind: 'store.full' });

let disk: string;
let isMounted: boolean;
let db: Database | null;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'cadrage-full-'));
  const size = ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk];
  isMounted = process.platform === 'linux' && spawnSync('mount', size).status === 0;
  db = null;
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  await db?.close();
  process.off('unhandledRejection', note);
  if (isMounted) execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

const open = async () => {
  db = await openEmbedded({
    dir: join(disk, 'data'),
    now: Date.now,
    log: pino({ level: 'silent' }),
  });
  return db;
};
const blob = (id: string, bytes = 100_000) => ({
  id,
  audience: 'shared' as const,
  bytes: new Uint8Array(bytes).fill(7),
  label: 'x',
});

const isWhole = (record: Blob | null) =>
  record?.bytes.byteLength === 100_000 && record.bytes.every((byte) => byte === 7);

it('a full disk refuses writes with store.full, keeps all that was stored, and takes writes again later', async (test) => {
  if (!isMounted) test.skip('mounting a small disk is not permitted here');
  const ballast = join(disk, 'ballast');
  await writeFile(ballast, new Uint8Array(3_000_000));
  let store = await open();
  let blobs = store.collection(spec);
  await store.documents.create({
    document: 'd',
    state: new Uint8Array(10),
    authors: [],
    layoutVersion: 1,
    at: 0,
  });
  const claim = await store.documents.claim('d', 'here');

  const stored: string[] = [];
  for (let refused = 0, i = 0; refused < 3; i += 1) {
    const tries = await Promise.allSettled(
      Array.from({ length: 3 }, (_, n) => blobs.insert(blob(`${i}-${n}`))),
    );
    for (const one of tries) if (one.status === 'fulfilled') stored.push(one.value.id);
    const reasons = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of reasons) expect(reason).toEqual(storeFull);
    if (reasons.length > 0) refused += 1;
  }
  expect(stored.length).toBeGreaterThan(5);
  const update = new Uint8Array(200_000);
  const record = { document: 'd', epoch: 1, sequence: 1, batch: 'b', update, at: 0 };
  await expect(store.documents.append([{ claim, record }])).rejects.toEqual(storeFull);
  const file = async function* () {
    for (let i = 0; i < 40; i += 1) yield new Uint8Array(100_000);
  };
  await expect(store.files.put(file(), 10_000_000)).rejects.toEqual(storeFull);
  expect(await readdir(join(disk, 'data/files/unfinished'))).toEqual([]);

  expect((await blobs.find({ index: 'byLabel', limit: 500 })).records).toHaveLength(stored.length);
  expect(await blobs.count('byLabel', { label: 'x' })).toBe(stored.length);
  expect((await store.documents.load('d'))!.tail).toEqual([]);
  await store.close();
  expect(await indexFaults(join(disk, 'data'), [spec])).toEqual([]);

  store = await open();
  blobs = store.collection(spec);
  for (const id of stored) expect(isWhole(await blobs.get(id))).toBe(true);
  await expect(blobs.insert(blob('still full', 2_000_000))).rejects.toEqual(storeFull);
  await unlink(ballast);
  await blobs.insert(blob('again'));
  await store.documents.append([{ claim, record }]);
  expect((await store.documents.load('d'))!.tail).toHaveLength(1);
  expect(await blobs.count('byLabel', { label: 'x' })).toBe(stored.length + 1);
  // The faults of lmdb's own second promise would end the process.
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});
