import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from './crash/childProgram.ts';
import { openEmbedded } from './openEmbedded.ts';

let dir: string;
const open = (path = dir) =>
  openEmbedded({ dir: path, now: Date.now, log: pino({ level: 'silent' }) });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cadrage-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('a data directory is made for its owner only, however deep it lies', async () => {
  const deep = join(dir, 'deep/'.repeat(30), 'data');
  const db = await open(deep);
  expect((await stat(deep)).mode & 0o777).toBe(0o700);
  await expect(open(deep)).rejects.toThrow('in use');
  await db.close();
});

it('a second opening in the same process is refused until the first is closed', async () => {
  const db = await open();
  await expect(open()).rejects.toThrow(`in use by process ${process.pid}`);
  await db.facts.set('kept', 'yes');
  await db.close();
  const again = await open();
  expect(await again.facts.get('kept')).toBe('yes');
  await again.close();
});

it('a second process is refused, told who holds the directory and what to do; kill -9 frees it', async () => {
  const holder = startProgram('holdStore', [dir]);
  expect((await holder.lines.next()).value).toBe('open');
  await expect(open()).rejects.toThrow(
    new RegExp(`in use by process ${holder.pid} on .* since .*Stop that process first`),
  );
  await holder.kill();
  const db = await open();
  await db.close();
});

it('of several processes that start at once over what a killed one left, one at most opens', async () => {
  const killed = startProgram('holdStore', [dir]);
  await killed.lines.next();
  await killed.kill();
  const rivals = [1, 2, 3].map(() => startProgram('holdStore', [dir]));
  const said = await Promise.all(
    rivals.map(async ({ lines }) => (await lines.next()).value as string),
  );
  expect(said.filter((line) => line === 'open').length).toBeLessThanOrEqual(1);
  for (const line of said) expect(line).toMatch(/^open$|DirectoryInUse/);
  await Promise.all(rivals.map((rival) => rival.kill()));
}, 30_000);

it('two containers whose processes have the same pid are told apart', async (test) => {
  const asFirst = ['unshare', '--fork', '--kill-child', '--pid', '--mount-proc'];
  if (spawnSync(asFirst[0]!, [...asFirst.slice(1), 'true']).status !== 0) {
    test.skip('making a pid namespace is not permitted here');
  }
  const holder = startProgram('holdStore', [dir], asFirst);
  expect((await holder.lines.next()).value).toBe('open');
  const second = startProgram('holdStore', [dir], asFirst);
  expect((await second.lines.next()).value).toMatch(/DirectoryInUse: .* in use by process 1 on /);
  await second.kill();
  await holder.kill();
}, 30_000);
