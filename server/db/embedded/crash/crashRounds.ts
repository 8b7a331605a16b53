import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { Database } from '../../database.ts';
import { startProgram } from './childProgram.ts';
import { crashDocuments, noteSpec } from './crashSpec.ts';
import { indexFaults } from '../indexFaults.ts';
import { openEmbedded } from '../openEmbedded.ts';

/** What one store was said to hold, over all its lives. */
interface Acknowledged {
  sequences: Map<string, number>;
  snapshots: Map<string, number>;
  notes: Map<string, number>;
  gone: Set<string>;
  files: Set<string>;
}

/** Lets a program write into one store and kills it, round after round; after each, all that it was told must be there. */
export async function crashRounds(rounds: number, random: () => number): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'cadrage-crash-'));
  const known: Acknowledged = {
    sequences: new Map(),
    snapshots: new Map(),
    notes: new Map(),
    gone: new Set(),
    files: new Set(),
  };
  let lines = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      lines += await writeAndKill(dir, round, 1 + Math.floor(random() * 3000), known);
      await expectAll(dir, known);
      expect(await indexFaults(dir, [noteSpec])).toEqual([]);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return lines;
}

async function writeAndKill(
  dir: string,
  round: number,
  killAfter: number,
  known: Acknowledged,
): Promise<number> {
  const program = startProgram('writeUntilKilled', [dir, String(round)]);
  let lines = 0;
  for (;;) {
    const { value, done } = await program.lines.next();
    // What was printed before the end was acknowledged, also when it is read after it.
    if (done === true) return lines;
    lines += 1;
    remember(known, value);
    if (lines === killAfter) void program.kill();
  }
}

function remember(known: Acknowledged, line: string): void {
  const words = line.split(' ');
  const last = words.at(-1)!;
  switch (words[0]) {
    case 'journal':
      known.sequences.set(words.slice(1, 3).join(' '), Number(last));
      break;
    case 'snapshot':
      known.snapshots.set(words.slice(1, 3).join(' '), Number(last));
      break;
    case 'note':
      known.notes.set(words[1]!, Number(last));
      break;
    case 'gone':
      known.gone.add(last);
      known.notes.delete(last);
      break;
    case 'file':
      known.files.add(last);
      break;
    default:
      throw new Error(`The program said: ${line}`);
  }
}

async function expectAll(dir: string, known: Acknowledged): Promise<void> {
  const db = await openEmbedded({ dir, now: Date.now, log: pino({ level: 'silent' }) });
  try {
    for (const document of crashDocuments) await expectDocument(db, document, known);
    const notes = db.collection(noteSpec);
    for (const [id, version] of known.notes) {
      expect((await notes.get(id))?.version ?? 0).toBeGreaterThanOrEqual(version);
    }
    for (const id of known.gone) expect(await notes.get(id)).toBeNull();
    for (const sha256 of known.files) expect(await hashOfFile(db, sha256)).toBe(sha256);
    expect(await readdir(join(dir, 'files', 'unfinished'))).toEqual([]);
  } finally {
    await db.close();
  }
}

async function expectDocument(db: Database, document: string, known: Acknowledged): Promise<void> {
  const loaded = await db.documents.load(document);
  const { snapshot, tail } = loaded ?? { snapshot: { sequence: 0, state: null }, tail: [] };
  expect(tail.map(({ sequence }) => sequence)).toEqual(
    tail.map((_, i) => snapshot.sequence + 1 + i),
  );
  for (const { sequence, update } of tail) {
    const from = sequence - 1;
    expect(update.byteLength).toBe(200 + ((from * 7919) % 3000));
    expect(update.every((byte) => byte === from % 251)).toBe(true);
  }
  expect(tail.at(-1)?.sequence ?? snapshot.sequence).toBeGreaterThanOrEqual(
    known.sequences.get(document) ?? 0,
  );
  expect(snapshot.sequence).toBeGreaterThanOrEqual(known.snapshots.get(document) ?? 0);
  if (snapshot.sequence === 0) return;
  expect(snapshot.state?.byteLength).toBe(300_000);
  expect(snapshot.state?.every((byte) => byte === snapshot.sequence % 251)).toBe(true);
}

async function hashOfFile(db: Database, sha256: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of (await db.files.open(sha256))!) hash.update(part);
  return hash.digest('hex');
}
