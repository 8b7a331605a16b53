/**
 * Random people on a random network against a model of what each of them was promised. Replayed by its seed:
 * `CADRAGE_SEED=… vitest run --project unit test/sync/model.test.ts`.
 */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { memoryOutbox, textOf, type OutboxStore } from '@client/sync/index';
import { SyncedDocument } from '@client/sync/syncedDocument';
import type { Mode } from '@shared/protocol/modes';
import type { ConnectionDeps } from '@server/realtime/connection';
import { startJournal } from '@server/realtime/journal';
import { defaultLimits } from '@server/realtime/limits';
import { createRooms } from '@server/realtime/rooms';
import { createStragglers } from '@server/realtime/stragglers';
import { below, oneOf, randomFrom } from '../support/randomDocument.ts';
import { cast, plantParagraphs } from '../support/realtimeServer.ts';
import { temporaryStore, type TemporaryStore } from '../support/temporaryStore.ts';
import { until } from '../support/until.ts';
import { ChaosLink, type Accident } from './chaosLink.ts';

const documentId = 'scope';
/** Why an update of an honest page may be refused: its author was demoted after it was made. */
const forgivable = ['mode.exceeded', 'mode.view', 'mode.suggest'];
const log = pino({ level: 'silent' });

/** What somebody did, in order; each is one update. */
interface Deed {
  word: string;
  does: 'adds' | 'removes';
}

/** A person over several lives of their page. */
interface Author {
  name: string;
  link: ChaosLink;
  outbox: OutboxStore;
  doc: Y.Doc;
  connection: SyncedDocument;
  granted: Mode;
  /** What this life of the page has done and was not told to be saved. */
  open: Deed[];
  /** What was told to be saved, in any life. */
  promised: Deed[];
  /** Words that this author has tried to remove. */
  tried: Set<string>;
  /** Every word added, but for those that were given back with a refusal. */
  added: Set<string>;
}

function startServer(store: TemporaryStore, grantOf: (personId: string) => Mode) {
  const limits = { ...defaultLimits, snapshotRecords: 12, idleMs: 40, queuedBytes: 20_000 };
  const journal = startJournal({ store: store.db.documents, log });
  const stragglers = createStragglers(limits);
  const rooms = createRooms(
    {
      store: store.db.documents,
      journal,
      limits,
      log,
      now: Date.now,
      newId: randomUUID,
      suggestionsSeen: () => Promise.resolve(),
      presenceChanged: (room) => room.sendPresence(),
      behind: stragglers.add,
    },
    randomUUID(),
  );
  const deps: ConnectionDeps = {
    rooms,
    limits,
    log,
    now: Date.now,
    access: (personId) =>
      Promise.resolve({ engagementId: 'e', granted: grantOf(personId), side: 'client' }),
    memberships: () => Promise.resolve([]),
  };
  return {
    deps,
    /** As a power cut: nothing is flushed, nobody is told. */
    crash() {
      journal.stop();
      stragglers.stop();
    },
    async stop() {
      stragglers.stop();
      await journal.flush();
      await rooms.close();
      journal.stop();
    },
  };
}

function add(doc: Y.Doc, word: string): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(word)]);
    const blocks = doc.getXmlFragment('doc');
    blocks.insert(blocks.length, [paragraph]);
  });
}

/** Removes the paragraph that holds a word; false when it is not there. */
function remove(doc: Y.Doc, word: string): boolean {
  const blocks = doc.getXmlFragment('doc');
  const at = blocks.toArray().findIndex((block) => {
    const [text] = (block as Y.XmlElement).toArray();
    return text instanceof Y.XmlText && text.toJSON() === word;
  });
  if (at >= 0) blocks.delete(at, 1);
  return at >= 0;
}

