import { expect } from 'vitest';
import type { CollectionSpec, StoredRecord } from './collection.ts';

/** What the contract suites of `Collection` keep. */
export interface Task extends StoredRecord {
  board: string;
  title: string | null;
  due?: unknown;
  labels?: unknown;
  slug?: string | null;
  extra?: unknown;
}

export const taskSpec: CollectionSpec<Task> = {
  name: 'tasks',
  schemaVersion: 1,
  indexes: {
    byDue: { fields: ['board', 'audience', 'due'] },
    byTitle: { fields: ['board', 'title'] },
    byLabel: { fields: ['board', 'labels', 'due'], each: 'labels', counted: true },
    byWatcher: { fields: ['extra.watchers.id'], each: 'extra.watchers.id' },
    byAudience: { fields: ['board', 'audience'], counted: true },
    bySlug: { fields: ['slug'], unique: true },
  },
};

export const task = (id: string, fields: Partial<Task> = {}) => ({
  id,
  audience: 'shared' as const,
  board: 'scoping',
  title: id,
  ...fields,
});

/** An error of this kind, with these params. */
export const fault = (kind: string, params: object = {}) =>
  expect.objectContaining({ kind, params });
/** The ids of records, in one string. */
export const ids = (records: (Task | null)[]) =>
  records.map((record) => record?.id ?? null).join(' ');
