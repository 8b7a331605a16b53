import type { Key } from 'lmdb';
import { AppError } from '@shared/errors';
import type { Collection, CollectionSpec, IndexValue, StoredRecord } from '../collection.ts';
import type { Environment, ReadPoint, Stored } from './environment.ts';
import { findPage, prefixOf } from './find.ts';
import type { Index } from './indexes.ts';
import { indexesOf, writeEntries } from './indexes.ts';
import { below, idPart, isPossibleId, keyPart } from './keys.ts';
import { plainCopy } from '../plainCopy.ts';

/** A collection in lmdb. Each call waits for `ready`, which is fulfilled when the stored records have this shape. */
export function embeddedCollection<T extends StoredRecord>(
  env: Environment,
  spec: CollectionSpec<T>,
  ready: Promise<void>,
  onPending: (id: string) => void,
): Collection<T> {
  const indexes = indexesOf(spec);

  const indexNamed = (name: string): Index => {
    const index = indexes.get(name);
    if (index === undefined) throw new Error(`${spec.name} has no index ${name}.`);
    return index;
  };
  const stored = (id: string, at?: ReadPoint) => {
    if (!isPossibleId(id)) return null;
    return env.records.get([spec.name, idPart(id)], at)?.[1] ?? null;
  };
  const load = (id: string, at: ReadPoint) => {
    const record = stored(id, at);
    if (record === null)
      throw new Error(`An index of ${spec.name} names a record that is not there.`);
    return record;
  };
  const put = (before: Stored | null, after: Stored) => {
    writeEntries(env, spec.name, indexes.values(), before, after);
    env.records.putSync([spec.name, idPart(after.id)], [spec.schemaVersion, after]);
  };
  const insertAll = async (records: Stored[]): Promise<T[]> => {
    await ready;
    await env.write(() => {
      for (const record of records) {
        if (stored(record.id) !== null) throw new AppError('conflict.unique', { index: 'id' });
        put(null, record);
      }
    });
    return records.map(given);
  };
  /** Hands out what was written: a copy already, made before the first await, of what the caller gave. */
  const given = (record: Stored): T => {
    if (Array.isArray(record.pending) && record.pending.length > 0) onPending(record.id);
    return record as unknown as T;
  };

  return {
    async get(id) {
      await ready;
      return env.read((at) => copied<T>(stored(id, at)));
    },
    async getMany(ids) {
      await ready;
      return env.read((at) => ids.map((id) => copied<T>(stored(id, at))));
    },
    async find(query) {
      await ready;
      const page = findPage(env, spec.name, indexNamed(query.index), query, load);
      return { ...page, records: page.records.map((record) => plainCopy(record) as unknown as T) };
    },
    async count(name, equals) {
      await ready;
      return countEntries(env, spec.name, indexNamed(name), equals);
    },
    async insert(record) {
      return (await insertAll([newRecord(record)]))[0]!;
    },
    async insertMany(records) {
      return insertAll(records.map(newRecord));
    },
    async replace(record) {
      const { version } = record;
      const after = { ...plainCopy(record), version: version + 1 } as unknown as Stored;
      await ready;
      await env.write(() => put(atVersion(stored(after.id), version), after));
      return given(after);
    },
    async remove(id, version) {
      await ready;
      await env.write(() => {
        const before = atVersion(stored(id), version);
        writeEntries(env, spec.name, indexes.values(), before, null);
        env.records.removeSync([spec.name, idPart(id)]);
      });
    },
  };
}

/** What was stored, if it is still at the version that the caller saw; a record that is gone is at no version. */
function atVersion(record: Stored | null, version: number): Stored {
  if (record?.version !== version) throw new AppError('conflict.version');
  return record;
}

function newRecord(record: { id: string }): Stored {
  idPart(record.id);
  return { ...plainCopy(record), version: 1 } as Stored;
}

function copied<T>(record: Stored | null): T | null {
  return record === null ? null : (plainCopy(record) as unknown as T);
}

function countEntries(
  env: Environment,
  collection: string,
  index: Index,
  equals: Record<string, IndexValue>,
): number {
  const prefix = prefixOf(index, equals).map(keyPart);
  if (index.each >= prefix.length) {
    throw new Error(
      `Counting over ${index.name} needs a value for its ${index.fields[index.each]}.`,
    );
  }
  const key = [collection, index.name, ...prefix] as Key[];
  return env.read((at) => {
    const range = { ...below(key), ...at };
    if (!index.counted) return env.entries.getKeysCount(range);
    if (prefix.length === index.fields.length) return env.counts.get(key, at) ?? 0;
    let sum = 0;
    for (const { value } of env.counts.getRange(range)) sum += value;
    return sum;
  });
}
