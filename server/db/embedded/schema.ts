import type { CollectionSpec, StoredRecord } from '../collection.ts';
import type { Environment, Stored } from './environment.ts';
import type { Index } from './indexes.ts';
import { indexesOf, signature, writeEntries } from './indexes.ts';
import { below, idPart } from './keys.ts';
import { plainCopy } from '../plainCopy.ts';

/** What the store remembers about a collection's declaration. */
interface Known {
  schemaVersion: number;
  /** Signature by index name. */
  indexes: Record<string, string>;
  /** True while records or entries are brought forward: what a crash interrupted begins again. */
  isMoving: boolean;
}

const batchSize = 500;

/** The store holds something that only a newer version of Cadrage can read; no record of it was touched. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew';

  constructor(what: string, stored: number, known: number) {
    super(
      `${what} was written by a newer version of Cadrage (form ${stored}; this version knows ${known}). ` +
        'Start that version, or restore a backup that this one made.',
    );
  }
}

/** Brings the stored records and index entries of a collection to what its spec declares, in batches. */
export async function bringForward<T extends StoredRecord>(
  env: Environment,
  spec: CollectionSpec<T>,
): Promise<void> {
  const indexes = indexesOf(spec);
  const declared: Known = {
    schemaVersion: spec.schemaVersion,
    indexes: Object.fromEntries([...indexes].map(([name, index]) => [name, signature(index)])),
    isMoving: false,
  };
  const key = ['collection', spec.name];
  const known = env.meta.get(key) as Known | undefined;
  if (known !== undefined && known.schemaVersion > spec.schemaVersion) {
    throw new StoreTooNew(`The collection ${spec.name}`, known.schemaVersion, spec.schemaVersion);
  }
  if (known !== undefined && !known.isMoving && isSame(known, declared)) return;
  if (known !== undefined) {
    const stale = staleIndexes(known, declared);
    await env.write(() => env.meta.putSync(key, { ...declared, isMoving: true }));
    for (const name of stale) await dropIndex(env, spec.name, name);
    const fresh = stale.map((name) => indexes.get(name)).filter((index) => index !== undefined);
    await moveRecords(env, spec, fresh);
  }
  await env.write(() => env.meta.putSync(key, declared));
}

function isSame(a: Known, b: Known): boolean {
  return a.schemaVersion === b.schemaVersion && staleIndexes(a, b).length === 0;
}

/** The indexes to build anew: all of them when records change, else those whose declaration changed. */
function staleIndexes(known: Known, declared: Known): string[] {
  const names = [...new Set([...Object.keys(known.indexes), ...Object.keys(declared.indexes)])];
  if (known.isMoving || known.schemaVersion !== declared.schemaVersion) return names;
  return names.filter((name) => known.indexes[name] !== declared.indexes[name]);
}

async function dropIndex(env: Environment, collection: string, index: string): Promise<void> {
  const range = { ...below([collection, index]), limit: batchSize };
  for (const table of [env.entries, env.counts]) {
    let left = true;
    while (left) {
      left = await env.write(() => {
        const keys = [...table.getKeys(range)];
        for (const key of keys) table.removeSync(key);
        return keys.length === batchSize;
      });
    }
  }
}

async function moveRecords<T extends StoredRecord>(
  env: Environment,
  spec: CollectionSpec<T>,
  indexes: Index[],
): Promise<void> {
  const { start, end } = below([spec.name]);
  let from = start;
  for (;;) {
    const last = await env.write(() => {
      const batch = [...env.records.getRange({ start: from, end, limit: batchSize })];
      for (const { key, value } of batch) {
        const [schemaVersion, record] = value;
        const moved = migrated(spec, schemaVersion, record);
        writeEntries(env, spec.name, indexes, null, moved);
        if (moved !== record) env.records.putSync(key, [spec.schemaVersion, moved]);
      }
      return batch.length === batchSize ? batch.at(-1)!.value[1].id : null;
    });
    if (last === null) return;
    from = below([spec.name, idPart(last)]).end;
  }
}

/** The record in the newest shape; its version rises with it, so that nobody replaces it by what they saw before. */
function migrated<T extends StoredRecord>(
  spec: CollectionSpec<T>,
  from: number,
  record: Stored,
): Stored {
  if (from === spec.schemaVersion) return record;
  let shape: unknown = plainCopy(record);
  for (let version = from; version < spec.schemaVersion; version += 1) {
    const step = spec.migrations?.[version];
    if (step === undefined) {
      throw new Error(`The collection ${spec.name} has no migration from form ${version}.`);
    }
    shape = step(shape as never);
  }
  return { ...plainCopy(shape as Stored), id: record.id, version: record.version + 1 };
}
