import type { Key } from 'lmdb';
import { AppError } from '@shared/errors';
import type { CollectionSpec, IndexSpec, IndexValue, StoredRecord } from '../collection.ts';
import type { Environment, Stored } from './environment.ts';
import { idPart, keyPart } from './keys.ts';

/** A declared index, checked. */
export interface Index {
  name: string;
  fields: string[];
  /** The fields as steps into a record. */
  paths: string[][];
  /** Position in `fields` of the path with one entry per element; -1 for none. */
  each: number;
  unique: boolean;
  counted: boolean;
}

/** One entry of a record in an index: the values as they are and as they stand in the key. */
export interface Entry {
  values: IndexValue[];
  parts: IndexValue[];
}

/** Each collection has it: finds the records that carry pending work. */
export const pendingIndex = 'pending';

/** Keeps any key below lmdb's 1,978 bytes, with every part as long as it may be. */
const mostFields = 5;
const longestName = 60;

/** The declared indexes of a collection, by name; a fault in the declaration is a programming error. */
export function indexesOf<T extends StoredRecord>(spec: CollectionSpec<T>): Map<string, Index> {
  assertName(spec.name);
  const declared: Record<string, IndexSpec> = {
    ...spec.indexes,
    [pendingIndex]: { fields: ['pending.key'], each: 'pending.key' },
  };
  if (pendingIndex in spec.indexes)
    throw new Error(`The index name ${pendingIndex} is the store's own.`);
  return new Map(Object.entries(declared).map(([name, index]) => [name, checked(name, index)]));
}

/** Two declarations with the same signature have the same entries. */
export function signature({ fields, each, unique, counted }: Index): string {
  return JSON.stringify([fields, each, unique, counted]);
}

/** What a record has in an index: nothing, one entry, or one per element of its `each` path. */
export function entriesOf(index: Index, record: Stored): Entry[] {
  const values = index.paths.map((path, i) => (i === index.each ? null : valueAt(record, path)));
  if (index.each === -1) return index.unique && values.includes(null) ? [] : [entryOf(values)];
  const entries = new Map<string, Entry>();
  for (const element of elementsAt(record, index.paths[index.each]!)) {
    const row = values.with(index.each, element);
    if (index.unique && row.includes(null)) continue;
    const entry = entryOf(row);
    entries.set(JSON.stringify(entry.parts), entry);
  }
  return [...entries.values()];
}

/** Brings the entries of one record from what it was to what it is; throws before its first write. */
export function writeEntries(
  env: Environment,
  collection: string,
  indexes: Iterable<Index>,
  before: Stored | null,
  after: Stored | null,
): void {
  const changes = [...indexes].map((index) => {
    const old = before === null ? [] : entriesOf(index, before);
    const now = after === null ? [] : entriesOf(index, after);
    return { index, gone: without(old, now), added: without(now, old) };
  });
  const id = (after ?? before)!.id;
  for (const { index, added } of changes) {
    if (!index.unique) continue;
    for (const { parts } of added) {
      const holder = env.entries.get(entryKey(collection, index, parts, id));
      if (holder !== undefined && holder !== id) {
        throw new AppError('conflict.unique', { index: index.name });
      }
    }
  }
  for (const { index, gone, added } of changes) {
    for (const { parts } of gone) {
      env.entries.removeSync(entryKey(collection, index, parts, id));
      if (index.counted) addToCount(env, [collection, index.name, ...parts], -1);
    }
    for (const { parts } of added) {
      env.entries.putSync(entryKey(collection, index, parts, id), id);
      if (index.counted) addToCount(env, [collection, index.name, ...parts], 1);
    }
  }
}

/** The last part tells entries with the same values apart; a unique index has none such. */
export function entryKey(collection: string, index: Index, parts: IndexValue[], id: string): Key[] {
  return [collection, index.name, ...parts, index.unique ? '' : idPart(id)] as Key[];
}

const entryOf = (values: IndexValue[]): Entry => ({ values, parts: values.map(keyPart) });

/** The value at a path; absent is null. */
function valueAt(record: Stored, path: string[]): IndexValue {
  let value: unknown = record;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Record<string, unknown>)[step];
  }
  return (value ?? null) as IndexValue;
}

/** The elements at a path that leads through arrays; null elements have no entry. */
function elementsAt(record: Stored, path: string[]): IndexValue[] {
  let values: unknown[] = [record];
  for (const step of path) {
    values = values.flatMap((value) =>
      value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[step] : [],
    );
  }
  return values.filter((value) => value !== null && value !== undefined) as IndexValue[];
}

function without(entries: Entry[], others: Entry[]): Entry[] {
  if (others.length === 0) return entries;
  const known = new Set(others.map(({ parts }) => JSON.stringify(parts)));
  return entries.filter(({ parts }) => !known.has(JSON.stringify(parts)));
}

function addToCount(env: Environment, parts: IndexValue[], by: number): void {
  const key = parts as Key[];
  const count = (env.counts.get(key) ?? 0) + by;
  if (count === 0) env.counts.removeSync(key);
  else env.counts.putSync(key, count);
}

function checked(name: string, spec: IndexSpec): Index {
  assertName(name);
  const { fields } = spec;
  if (fields.length === 0 || fields.length > mostFields) {
    throw new Error(
      `The index ${name} has ${fields.length} fields; 1 to ${mostFields} are possible.`,
    );
  }
  const each = spec.each === undefined ? -1 : fields.indexOf(spec.each);
  if (spec.each !== undefined && each === -1) {
    throw new Error(
      `The index ${name} has one entry per element of ${spec.each}, which is not one of its fields.`,
    );
  }
  const paths = fields.map((field) => field.split('.'));
  return {
    name,
    fields,
    paths,
    each,
    unique: spec.unique ?? false,
    counted: spec.counted ?? false,
  };
}

function assertName(name: string): void {
  if (!/^[A-Za-z][\w.-]*$/.test(name) || name.length > longestName) {
    throw new Error(`${JSON.stringify(name)} cannot name a collection or an index.`);
  }
}
