/** The server as a real process that is killed while people type, and what must be there afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, connectDocument, memoryOutbox, textOf } from '@client/sync/index';
import { startChild, type Child } from '../support/child.ts';
import { below, randomFrom } from '../support/randomDocument.ts';
import type { ChildRequest } from '../support/realtimeChild.ts';
import { tokenOf } from '../support/realtimeServer.ts';
import { until } from '../support/until.ts';

const documentId = 'scope';
const typists = 4;

interface Place {
  dir: string;
  server: Child<ChildRequest>;
}

const script = fileURLToPath(new URL('../support/realtimeChild.ts', import.meta.url));
const start = (dir: string, port = 0) =>
  startChild<ChildRequest>({ script, args: [dir, String(port)] });

async function inPlace(run: (place: Place) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'cadrage-crash-'));
  const place = { dir, server: await start(dir) };
  try {
    await place.server.ask({ ask: 'create', id: documentId, paragraphs: ['First'] });
    await run(place);
  } finally {
    await place.server.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

interface Typist {
  doc: Y.Doc;
  connection: ReturnType<typeof connectDocument>;
  /** Words typed, in order; each is one update. */
  typed: string[];
  /** How many of them are acknowledged. */
  acknowledged: number;
}

function open(url: string, page: string) {
  const doc = new Y.Doc();
  const token = `${tokenOf('ada')}#${page}`;
  const connection = connectDocument({ url, token, documentId, doc, outbox: memoryOutbox() });
  return { doc, connection };
}

async function sitDown(url: string, page: string): Promise<Typist> {
  const typist: Typist = { ...open(url, page), typed: [], acknowledged: 0 };
  typist.connection.onAcknowledged((count) => (typist.acknowledged += count));
  await typist.connection.ready;
  return typist;
}

function type(typist: Typist, word: string): void {
  typist.typed.push(word);
  appendParagraph(typist.doc, word);
}

/** What a newcomer finds who knows the store alone. */
async function readFromStore(url: string): Promise<string[]> {
  const reader = open(url, `reader-${Math.random()}`);
  await reader.connection.ready;
  const lines = textOf(reader.doc).split('\n');
  reader.connection.close();
  return lines;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** People go on typing over kills and restarts; in the end everything is there once, in everybody's copy. */
export async function killWhileTyping(o: { kills: number; seed: number }): Promise<void> {
  console.info(`CADRAGE_SEED=${o.seed}`);
  const random = randomFrom(o.seed);
  await inPlace(async (place) => {
    const people = await Promise.all(
      Array.from({ length: typists }, (_, n) => sitDown(place.server.url, `${n}`)),
    );
    let typing = true;
    const atWork = people.map(async (typist, index) => {
      for (let n = 0; typing; n += 1) {
        type(typist, `${index}-${n}`);
        await pause(below(random, 8));
      }
    });
    for (let kill = 0; kill < o.kills; kill += 1) {
      await until('something is saved', () =>
        people.every(({ acknowledged }) => acknowledged > kill),
      );
      await pause(below(random, 150));
      await place.server.kill();
      place.server = await start(place.dir, place.server.port);
      await until(
        'all are back',
        () => people.every(({ connection }) => connection.status().phase === 'ready'),
        30_000,
      );
    }
    typing = false;
    await Promise.all(atWork);
    await until(
      'everything is acknowledged',
      () => people.every(({ connection }) => connection.unacknowledged() === 0),
      30_000,
    );

    const stored = await readFromStore(place.server.url);
    const typed = people.flatMap((typist) => typist.typed);
    expect(stored.toSorted()).toEqual(['First', ...typed].toSorted());
    await until('all copies are the same', () =>
      people.every(({ doc }) => textOf(doc) === stored.join('\n')),
    );
    for (const { connection, doc } of people) {
      connection.close();
      doc.destroy();
    }
  });
}

/** Each kill takes all pages with it: what was acknowledged to anybody, or seen by anybody, comes from the store alone. */
export async function killWithAllPagesGone(o: { kills: number; seed: number }): Promise<void> {
  console.info(`CADRAGE_SEED=${o.seed}`);
  const random = randomFrom(o.seed);
  await inPlace(async (place) => {
    const promised = new Set<string>(['First']);
    const all = new Set<string>(['First']);
    for (let kill = 0; kill < o.kills; kill += 1) {
      const people = await Promise.all(
        Array.from({ length: typists }, (_, n) => sitDown(place.server.url, `${kill}-${n}`)),
      );
      const watcher = open(place.server.url, `watcher-${kill}`);
      await watcher.connection.ready;
      let typing = true;
      const atWork = people.map(async (typist, index) => {
        for (let n = 0; typing; n += 1) {
          type(typist, `${kill}-${index}-${n}`);
          await pause(below(random, 4));
        }
      });
      await until('something is saved', () => people.every(({ acknowledged }) => acknowledged > 3));
      await pause(below(random, 200));
      const dead = place.server.kill();
      typing = false;
      await Promise.all([...atWork, dead]);

      // The pages are gone at once: nobody brings anything back.
      for (const { connection, typed, acknowledged } of people) {
        connection.close();
        for (const word of typed) all.add(word);
        for (const word of typed.slice(0, acknowledged)) promised.add(word);
      }
      watcher.connection.close();
      for (const word of textOf(watcher.doc).split('\n')) promised.add(word);

      place.server = await start(place.dir, place.server.port);
      const stored = await readFromStore(place.server.url);
      expect(stored.length, 'nothing is doubled').toBe(new Set(stored).size);
      const missing = [...promised].filter((word) => !stored.includes(word));
      expect(missing, 'acknowledged or seen, and lost').toEqual([]);
      expect(
        stored.filter((word) => !all.has(word)),
        'never typed',
      ).toEqual([]);
    }
  });
}
