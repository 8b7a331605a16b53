/** What a crash takes, how long a promise takes, and whether a race loses anybody's text. */
import { appendParagraph, connectDocument, memoryOutbox, textOf } from '@client/sync/index';
import * as Y from 'yjs';
import { tokenOf } from '../../support/realtimeServer.ts';
import { until } from '../../support/until.ts';
import { percentile, type Row } from '../rows.ts';
import { inPlace, ours } from './place.ts';
import { oneParagraph } from './state.ts';

function open(url: string, documentId: string, page: string) {
  const doc = new Y.Doc();
  const token = `${tokenOf('ada')}#${page}`;
  const connection = connectDocument({ url, token, documentId, doc, outbox: memoryOutbox() });
  return { doc, connection };
}

async function linesInStore(url: string, documentId: string): Promise<Set<string>> {
  const reader = open(url, documentId, `reader-${Math.random()}`);
  await reader.connection.ready;
  const lines = new Set(textOf(reader.doc).split('\n'));
  reader.connection.close();
  return lines;
}

/** Four people type, the server is killed, all pages are gone, and a newcomer reads what the store has. */
export function measureCrash(kills: number): Promise<Row[]> {
  return inPlace(async (place) => {
    await place.plant('crash', oneParagraph());
    const took: number[] = [];
    let typedInAll = 0;
    let acknowledgedInAll = 0;
    let acknowledgedAndLost = 0;
    let seenAndLost = 0;
    let lost = 0;
    let oldestLostMs = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const people = Array.from({ length: 4 }, (_, n) => {
        const person = open(place.server.url, 'crash', `${kill}-${n}`);
        const typed: { word: string; at: number }[] = [];
        let acknowledged = 0;
        person.connection.onAcknowledged((count) => {
          const now = performance.now();
          for (const { at } of typed.slice(acknowledged, acknowledged + count)) took.push(now - at);
          acknowledged += count;
        });
        return { ...person, typed, acknowledged: () => acknowledged };
      });
      await Promise.all(people.map(({ connection }) => connection.ready));
      const endsAt = performance.now() + 2_000 + 700 * kill;
      while (performance.now() < endsAt) {
        for (const [index, { doc, typed }] of people.entries()) {
          const word = `${kill}-${index}-${typed.length}`;
          typed.push({ word, at: performance.now() });
          appendParagraph(doc, word);
        }
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      const killedAt = performance.now();
      const seen = people.map(({ doc }) => new Set(textOf(doc).split('\n')));
      for (const { connection } of people) connection.close();
      await place.restart('kill');

      const stored = await linesInStore(place.server.url, 'crash');
      for (const [index, person] of people.entries()) {
        typedInAll += person.typed.length;
        acknowledgedInAll += person.acknowledged();
        for (const [n, { word, at }] of person.typed.entries()) {
          if (stored.has(word)) continue;
          lost += 1;
          oldestLostMs = Math.max(oldestLostMs, killedAt - at);
          if (n < person.acknowledged()) acknowledgedAndLost += 1;
          if (seen.some((of, reader) => reader !== index && of.has(word))) seenAndLost += 1;
        }
      }
    }
    return [
      ours('crash', 'typed', typedInAll, 'updates'),
      ours('crash', 'acknowledged', acknowledgedInAll, 'updates'),
      ours('crash', 'acknowledged and lost', acknowledgedAndLost, 'updates'),
      ours('crash', 'seen by others and lost', seenAndLost, 'updates'),
      ours('crash', 'lost', lost, 'updates'),
      ours('crash', 'oldest lost', oldestLostMs, 'ms'),
      ours('crash', 'durable acknowledgement, p95', percentile(took, 0.95), 'ms'),
    ];
  });
}

/** Four people open a stored document at once, before it is in memory, and type. */
export function measureColdRace(): Promise<Row[]> {
  return inPlace(async (place) => {
    await place.plant('race', oneParagraph('Stored'));
    await place.restart('kill');
    const people = Array.from({ length: 4 }, (_, n) => open(place.server.url, 'race', `${n}`));
    await Promise.all(people.map(({ connection }) => connection.ready));
    people.forEach(({ doc }, n) => appendParagraph(doc, `writer ${n}`));
    await until('all is saved', () =>
      people.every(({ connection }) => connection.unacknowledged() === 0),
    );
    for (const { connection } of people) connection.close();
    await place.restart('kill');
    const stored = await linesInStore(place.server.url, 'race');
    const missing = people.filter((_, n) => !stored.has(`writer ${n}`)).length;
    return [ours('coldRace', 'writers missing', missing + (stored.has('Stored') ? 0 : 1), 'of 5')];
  });
}
