/** Large updates, slow readers, long histories, many documents: what they cost in time and memory. */
import { appendParagraph, textOf } from '@client/sync/index';
import { until } from '../../support/until.ts';
import type { Row } from '../rows.ts';
import { cadrage } from './people.ts';
import { inPlace, ours, type Place } from './place.ts';
import { longHistory, oneParagraph, prose } from './state.ts';

const MB = 1_000_000;

/** One paste, from one page to another. */
export function measureBigUpdates(): Promise<Row[]> {
  return inPlace(async (place) => {
    const rows: Row[] = [];
    for (const size of [0.5, 2, 20]) {
      const id = `big-${size}`;
      await place.plant(id, oneParagraph());
      const writer = await cadrage.join(place.server.url, id);
      const reader = await cadrage.join(place.server.url, id);
      const from = performance.now();
      appendParagraph(writer.doc, 'x'.repeat(size * MB));
      await until('it has arrived', () => textOf(reader.doc).length >= size * MB, 60_000);
      rows.push(ours('big update', `${size} MB, to the reader`, performance.now() - from, 'ms'));
      writer.close();
      reader.close();
    }
    return rows;
  });
}

const unread = 24;

async function writeMuch(place: Place, id: string): Promise<void> {
  const writer = await cadrage.join(place.server.url, id);
  for (let n = 0; n < unread * 4; n += 1) {
    appendParagraph(writer.doc, `${n} `.padEnd(MB / 4, 'x'));
    await until('it is saved', () => writer.unsent() === 0, 30_000);
  }
  writer.close();
}

/** Memory once snapshots are written and buffers collected: when it no longer falls. */
async function settledMemory(place: Place): Promise<number> {
  let lowest = Infinity;
  for (;;) {
    const { memory } = await place.usage();
    if (memory > lowest - MB / 2) return Math.min(lowest, memory);
    lowest = memory;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** What the server holds for a reader who takes nothing, beside the same document with a reader who does. */
export async function measureSlowReader(): Promise<Row[]> {
  const used: number[] = [];
  for (const isSlow of [false, true]) {
    const held = await inPlace(async (place) => {
      await place.plant('slow', oneParagraph());
      const reader = await cadrage.watch(place.server.url, 'slow');
      if (isSlow) reader.tcp().pause();
      await writeMuch(place, 'slow');
      const memory = await settledMemory(place);
      reader.close();
      return memory;
    });
    used.push(held);
  }
  return [ours('slow reader', `held of ${unread} MB unread`, (used[1]! - used[0]!) / MB, 'MB')];
}

/** A document with a long history: opened by the first, by those after, and written in for the first time. */
export function measureOpening(): Promise<Row[]> {
  const state = longHistory();
  return inPlace(async (place) => {
    await place.plant('small', oneParagraph());
    await place.plant('history', state);
    await place.restart('kill');
    // A process that has just started compiles; that is not what an opening costs.
    for (let n = 0; n < 20; n += 1) (await cadrage.watch(place.server.url, 'small')).close();

    const cpu = async () => (await place.usage()).cpu / 1_000;
    const cold = await cpu();
    const from = performance.now();
    const first = await cadrage.join(place.server.url, 'history');
    const coldMs = performance.now() - from;
    const warm = await cpu();
    const others = 20;
    for (let n = 0; n < others; n += 1) (await cadrage.watch(place.server.url, 'history')).close();
    const afterWarm = await cpu();
    appendParagraph(first.doc, 'First edit');
    await until('it is saved', () => first.unsent() === 0, 30_000);
    const afterEdit = await cpu();
    first.close();
    return [
      ours('long history', 'stored size', state.length / 1_000, 'kB'),
      ours('long history', 'cold opening, server CPU', warm - cold, 'ms'),
      ours('long history', 'cold opening, to the page', coldMs, 'ms'),
      ours('long history', 'warm opening, server CPU', (afterWarm - warm) / others, 'ms'),
      ours('long history', 'first edit, server CPU', afterEdit - afterWarm, 'ms'),
    ];
  });
}

/** Documents of 5 KB that are open and have been written in, so that each has its live document and guard. */
export function measureMemory(rooms: number): Promise<Row[]> {
  const state = prose(5_000);
  return inPlace(async (place) => {
    const open = async (id: string) => {
      await place.plant(id, state);
      const person = await cadrage.join(place.server.url, id);
      appendParagraph(person.doc, 'x');
      await until('it is saved', () => person.unsent() === 0);
      return person;
    };
    const people = [await open('warm')];
    const before = await settledMemory(place);
    for (let n = 0; n < rooms; n += 1) people.push(await open(`room-${n}`));
    const after = await settledMemory(place);
    for (const person of people) person.close();
    const each = (after - before) / rooms / 1_000;
    return [ours('memory', 'per open document, with its one connection', each, 'kB')];
  });
}
