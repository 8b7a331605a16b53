/** People who type: what a keystroke costs the server, and how long it takes to be read. */
import * as Y from 'yjs';
import { appendParagraph } from '@client/sync/index';
import { until } from '../../support/until.ts';
import type { Child } from '../../support/child.ts';
import type { Usage } from '../../support/realtimeChild.ts';
import { percentile, type Row } from '../rows.ts';
import type { Onlooker, Person, Wiring } from './people.ts';

export interface Crowd {
  scenario: string;
  documents: string[];
  /** In each document. */
  people: number;
  writers: number;
  /** Keystrokes of each writer; null: as many as the server takes. */
  perSecond: number | null;
  seconds: number;
}

export interface Measured {
  wiring: Wiring;
  // Both kinds of server answer any request with what they have used, or with what was asked.
  server: Child<{ ask: 'usage' }>;
}

/** Keystrokes that may be on their way when people type flat out. */
const inFlight = 3_000;
/** People of each document whose pages are real, besides the writers. */
const sampledReaders = 1;

interface Writer {
  person: Person;
  text: Y.XmlText;
  name: string;
  sentAt: number[];
}

interface Reader {
  person: Person;
  received: Map<string, number>;
}

function startWriter(person: Person, name: string): Writer {
  appendParagraph(person.doc, `${name}:`);
  const root = person.doc.getXmlFragment('doc');
  const paragraph = root.get(root.length - 1) as Y.XmlElement;
  return { person, text: paragraph.get(0) as Y.XmlText, name, sentAt: [] };
}

/** Counts what arrives by writer, and notes how long each keystroke took. */
function startReader(person: Person, writers: Map<string, Writer>, took: number[]): Reader {
  const received = new Map<string, number>();
  const names = new WeakMap<object, string>();
  const nameOf = (text: Y.XmlText) => {
    let name = names.get(text);
    if (name === undefined) names.set(text, (name = text.toJSON().split(':')[0]!));
    return name;
  };
  person.doc.getXmlFragment('doc').observeDeep((events) => {
    const now = performance.now();
    for (const event of events) {
      if (!(event.target instanceof Y.XmlText)) continue;
      const writer = writers.get(nameOf(event.target));
      if (!writer) continue;
      for (const piece of event.delta) {
        if (typeof piece.insert !== 'string') continue;
        const before = received.get(writer.name) ?? 0;
        for (let n = 0; n < piece.insert.length; n += 1) {
          const sent = writer.sentAt[before + n];
          if (sent !== undefined) took.push(now - sent);
        }
        received.set(writer.name, before + piece.insert.length);
      }
    }
  });
  return { person, received };
}

