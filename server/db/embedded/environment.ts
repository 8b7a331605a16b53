import { open } from 'lmdb';
import type { Database as Table, DatabaseOptions, Key, RootDatabaseOptionsWithPath } from 'lmdb';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/errors';
import { keyEncoder } from './keyEncoder.ts';

/** The tables of the one lmdb environment. Names are a stored format: they never change meaning. */
export interface Tables {
  /** [collection, id] -> version of the shape, record */
  records: Table<[schemaVersion: number, record: Stored], Key>;
  /** [collection, index, ...values, id or ''] -> id */
  entries: Table<string, Key>;
  /** [collection, index, ...values] -> number of entries */
  counts: Table<number, Key>;
  /** [name, ...] -> what the store knows about itself */
  meta: Table<unknown, Key>;
  /** name -> fact */
  facts: Table<string, Key>;
  /** [document] -> newest epoch and claim */
  heads: Table<unknown, Key>;
  /** [document, epoch, sequence] -> journal record */
  journal: Table<unknown, Key>;
  /** [document, epoch, sequence] -> snapshot without its state */
  snapshots: Table<unknown, Key>;
  /** [document, epoch, sequence, number] -> a piece of a snapshot's state */
  chunks: Table<Uint8Array, Key>;
}

/** A stored record, whatever its collection. */
export type Stored = Record<string, unknown> & { id: string; version: number };

/** One lmdb environment and the only two ways to it: `write` and `read`. Nothing of lmdb leaves this folder. */
export interface Environment extends Tables {
  /**
   * Runs the job, which must be synchronous, in the next group commit; fulfilled once that is on disk. Everything written
   * by a job that throws is undone, and the jobs beside it are not touched.
   */
  write<T>(job: () => T): Promise<T>;
  /** Runs a synchronous job on one point in time, which the job hands on to each of its reads. */
  read<T>(job: (at: ReadPoint) => T): T;
  close(): Promise<void>;
}

/** One point in time of the store. */
export type ReadPoint = { transaction: ReturnType<Table['useReadTransaction']> };

const tableNames = [
  'records',
  'entries',
  'counts',
  'meta',
  'facts',
  'heads',
  'journal',
  'snapshots',
] as const;

/** The file of the store in its directory. */
export const fileName = 'cadrage.mdb';

/** Opens the environment without its tables: enough to see who else has it open. */
export function openEnvironment(dir: string) {
  const root = open<unknown, Key>({
    path: join(dir, fileName),
    noSubdir: true,
    maxDbs: 16,
    // Durable mode: a commit is reported when it is on disk, and in no other mode.
    overlappingSync: false,
    // The default opens each batch with an instruction whose promise nobody holds: when a commit fails, that one would
    // end the process as an unhandled rejection. Without it lmdb still commits once per turn of the event loop.
    eventTurnBatching: false,
  } as RootDatabaseOptionsWithPath);
  // A first read enters this process in lmdb's table of readers.
  root.get('');
  return root;
}

type Root = ReturnType<typeof openEnvironment>;

/** The pids that lmdb's table of readers shows; those of dead processes are cleared from it first. */
export function readersOf(root: Root): number[] {
  root.readerCheck();
  const lines = root.readerList().split('\n').slice(1);
  return lines.map((line) => Number.parseInt(line, 10)).filter((pid) => pid > 0);
}

/** Opens the tables and hands out the environment. */
export function environmentOf(root: Root, dir: string): Environment {
  const table = <V>(name: string, encoding: 'msgpack' | 'binary' = 'msgpack') =>
    root.openDB<V, Key>({ name, encoding, keyEncoder } as DatabaseOptions & { name: string });
  const tables = {
    ...Object.fromEntries(tableNames.map((name) => [name, table(name)])),
    chunks: table<Uint8Array>('chunks', 'binary'),
  } as unknown as Tables;
  let closing: Promise<void> | null = null;

  const assertOpen = () => {
    if (closing !== null) throw new AppError('store.closed');
  };

  return {
    ...tables,
    async write(job) {
      assertOpen();
      try {
        return await root.childTransaction(() => settle(job));
      } catch (error) {
        throw await translated(error, dir);
      }
    },
    read(job) {
      assertOpen();
      const transaction = root.useReadTransaction();
      try {
        return job({ transaction });
      } finally {
        transaction.done();
      }
    },
    close() {
      closing ??= root.close();
      return closing;
    },
  };
}

/** A job that returned a promise would keep the write transaction open for everybody. */
function settle<T>(job: () => T): T {
  const result = job();
  if (result instanceof Promise) throw new Error('A write job must be synchronous.');
  return result;
}

/**
 * A failed commit as one of our own faults. lmdb hides the cause in a second promise, `commitError`, which is rejected a
 * moment later: awaiting it here is also what keeps it from ending the process as an unhandled rejection.
 */
async function translated(error: unknown, dir: string): Promise<unknown> {
  const second = (error as { commitError?: Promise<never> }).commitError;
  const cause = second === undefined ? error : await second.catch((reason: unknown) => reason);
  return isFull(cause, dir) ? new AppError('store.full') : cause;
}

/** The operating system's number for an input/output error. */
const EIO = 5;
const scarceBytes = 1 << 20;

/** True when the disk, or the part of it that we may use, is full. */
function isFull(cause: unknown, dir: string): boolean {
  if (!(cause instanceof Error)) return false;
  if (
    /ENOSPC|EDQUOT|No space left|quota exceeded|MDB_MAP_FULL|not enough space/i.test(cause.message)
  ) {
    return true;
  }
  // A page that is written in part, because the disk ended there, is an input/output error to lmdb.
  if ((cause as { code?: unknown }).code !== EIO) return false;
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize < scarceBytes;
}
