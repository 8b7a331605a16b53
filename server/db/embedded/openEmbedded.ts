import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Collection, CollectionSpec, StoredRecord } from '../collection.ts';
import type { Database } from '../database.ts';
import { everyRecord } from '../everyRecord.ts';
import type { FileStore } from '../fileStore.ts';
import { embeddedCollection } from './collection.ts';
import { assertWhole } from './damage.ts';
import { embeddedDocuments } from './documents.ts';
import type { Environment } from './environment.ts';
import { environmentOf, fileName, openEnvironment, readersOf } from './environment.ts';
import { embeddedFiles } from './files.ts';
import { assertOnlyReader, lockDirectory } from './lock.ts';
import { bringForward, StoreTooNew } from './schema.ts';

/** The form of the whole store: tables, keys and values as this folder writes them. */
const format = 1;

export interface EmbeddedOptions {
  /** The data directory; created, for its owner only, when it is not there. Local disk, never a network share. */
  dir: string;
  now: () => number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Opens the embedded store; refuses a directory that another process has open, and a store of a newer form. */
export async function openEmbedded({ dir, now, log }: EmbeddedOptions): Promise<Database> {
  if (mkdirSync(dir, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(dir, 0o700);
  const release = await lockDirectory(dir, now, log);
  let close = release;
  try {
    assertWhole(join(dir, fileName));
    const root = openEnvironment(dir);
    close = async () => {
      await root.close();
      await release();
    };
    assertOnlyReader(dir, readersOf(root));
    const env = environmentOf(root, dir);
    await checkFormat(env);
    const files = await embeddedFiles(join(dir, 'files'));
    return databaseOver(env, files, log, async () => {
      await env.close();
      await release();
    });
  } catch (error) {
    await close();
    throw error;
  }
}

async function checkFormat(env: Environment): Promise<void> {
  const stored = env.facts.get('format');
  // Opening writes to a new store only, so that a full disk keeps nobody from looking, nor from making room.
  if (stored === undefined) await env.write(() => env.facts.putSync('format', String(format)));
  else if (Number(stored) > format) throw new StoreTooNew('The store', Number(stored), format);
}

function databaseOver(
  env: Environment,
  files: FileStore,
  log: EmbeddedOptions['log'],
  close: () => Promise<void>,
): Database {
  const collections = new Map<string, Collection<StoredRecord>>();
  const preparing: Promise<void>[] = [];
  const listeners = new Set<(collection: string, id: string) => void>();
  let closing: Promise<void> | null = null;

  const announce = (collection: string, id: string) => {
    for (const listener of listeners) {
      // The write is done: what a listener makes of it cannot undo it.
      try {
        listener(collection, id);
      } catch (error) {
        log.error({ err: error, collection, id }, 'store.listener');
      }
    }
  };
  /** The shape first; then what a stop left pending is told like a write. */
  const prepare = async (name: string, ready: Promise<void>) => {
    try {
      await ready;
      const pending = everyRecord(collections.get(name)!, { index: 'pending' });
      for await (const { id } of pending) announce(name, id);
    } catch (error) {
      if (closing === null) log.error({ err: error, collection: name }, 'store.prepare');
    }
  };

  return {
    collection<T extends StoredRecord>(spec: CollectionSpec<T>): Collection<T> {
      const { name } = spec;
      if (collections.has(name)) throw new Error(`The collection ${name} is declared twice.`);
      const ready = bringForward(env, spec);
      const collection = embeddedCollection(env, spec, ready, (id) => announce(name, id));
      collections.set(name, collection as unknown as Collection<StoredRecord>);
      preparing.push(ready);
      void prepare(name, ready);
      return collection;
    },
    collections: () => collections,
    onPending(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ready() {
      await Promise.all(preparing);
    },
    documents: embeddedDocuments(env),
    files,
    facts: {
      get: async (name) => env.read((at) => env.facts.get(name, at) ?? null),
      set: (name, value) => env.write(() => env.facts.putSync(name, value)),
    },
    close() {
      closing ??= Promise.allSettled(preparing).then(close);
      return closing;
    },
  };
}