export async function runModel(seed: number, steps: number): Promise<void> {
  console.info(`CADRAGE_SEED=${seed}`);
  const random = randomFrom(seed);
  const chance = (probability: number) => random() < probability;
  const store = await temporaryStore();
  await plantParagraphs(store.db.documents, documentId, ['First']);
  const authors: Author[] = [];
  const grantOf = (personId: string) =>
    authors.find(({ name }) => name === personId)?.granted ?? 'edit';
  let server = startServer(store, grantOf);
  let words = 0;

  /** Leaves the page. What it had not saved goes to the next one, or back to its author if it was refused. */
  function standUp(author: Author): void {
    const { phase, refusal } = author.connection.status();
    if (phase === 'refused') {
      expect(forgivable, 'only a demotion refuses what an honest page sends').toContain(
        refusal?.reason,
      );
      const saved = new Set(author.promised.map(({ word }) => word));
      author.added = new Set([...author.added].filter((word) => saved.has(word)));
    }
    author.connection.close();
    author.doc.destroy();
  }

  function sitDown(author: Author): void {
    author.doc = new Y.Doc();
    author.open = [];
    author.connection = new SyncedDocument({
      link: author.link,
      server: 'model',
      documentId,
      doc: author.doc,
      outbox: author.outbox,
      mode: 'edit',
    });
    author.connection.onAcknowledged((count) => {
      // What an earlier life left is sent first, and was not done in this one.
      const own = Math.max(0, author.open.length - author.connection.unacknowledged());
      author.promised.push(...author.open.splice(0, Math.min(count, own)));
    });
  }

  for (const name of ['ada', 'ben', 'eve'] as const) {
    const author: Author = {
      name,
      link: new ChaosLink(cast[name]),
      outbox: memoryOutbox(),
      granted: 'edit',
      promised: [],
      tried: new Set(),
      added: new Set(),
    } as Partial<Author> as Author;
    authors.push(author);
    sitDown(author);
    author.link.connect(server.deps);
  }

  function doSomething(author: Author): void {
    const { phase } = author.connection.status();
    if (phase === 'refused' || author.doc.getXmlFragment('doc').length === 0) return;
    const mine = author.promised.filter(({ does }) => does === 'adds');
    if (mine.length > 3 && chance(0.2)) {
      const { word } = oneOf(random, mine);
      if (!remove(author.doc, word)) return;
      author.tried.add(word);
      author.open.push({ word, does: 'removes' });
      return;
    }
    const word = `${author.name}-${(words += 1)}`;
    author.open.push({ word, does: 'adds' });
    author.added.add(word);
    add(author.doc, word);
  }

  const actions: [weight: number, act: (author: Author) => unknown][] = [
    [
      50,
      ({ link }) => {
        const accidents: Accident[] = [
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          'lost',
          'doubled',
          'swapped',
        ];
        link.deliver(chance(0.5) ? 'up' : 'down', chance(0.2) ? oneOf(random, accidents) : null);
      },
    ],
    [18, doSomething],
    [2, ({ link }) => link.disconnect()],
    [8, ({ link }) => link.isOpen || link.connect(server.deps)],
    [
      0.4,
      () => {
        server.crash();
        for (const { link } of authors) link.disconnect();
        server = startServer(store, grantOf);
      },
    ],
    [
      1,
      (author) => {
        author.granted =
          author.granted === 'edit' ? oneOf(random, ['view', 'suggest'] as const) : 'edit';
        return author.link.accessChanged();
      },
    ],
    [
      0.7,
      (author) => {
        // The page is closed; the next one adopts what this one had not saved.
        standUp(author);
        sitDown(author);
        if (author.link.isOpen) author.connection.linkChanged(author.link.state);
      },
    ],
    [15, () => new Promise((resolve) => setImmediate(resolve))],
  ];
  const weights = actions.reduce((sum, [weight]) => sum + weight, 0);

  for (let step = 0; step < steps; step += 1) {
    let at = random() * weights;
    const action = actions.find(([weight]) => (at -= weight) < 0) ?? actions[0]!;
    await action[1](authors[below(random, authors.length)]!);
  }

  // The network is well again, and everybody who was refused opens the document anew.
  for (const author of authors) {
    author.granted = 'edit';
    author.link.disconnect();
  }
  for (const author of authors) {
    if (author.connection.status().phase === 'refused') {
      standUp(author);
      sitDown(author);
    }
    author.link.connect(server.deps);
  }
  const inStep = ({ connection }: Author) =>
    connection.status().phase === 'ready' && connection.unacknowledged() === 0;
  await until(
    'everybody is in step, and has the same',
    () => {
      for (const author of authors) {
        const { link, connection } = author;
        for (let n = 0; n < 50; n += 1) {
          link.deliver('up', null);
          link.deliver('down', null);
        }
        // What an earlier life left may be refused still, since it was made before a demotion.
        if (connection.status().phase !== 'refused') continue;
        standUp(author);
        sitDown(author);
        author.connection.linkChanged(link.state);
      }
      const texts = new Set(authors.map(({ doc }) => textOf(doc)));
      return authors.every(inStep) && texts.size === 1;
    },
    20_000,
  );

  const lines = textOf(authors[0]!.doc).split('\n');
  expect(lines.length, 'nothing is doubled').toBe(new Set(lines).size);
  const promises = authors.flatMap(({ promised }) => promised);
  // A removal that was sent may be durable without having been told; one that was told must be.
  const removed = new Set(
    promises.filter(({ does }) => does === 'removes').map(({ word }) => word),
  );
  for (const word of removed) expect(lines, 'a removal that was promised').not.toContain(word);
  const maybeRemoved = new Set(authors.flatMap(({ tried }) => [...tried]));
  for (const { word, does } of promises) {
    if (does === 'adds' && !maybeRemoved.has(word))
      expect(lines, 'an acknowledged word').toContain(word);
  }
  for (const word of authors.flatMap(({ added }) => [...added])) {
    if (!maybeRemoved.has(word)) expect(lines, 'a word that nobody refused').toContain(word);
  }
  for (const { connection, doc } of authors) {
    connection.close();
    doc.destroy();
  }
  await server.stop();

  // What the store alone says is what everybody was shown.
  const again = startServer(store, grantOf);
  const room = await again.deps.rooms.enter(documentId);
  const stored = (await room.read()).content.content.map(({ textContent }) => textContent);
  expect(stored).toEqual(lines);
  await again.stop();
  await store.dispose();
}