function press(writer: Writer): void {
  writer.sentAt.push(performance.now());
  writer.text.insert(writer.text.length, 'x');
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

/** Lets a crowd type and gives what it cost. */
export async function measureTyping(crowd: Crowd, { wiring, server }: Measured): Promise<Row[]> {
  const writers = new Map<string, Writer>();
  const readers: Reader[] = [];
  const onlookers: Onlooker[] = [];
  const everybody: Person[] = [];
  const took: number[] = [];
  const rooms: { writers: Writer[]; reader: Reader }[] = [];

  for (const documentId of crowd.documents) {
    const own: Writer[] = [];
    for (let n = 0; n < crowd.writers; n += 1) {
      const person = await wiring.join(server.url, documentId);
      everybody.push(person);
      const writer = startWriter(person, `${documentId}-${n}`);
      writers.set(writer.name, writer);
      own.push(writer);
    }
    const person = await wiring.join(server.url, documentId);
    everybody.push(person);
    const reader = startReader(person, writers, took);
    readers.push(reader);
    rooms.push({ writers: own, reader });
    for (let n = crowd.writers + sampledReaders; n < crowd.people; n += 1) {
      onlookers.push(await wiring.watch(server.url, documentId));
    }
    const complete = () => person.doc.getXmlFragment('doc').length >= own.length + 1;
    // The relay has nothing for who comes late, so its reader sees only what is typed from now on.
    if (wiring.name !== 'relay') await until('everybody sees all paragraphs', complete);
    else
      for (const { person: writer } of own)
        Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(writer.doc), 'set-up');
  }

  const typed = () => sum([...writers.values()].map(({ sentAt }) => sentAt.length));
  const arrived = () => sum(readers.flatMap(({ received }) => [...received.values()]));
  const bytes = () => sum([...everybody, ...onlookers].map((one) => one.bytesRead()));

  const typeFor = async (seconds: number) => {
    const endsAt = performance.now() + seconds * 1_000;
    await (crowd.perSecond === null ? typeFlatOut(endsAt) : typeAtPace(crowd.perSecond, endsAt));
    await until('everything has arrived', () => arrived() >= typed(), 30_000);
  };
  // A process that has just started compiles; what is compared is how it runs.
  await typeFor(crowd.seconds);
  took.length = 0;
  const typedBefore = typed();
  const before = await server.ask<Usage>({ ask: 'usage' });
  const bytesBefore = bytes();
  const from = performance.now();
  await typeFor(crowd.seconds);
  const seconds = (performance.now() - from) / 1_000;
  const after = await server.ask<Usage>({ ask: 'usage' });
  const keystrokes = typed() - typedBefore;
  const deliveries = keystrokes * (crowd.people - 1);
  const wire = bytes() - bytesBefore;
  for (const one of [...everybody, ...onlookers]) one.close();

  async function typeAtPace(perSecond: number, endsAt: number): Promise<void> {
    const all = [...writers.values()];
    const pause = 1_000 / perSecond;
    const begin = performance.now();
    const due = all.map((_, index) => begin + (pause * index) / all.length);
    while (performance.now() < endsAt) {
      const now = performance.now();
      for (const [index, writer] of all.entries()) {
        if (due[index]! > now) continue;
        press(writer);
        due[index]! += pause;
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async function typeFlatOut(endsAt: number): Promise<void> {
    while (performance.now() < endsAt) {
      for (const { writers: own } of rooms) {
        for (let n = 0; n < 10 && typed() - arrived() < inFlight; n += 1)
          for (const writer of own) press(writer);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const row = (figure: string, value: number, unit: string): Row => ({
    scenario: crowd.scenario,
    server: wiring.name,
    figure,
    value,
    unit,
  });
  return [
    row('server CPU per delivery', (after.cpu - before.cpu) / deliveries, 'us'),
    row('wire bytes per delivery', wire / deliveries, 'B'),
    row('keystroke to reader, p50', percentile(took, 0.5), 'ms'),
    row('keystroke to reader, p95', percentile(took, 0.95), 'ms'),
    row('keystrokes per second', keystrokes / seconds, '1/s'),
  ];
}

/** People who only move their cursors. */
export async function measureCursors(
  documentId: string,
  people: number,
  seconds: number,
  { wiring, server }: Measured,
): Promise<Row[]> {
  const perSecond = 5;
  const all: Person[] = [];
  for (let n = 0; n < people; n += 1) all.push(await wiring.join(server.url, documentId));
  let seen = 0;
  for (const person of all) person.onMoved(() => (seen += 1));
  const up = () => sum(all.map((person) => person.bytesWritten()));

  const before = await server.ask<Usage>({ ask: 'usage' });
  const upBefore = up();
  const from = performance.now();
  const pause = 1_000 / perSecond;
  const due = all.map((_, index) => from + (pause * index) / people);
  let moves = 0;
  while (performance.now() < from + seconds * 1_000) {
    for (const [index, person] of all.entries()) {
      if (due[index]! > performance.now()) continue;
      person.move(moves);
      moves += 1;
      due[index]! += pause;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until('the cursors have arrived', () => seen >= moves * (people - 1) * 0.95);
  const after = await server.ask<Usage>({ ask: 'usage' });
  const upBytes = up() - upBefore;
  for (const person of all) person.close();
  const row = (figure: string, value: number, unit: string): Row => ({
    scenario: 'cursors',
    server: wiring.name,
    figure,
    value,
    unit,
  });
  return [
    row('server CPU per delivery', (after.cpu - before.cpu) / (moves * (people - 1)), 'us'),
    row('bytes up per move', upBytes / moves, 'B'),
  ];
}
