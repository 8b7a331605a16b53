import type { Audience } from '@shared/audience';

/**
 * The port for records: small on purpose (docs/decisions/0003-storage-ports.md). Features need records by key, by a
 * declared index and at a version, and nothing else of a query language, so that two databases behave alike.
 */
export interface StoredRecord {
  id: string;
  /** Rises by one at every replace; what `replace` compares. Starts at 1. */
  version: number;
  audience: Audience;
  /** Work that must follow this very write; drained idempotently by `server/db/pending.ts`. */
  pending?: PendingWork[];
}

export interface PendingWork {
  /** Unique per piece of work: the handler's idempotency key. */
  key: string;
  kind: string;
  payload: unknown;
}

/** What an index key may hold (storage.md, section 3): never a Date, a Buffer, NaN or an object. */
export type IndexValue = string | number | boolean | null;

export interface IndexSpec {
  /** Dotted paths, most significant first. The path `audience` is part of every index that people list by. */
  fields: string[];
  /**
   * The one path of `fields` whose value is an array, or leads through one: one entry per element (multi-entry index).
   * A query or a count gives it by equality.
   */
  each?: string;
  /** No two records may share these values; records in which a field is absent or null are left out. */
  unique?: boolean;
  /** Keep a running count per full equality prefix of `fields`, readable with `count` at no scan. */
  counted?: boolean;
}

export interface CollectionSpec<T extends StoredRecord> {
  name: string;
  /** Version of the record's shape; stored with each record. */
  schemaVersion: number;
  indexes: Record<string, IndexSpec>;
  /** Forward steps by the version they start from; run at start over the whole collection. */
  migrations?: Record<number, (old: never) => unknown>;
  /** Only carries the type. */
  readonly record?: T;
}

export interface Query {
  index: string;
  /** Values for the leading fields of the index; one field may give a small `in` list (at most 16 values). */
  equals?: Record<string, IndexValue | IndexValue[]>;
  /**
   * On the field that follows the equality prefix. Its bounds are of one type and never null, and only values of that type
   * lie in it.
   */
  range?: { gt?: IndexValue; gte?: IndexValue; lt?: IndexValue; lte?: IndexValue };
  /**
   * By the fields after the equality prefix, then by id: null before all else, numbers by value, strings by code point.
   * Strings that agree in their first 250 bytes may stand in any order among themselves, the same on every page.
   */
  order?: 'asc' | 'desc';
  /** At most 500; default 100. */
  limit?: number;
  /** As given back by the page before. */
  cursor?: string;
}

export interface Page<T> {
  records: T[];
  /** Absent on the last page. */
  cursor?: string;
}

/** A record before it is stored: the version is the store's to give. */
export type NewRecord<T extends StoredRecord> = Omit<T, 'version'>;

/**
 * Faults are `AppError`s: `conflict.version` (replace or remove at another version, or of a record that is gone),
 * `conflict.unique` (id or unique index, `params.index` names it), `input.invalid` (a cursor that is none of this query),
 * `store.full`, `store.closed`. A query over an undeclared index, or a value that cannot be stored or indexed, is a
 * programming error and throws a plain Error.
 *
 * Records are plain values: null, booleans, numbers, strings, Dates, `Uint8Array`s, and arrays, Maps with string keys and
 * plain objects of these. Undefined is absent. What is handed in or out is a copy. Each collection has an index
 * `pending` besides its own, which finds the records that carry pending work, in no particular order.
 */
export interface Collection<T extends StoredRecord> {
  get(id: string): Promise<T | null>;
  getMany(ids: string[]): Promise<(T | null)[]>;
  find(query: Query): Promise<Page<T>>;
  count(index: string, equals: Record<string, IndexValue>): Promise<number>;
  insert(record: NewRecord<T>): Promise<T>;
  /** All or nothing. */
  insertMany(records: NewRecord<T>[]): Promise<T[]>;
  /** Stores `record` if what is stored is still at `record.version`; gives it back at the next version. */
  replace(record: T): Promise<T>;
  remove(id: string, version: number): Promise<void>;
}
