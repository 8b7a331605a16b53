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
  /** The one path whose value is an array: one entry per element (multi-entry index). */
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
  /** On the field that follows the equality prefix. */
  range?: { gt?: IndexValue; gte?: IndexValue; lt?: IndexValue; lte?: IndexValue };
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
 * Faults are `AppError`s: `conflict.version` (replace or remove at another version), `conflict.unique` (id or unique
 * index, `params.index` names it), `store.full`, `store.closed`. A query over an undeclared index is a programming error
 * and throws a plain Error.
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
