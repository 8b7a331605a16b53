import type { Logger } from 'pino';
import type { Collection, PendingWork, StoredRecord } from './collection.ts';
import type { Database } from './database.ts';
import { whileConflicting } from './whileConflicting.ts';

/**
 * Does one piece of work that a saved record carries. It may be called again with the same `work.key`, after a crash or
 * beside a slow call: the second time must change nothing.
 */
export type PendingHandler = (
  work: PendingWork,
  source: { collection: string; record: StoredRecord },
) => Promise<void>;

export interface FailingWork {
  collection: string;
  id: string;
  key: string;
  kind: string;
  attempts: number;
  message: string;
}

export interface PendingDrain {
  /** Tries the work of one record now; fulfilled when each piece was done or has failed and waits for its next try. */
  settle(collection: string, id: string): Promise<void>;
  /** Fulfilled when no try is under way. */
  idle(): Promise<void>;
  health(): { ok: boolean; waiting: number; failing: FailingWork[] };
  /** Ends the tries under way and begins no other; what is left is found again at the next start. */
  close(): Promise<void>;
}

const pageSize = 100;
const recordsAtOnce = 8;

/**
 * Drains pending work: of every record written from now on, and of those that a crash left. At least once, in the order of
 * the record, with a pause that doubles after each failure; one failing piece does not hold up the others.
 */
export function startPending(deps: {
  db: Database;
  /** By kind. */
  handlers: Record<string, PendingHandler>;
  log: Pick<Logger, 'warn'>;
  firstPauseMs?: number;
  longestPauseMs?: number;
}): PendingDrain {
  const { db, handlers, log, firstPauseMs = 250, longestPauseMs = 60_000 } = deps;
  const failing = new Map<string, FailingWork>();
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, { done: Promise<void>; again: boolean }>();
  const stop = new AbortController();

  /** One try of one record at a time; what is asked for meanwhile follows it. */
  function settle(collection: string, id: string): Promise<void> {
    const place = JSON.stringify([collection, id]);
    const busy = running.get(place);
    if (busy !== undefined) {
      busy.again = true;
      return busy.done;
    }
    const own = { done: Promise.resolve(), again: false };
    running.set(place, own);
    own.done = (async () => {
      do {
        own.again = false;
        await tryRecord(collection, id, place).catch((error: unknown) => {
          failed({ collection, id, key: '', kind: '' }, error);
          retryLater(place, collection, id);
        });
      } while (own.again && !stop.signal.aborted);
      running.delete(place);
    })();
    return own.done;
  }

  async function tryRecord(collection: string, id: string, place: string): Promise<void> {
    if (stop.signal.aborted) return;
    clearTimeout(timers.get(place));
    timers.delete(place);
    const records = db.collections().get(collection);
    const record = await records?.get(id);
    const keys = new Set(record?.pending?.map(({ key }) => key));
    for (const [at, work] of failing) {
      if (work.collection === collection && work.id === id && !keys.has(work.key))
        failing.delete(at);
    }
    if (!records || !record?.pending?.length) return;
    const done = new Set<string>();
    for (const work of record.pending) {
      if (stop.signal.aborted) break;
      if (await tryWork(work, collection, record)) done.add(work.key);
    }
    await forget(records, id, done);
    if (record.pending.some(({ key }) => !done.has(key))) retryLater(place, collection, id);
  }

  async function tryWork(
    work: PendingWork,
    collection: string,
    record: StoredRecord,
  ): Promise<boolean> {
    const at = { collection, id: record.id, key: work.key, kind: work.kind };
    try {
      const handler = handlers[work.kind];
      if (handler === undefined) throw new Error(`Nobody does pending work of kind ${work.kind}.`);
      await handler(work, { collection, record });
      failing.delete(workPlace(at));
      return true;
    } catch (error) {
      failed(at, error);
      return false;
    }
  }

  function failed(at: Omit<FailingWork, 'attempts' | 'message'>, error: unknown): void {
    const place = workPlace(at);
    const attempts = (failing.get(place)?.attempts ?? 0) + 1;
    const message = error instanceof Error ? error.message : String(error);
    failing.set(place, { ...at, attempts, message });
    if (!stop.signal.aborted) log.warn({ err: error, ...at, attempts }, 'pending.failed');
  }

  function retryLater(place: string, collection: string, id: string): void {
    if (stop.signal.aborted) return;
    const own = [...failing.values()].filter(
      (work) => work.collection === collection && work.id === id,
    );
    const attempts = Math.max(1, ...own.map((work) => work.attempts));
    const pause = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
    clearTimeout(timers.get(place));
    const timer = setTimeout(() => void settle(collection, id), pause);
    timers.set(place, timer.unref());
  }

  async function drainAll(): Promise<void> {
    for (const [name, records] of db.collections()) await drainCollection(name, records);
  }

  async function drainCollection(name: string, records: Collection<StoredRecord>): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await records.find({
        index: 'pending',
        limit: pageSize,
        ...(cursor !== undefined && { cursor }),
      });
      for (let i = 0; i < page.records.length && !stop.signal.aborted; i += recordsAtOnce) {
        const some = page.records.slice(i, i + recordsAtOnce);
        await Promise.all(some.map(({ id }) => settle(name, id)));
      }
      cursor = page.cursor;
    } while (cursor !== undefined && !stop.signal.aborted);
  }

  const stopListening = db.onPending((collection, id) => void settle(collection, id));
  const started = drainAll().catch((error: unknown) => {
    if (!stop.signal.aborted) log.warn({ err: error }, 'pending.start');
  });

  return {
    settle,
    async idle() {
      await started;
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },
    health: () => ({
      ok: failing.size === 0,
      waiting: running.size + timers.size,
      failing: [...failing.values()],
    }),
    async close() {
      stop.abort();
      stopListening();
      for (const timer of timers.values()) clearTimeout(timer);
      await started;
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

/** Takes finished work off the record, whatever else was written to it meanwhile. */
async function forget(
  records: Collection<StoredRecord>,
  id: string,
  done: Set<string>,
): Promise<void> {
  if (done.size === 0) return;
  await whileConflicting(async () => {
    const record = await records.get(id);
    const left = record?.pending?.filter(({ key }) => !done.has(key)) ?? [];
    if (record === null || left.length === (record.pending?.length ?? 0)) return;
    const { pending: _pending, ...rest } = record;
    await records.replace(left.length === 0 ? rest : { ...rest, pending: left });
  });
}

const workPlace = ({ collection, id, key }: Pick<FailingWork, 'collection' | 'id' | 'key'>) =>
  JSON.stringify([collection, id, key]);
