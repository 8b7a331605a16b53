/**
 * The sequencer of all documents (D4): one group commit over every room that has something to save. It is self-clocking: a
 * commit takes what came in while the one before it was under way. The first update after a pause leaves at the end of the turn.
 */
import type { Logger } from 'pino';
import {
  StaleOwner,
  type Claim,
  type DocumentStore,
  type JournalRecord,
} from '@server/db/documentStore';

export interface Entry {
  claim: Claim;
  record: JournalRecord;
}

/** What a room is to the journal. */
export interface JournalSource {
  /** Closes the batch that is open and hands it over; called only between two commits of this source. */
  take(): Entry | null;
  committed(): void;
  /** Another process owns the document: what was taken will never be saved here. */
  lost(): void;
}

export interface Journal {
  /** Says that a source has something to take. */
  mark(source: JournalSource): void;
  health(): { ok: boolean; unsaved: number };
  /** Resolves when everything marked so far is durable; rejects when it cannot be saved now. */
  flush(): Promise<void>;
  stop(): void;
}

/**
 * A commit costs the processor about as much as twenty deliveries, however little is in it. So after a few that may go at once they are
 * kept this far apart; half a screen frame is what a keystroke may wait for it when many people type.
 */
const paceMs = 8;
const atOnce = 3;

const firstRetryMs = 100;
const lastRetryMs = 5_000;

interface Taken {
  source: JournalSource;
  entry: Entry;
}

/** Starts the one journal of a process. */
export function startJournal(deps: { store: DocumentStore; log: Logger }): Journal {
  const marked = new Set<JournalSource>();
  let underWay: Taken[] = [];
  /** Cancels the commit that is due next. */
  let scheduled: (() => void) | null = null;
  let failure: unknown = null;
  let stopped = false;
  /** When commits at the pace would have used up what is allowed so far. */
  let usedUpTo = 0;
  let idle: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  const busy = () => underWay.length > 0 || marked.size > 0;

  function settle(): void {
    if (busy()) return;
    for (const each of idle.splice(0)) each.resolve();
  }

  function mark(source: JournalSource): void {
    if (stopped || marked.has(source)) return;
    marked.add(source);
    schedule();
  }

  function schedule(): void {
    if (scheduled || underWay.length > 0 || marked.size === 0 || stopped) return;
    const wait = usedUpTo - atOnce * paceMs - performance.now();
    if (wait <= 0) {
      const immediate = setImmediate(begin);
      scheduled = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(begin, wait);
      scheduled = () => clearTimeout(timer);
    }
  }

  function begin(): void {
    scheduled = null;
    for (const source of marked) {
      const entry = source.take();
      if (entry) underWay.push({ source, entry });
    }
    marked.clear();
    if (underWay.length === 0) return settle();
    usedUpTo = Math.max(performance.now(), usedUpTo) + paceMs;
    void commit();
  }

  async function commit(): Promise<void> {
    try {
      await append(underWay);
      finish(underWay);
    } catch (error) {
      await retry(error);
    }
    underWay = [];
    settle();
    schedule();
  }

  /** Appends; a document that another process owns now is dropped and the others go on. */
  async function append(taken: Taken[]): Promise<void> {
    while (taken.length > 0) {
      try {
        await deps.store.append(taken.map(({ entry }) => entry));
        return;
      } catch (error) {
        if (!(error instanceof StaleOwner)) throw error;
        const stale = taken.findIndex(({ entry }) => entry.record.document === error.document);
        if (stale < 0) throw error;
        const [gone] = taken.splice(stale, 1);
        gone!.source.lost();
      }
    }
  }

  function finish(taken: Taken[]): void {
    for (const { source } of taken) {
      try {
        source.committed();
      } catch (error) {
        deps.log.error({ err: error }, 'a saved batch could not be handed out');
      }
    }
  }

  /** D13. One document at a time, so that one that cannot be saved does not hold up the others. */
  async function retry(error: unknown): Promise<void> {
    let delay = firstRetryMs;
    let left = underWay;
    let cause = error;
    while (left.length > 0 && !stopped) {
      failure = cause;
      for (const each of idle.splice(0)) each.reject(cause);
      deps.log.error({ err: cause, documents: left.length }, 'saving failed, trying again');
      await new Promise((resolve) => setTimeout(resolve, delay));
      delay = Math.min(delay * 2, lastRetryMs);
      const failed: Taken[] = [];
      for (const each of left) {
        const one = [each];
        try {
          await append(one);
          finish(one);
        } catch (again) {
          cause = again;
          failed.push(each);
        }
      }
      left = failed;
      underWay = left;
    }
    if (left.length === 0) failure = null;
  }

  return {
    mark,
    health: () => ({ ok: failure === null, unsaved: underWay.length + marked.size }),
    flush: () =>
      failure !== null
        ? Promise.reject(failure)
        : busy()
          ? new Promise((resolve, reject) => idle.push({ resolve, reject }))
          : Promise.resolve(),
    stop() {
      stopped = true;
      scheduled?.();
    },
  };
}
