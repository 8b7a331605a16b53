import { afterEach, beforeEach, expect, it } from 'vitest';
import { pino } from 'pino';
import type { TemporaryStore } from '../../test/support/temporaryStore.ts';
import { temporaryStore } from '../../test/support/temporaryStore.ts';
import type { Collection, CollectionSpec, StoredRecord } from './collection.ts';
import type { PendingDrain, PendingHandler } from './pending.ts';
import { startPending } from './pending.ts';

interface Task extends StoredRecord {
  title: string;
}

const spec: CollectionSpec<Task> = { name: 'tasks', schemaVersion: 1, indexes: {} };
const log = pino({ level: 'silent' });
const work = (key: string, kind = 'audit') => ({ key, kind, payload: `about ${key}` });
const task = (id: string, ...pending: ReturnType<typeof work>[]) => ({
  id,
  audience: 'shared' as const,
  title: 'first',
  pending,
});

let store: TemporaryStore;
let tasks: Collection<Task>;
let drain: PendingDrain | null;
let done: string[];

const audit: PendingHandler = async ({ key, payload }, { collection, record }) => {
  done.push(`${key} ${String(payload)} of ${collection} ${record.id}`);
};
const broken: PendingHandler = async () => {
  throw new Error('no mail server');
};
const start = (handlers: Record<string, PendingHandler>, firstPauseMs = 60_000) => {
  drain = startPending({ db: store.db, handlers, log, firstPauseMs });
  return drain;
};

beforeEach(async () => {
  store = await temporaryStore();
  tasks = store.db.collection(spec);
  done = [];
  drain = null;
});
afterEach(async () => {
  await drain?.close();
  await store.dispose();
});

it('work is done after the write that carries it, in order, and taken off the record', async () => {
  const { idle } = start({ audit });
  await tasks.insert(task('a', work('1'), work('2')));
  await idle();
  expect(done).toEqual(['1 about 1 of tasks a', '2 about 2 of tasks a']);
  expect(await tasks.get('a')).toEqual({ ...task('a'), pending: undefined, version: 2 });
});

it('work that a stop left behind is done at the next start, in whichever collection it is', async () => {
  await tasks.insertMany(Array.from({ length: 250 }, (_, i) => task(`t${i}`, work(`${i}`))));
  await store.reopen();
  tasks = store.db.collection(spec);
  const late = store.db.collection<Task>({ ...spec, name: 'late' });
  await late.insert(task('b', work('late')));
  await start({ audit }).idle();
  expect(new Set(done).size).toBe(251);
  expect(done).toContain('late about late of late b');
  expect((await tasks.find({ index: 'pending' })).records).toEqual([]);
});

it('a collection that is declared after the start is drained as well', async () => {
  await tasks.insert(task('a', work('1')));
  await store.reopen();
  const finished = new Promise<void>((resolve) => {
    start({ audit: async (...all) => audit(...all).then(resolve) });
  });
  await drain!.idle();
  tasks = store.db.collection(spec);
  await finished;
  expect(done).toEqual(['1 about 1 of tasks a']);
});

it('a replace that comes in between is kept, and so is the work it brings', async () => {
  let release: () => void;
  const entered = new Promise<void>((resolve) => {
    const waiting: PendingHandler = async (one, source) => {
      if (one.key === '1') {
        resolve();
        await new Promise<void>((go) => (release = go));
      }
      await audit(one, source);
    };
    start({ audit: waiting });
  });
  const first = await tasks.insert(task('a', work('1')));
  await entered;
  await tasks.replace({ ...first, title: 'second', pending: [...first.pending!, work('2')] });
  release!();
  await drain!.idle();
  expect(done).toEqual(['1 about 1 of tasks a', '2 about 2 of tasks a']);
  expect(await tasks.get('a')).toMatchObject({ title: 'second' });
  expect((await tasks.get('a'))!.pending).toBeUndefined();
});

it('a replace that comes just before finished work is taken off is kept, and the work not done again', async () => {
  let rival: Promise<Task> | null = null;
  const racing: PendingHandler = async (one, source) => {
    await audit(one, source);
    const record = (await tasks.get('a'))!;
    rival ??= tasks.replace({ ...record, title: 'second' });
  };
  const { idle } = start({ audit: racing });
  await tasks.insert(task('a', work('1')));
  await idle();
  expect(await rival).toMatchObject({ version: 2 });
  expect(await tasks.get('a')).toEqual({
    ...task('a'),
    title: 'second',
    pending: undefined,
    version: 3,
  });
  expect(done).toEqual(['1 about 1 of tasks a']);
});

it('many replaces beside the drain lose neither a change nor a piece of work', async () => {
  const { idle } = start({ audit });
  await tasks.insert(task('a', work('0')));
  for (let i = 1; i <= 20; i += 1) {
    const record = (await tasks.get('a'))!;
    const pending = [...(record.pending ?? []), work(String(i))];
    const won = await tasks.replace({ ...record, title: String(i), pending }).catch(() => null);
    if (won === null) i -= 1;
  }
  await idle();
  expect(new Set(done.map((line) => Number.parseInt(line, 10))).size).toBe(21);
  expect((await tasks.get('a'))!.title).toBe('20');
  expect((await tasks.find({ index: 'pending' })).records).toEqual([]);
});

it('failing work stays on its record, holds up nothing else, and shows in the health', async () => {
  const { idle, health, settle } = start({ audit, mail: broken });
  await tasks.insert(task('a', work('m', 'mail'), work('1')));
  await idle();
  expect(done).toEqual(['1 about 1 of tasks a']);
  expect((await tasks.get('a'))!.pending).toEqual([work('m', 'mail')]);
  const failing = {
    collection: 'tasks',
    id: 'a',
    key: 'm',
    kind: 'mail',
    message: 'no mail server',
  };
  expect(health()).toMatchObject({ ok: false, failing: [failing] });
  const before = health().failing[0]!.attempts;
  await settle('tasks', 'a');
  expect(health().failing[0]!.attempts).toBe(before + 1);
});

it('failing work is tried again by itself, and its health mends', async () => {
  let failures = 0;
  const mended = new Promise<void>((resolve) => {
    const flaky: PendingHandler = async (one, source) => {
      if ((failures += 1) <= 3) throw new Error('not yet');
      await audit(one, source);
      resolve();
    };
    start({ audit: flaky }, 1);
  });
  await tasks.insert(task('a', work('1')));
  await mended;
  await drain!.idle();
  expect(done).toEqual(['1 about 1 of tasks a']);
  expect(drain!.health()).toEqual({ ok: true, waiting: 0, failing: [] });
  expect((await tasks.get('a'))!.pending).toBeUndefined();
});

it('work of a kind that nobody does is failing, not lost', async () => {
  const { idle, health } = start({});
  await tasks.insert(task('a', work('1', 'unknown')));
  await idle();
  expect(health().failing).toMatchObject([{ kind: 'unknown', message: /unknown/ }]);
  expect((await tasks.get('a'))!.pending).toHaveLength(1);
});

it('a record that goes while its work fails is forgotten', async () => {
  const { idle, health, settle } = start({ audit: broken });
  await tasks.insert(task('a', work('1')));
  await idle();
  await tasks.remove('a', 1);
  await settle('tasks', 'a');
  expect(health()).toMatchObject({ ok: true, failing: [] });
});

it('after a close nothing is begun, and the work waits for the next start', async () => {
  const { close } = start({ audit });
  await close();
  await tasks.insert(task('a', work('1')));
  expect(done).toEqual([]);
  await start({ audit }).idle();
  expect(done).toEqual(['1 about 1 of tasks a']);
});
