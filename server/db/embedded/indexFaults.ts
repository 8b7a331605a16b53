import type { Key } from 'lmdb';
import type { CollectionSpec, StoredRecord } from '../collection.ts';
import type { Stored } from './environment.ts';
import { environmentOf, openEnvironment } from './environment.ts';
import { entriesOf, entryKey, indexesOf } from './indexes.ts';

/** Compares every index entry and running count of a closed store with its records: what is missing, and what is too much. */
export async function indexFaults<T extends StoredRecord>(
  dir: string,
  specs: CollectionSpec<T>[],
): Promise<string[]> {
  const env = environmentOf(openEnvironment(dir), dir);
  const entries = new Map<string, unknown>();
  const counts = new Map<string, unknown>();
  const byName = new Map(specs.map((spec) => [spec.name, indexesOf(spec)]));
  for (const { key, value } of env.records.getRange()) {
    const collection = (key as string[])[0]!;
    const record: Stored = value[1];
    for (const index of byName.get(collection)!.values()) {
      for (const { parts } of entriesOf(index, record)) {
        entries.set(text(entryKey(collection, index, parts, record.id)), record.id);
        const counter = text([collection, index.name, ...parts] as Key[]);
        if (index.counted) counts.set(counter, Number(counts.get(counter) ?? 0) + 1);
      }
    }
  }
  const faults = [
    ...differences(entries, [...env.entries.getRange()]),
    ...differences(counts, [...env.counts.getRange()]),
  ];
  await env.close();
  return faults;
}

const text = (key: Key) => JSON.stringify(key);

function differences(
  expected: Map<string, unknown>,
  stored: { key: Key; value: unknown }[],
): string[] {
  const left = new Map(expected);
  const faults: string[] = [];
  for (const { key, value } of stored) {
    if (left.get(text(key)) !== value) faults.push(`too much: ${text(key)} = ${String(value)}`);
    left.delete(text(key));
  }
  return [...faults, ...[...left.keys()].map((key) => `missing: ${key}`)];
}
