import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Collection, CollectionSpec, IndexValue, Query, StoredRecord } from './collection.ts';
import type { Contract } from './contractStore.ts';

interface Row extends StoredRecord {
  a: IndexValue;
  b?: IndexValue;
  c?: IndexValue;
  tags: IndexValue[];
}

const indexes = {
  ab: { fields: ['a', 'b'] },
  abc: { fields: ['a', 'b', 'c'], counted: true },
  cba: { fields: ['c', 'b', 'audience'] },
  tagged: { fields: ['a', 'tags', 'b'], each: 'tags', counted: true },
};
const spec: CollectionSpec<Row> = { name: 'rows', schemaVersion: 1, indexes };
type IndexName = keyof typeof indexes;

const stem = 'stem é '.repeat(60);
const near = [245, 250, 252, 253, 254, 255, 256, 257, 300].map((bytes) => 'n'.repeat(bytes));

/** Few values, so that they meet; among them those that keys have trouble with. */
const value = fc.oneof(
  fc.constantFrom<IndexValue>(
    null,
    false,
    true,
    0,
    1,
    -1,
    1.5,
    -1.5,
    2 ** 40,
    -1e-9,
    '',
    'a',
    'ab',
  ),
  fc.constantFrom(
    'a\u0000',
    'a\u0000b',
    'a\u0001',
    'a\u0005',
    'é',
    'z',
    '\uffff',
    '🦉',
    '\u{10ffff}',
  ),
  fc.constantFrom(
    ...near,
    ...near.map((text) => `${text}é`),
    ...near.map((text) => `${text}\u0001`),
  ),
  fc.constantFrom(
    stem,
    `${stem}a`,
    `${stem}b`,
    `${stem.slice(0, 200)}x`,
    'a'.repeat(63),
    'a'.repeat(64),
  ),
  fc.integer({ min: -3, max: 3 }),
  fc.string({ maxLength: 3, unit: 'binary' }),
);

const row = fc.record(
  {
    a: fc.constantFrom<IndexValue>('x', 'y', 1, null),
    b: value,
    c: value,
    audience: fc.constantFrom('shared' as const, 'client' as const, 'vendor' as const),
    tags: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('t', 'u', 'v') }, value), {
      maxLength: 4,
    }),
  },
  { requiredKeys: ['a', 'audience', 'tags'] },
);

const change = fc.record({ at: fc.nat(), to: fc.option(row, { nil: null }) });

const question = fc.record({
  index: fc.constantFrom(...(Object.keys(indexes) as IndexName[])),
  fixed: fc.nat({ max: 3 }),
  like: fc.nat(),
  list: fc.option(fc.record({ at: fc.nat(), values: fc.array(value, { maxLength: 5 }) })),
  bounds: fc.array(fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), value), { maxLength: 2 }),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  limit: fc.integer({ min: 1, max: 7 }),
});

type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

/** Random records and random questions, each answer compared with a look at every record. */
export function findFuzzContract(contract: Contract, runs: number, seed?: number): void {
  it(
    `finds what a full scan finds, in order, page by page (${runs} runs)`,
    async () => {
      const store = await contract.open();
      let run = 0;
      const property = fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.array(change, { maxLength: 15 }),
        fc.array(question, { minLength: 20, maxLength: 20 }),
        async (rows, changes, questions) => {
          run += 1;
          const records = store.db.collection({ ...spec, name: `rows${run}` });
          const stored = await fill(records, rows, changes);
          for (const one of questions) await compare(contract, records, stored, one);
        },
      );
      try {
        await fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
      } finally {
        await store.dispose();
      }
    },
    Math.max(60_000, runs * 2_000),
  );
}

async function fill(
  records: Collection<Row>,
  rows: Omit<Row, 'id' | 'version'>[],
  changes: { at: number; to: Omit<Row, 'id' | 'version'> | null }[],
): Promise<Row[]> {
  const stored = await records.insertMany(rows.map((one, i) => ({ ...one, id: `${i % 3}-${i}` })));
  for (const { at, to } of changes) {
    if (stored.length === 0) break;
    const place = at % stored.length;
    const { id, version } = stored[place]!;
    if (to === null) {
      await records.remove(id, version);
      stored.splice(place, 1);
    } else {
      stored[place] = await records.replace({ ...to, id, version } as Row);
    }
  }
  return stored;
}

async function compare(
  contract: Contract,
  records: Collection<Row>,
  stored: Row[],
  asked: Question,
): Promise<void> {
  const query = queryOf(stored, asked);
  const fields = indexes[asked.index].fields;
  const fixed = Object.keys(query.equals!).length;
  const expected = stored.filter((one) => matches(one, fields, query));
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.find({ ...query, ...(cursor !== undefined && { cursor }) });
    if (cursor !== undefined) expect(page.records.length).toBeGreaterThan(0);
    if (page.cursor !== undefined) expect(page.records).toHaveLength(asked.limit);
    found.push(...page.records);
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(found.map(nameOf).toSorted()).toEqual(expected.map(nameOf).toSorted());
  const sign = query.order === 'desc' ? -1 : 1;
  for (const [i, one] of found.slice(1).entries()) {
    const order = compareRows(contract, fields.slice(fixed), found[i]!, one);
    expect(order === 'any' ? 0 : order * sign).toBeLessThanOrEqual(0);
  }
  const isCounted = query.range === undefined && asked.list === null;
  if (isCounted) {
    const equals = query.equals as Record<string, IndexValue>;
    expect(await records.count(asked.index, equals)).toBe(expected.length);
  }
}

const nameOf = ({ id, version }: Row) => `${id} at ${version}`;

/** Asks for what some record has, so that most answers are not empty. */
function queryOf(stored: Row[], asked: Question): Query {
  const { fields } = indexes[asked.index];
  const like = stored[asked.like % Math.max(stored.length, 1)];
  const least = asked.index === 'tagged' ? 2 : 0;
  const fixed = Math.min(Math.max(asked.fixed, least), fields.length);
  const equals: Record<string, IndexValue | IndexValue[]> = {};
  for (const field of fields.slice(0, fixed)) {
    const own = valuesAt(like, field);
    equals[field] = own[asked.like % Math.max(own.length, 1)] ?? null;
  }
  if (asked.list !== null && fixed > 0) {
    const field = fields[asked.list.at % fixed]!;
    equals[field] = [equals[field] as IndexValue, ...asked.list.values];
  }
  const range = fixed < fields.length ? rangeOf(asked.bounds as [Bound, IndexValue][]) : undefined;
  const { index, order, limit } = asked;
  return { index, equals, order, limit, ...(range && { range }) };
}

type Bound = keyof NonNullable<Query['range']>;

function rangeOf(bounds: [Bound, IndexValue][]): Query['range'] {
  const [first, second] = bounds.filter(([, bound]) => bound !== null);
  if (first === undefined) return undefined;
  const isPair =
    second !== undefined && typeof first[1] === typeof second[1] && first[0][0] !== second[0][0];
  return Object.fromEntries(isPair ? [first, second] : [first]);
}

function valuesAt(one: Row | undefined, field: string): IndexValue[] {
  const own = one?.[field as keyof Row] as IndexValue | IndexValue[] | undefined;
  if (Array.isArray(own)) return own.filter((element) => element !== null);
  return [own ?? null];
}

function matches(one: Row, fields: string[], { equals, range }: Query): boolean {
  const isEqual = Object.entries(equals!).every(([field, wanted]) => {
    const list = Array.isArray(wanted) ? wanted : [wanted];
    return valuesAt(one, field).some((own) => list.some((other) => sameValue(own, other)));
  });
  if (!isEqual || range === undefined) return isEqual;
  const own = valuesAt(one, fields[Object.keys(equals!).length]!)[0]!;
  return Object.entries(range).every(([bound, limit]) => {
    if (typeof own !== typeof limit || own === null) return false;
    const order = compareValues(own, limit);
    return { gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[bound];
  });
}

const wellFormed = (text: string) => Buffer.from(text).toString();

function sameValue(a: IndexValue, b: IndexValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return wellFormed(a) === wellFormed(b);
  return a === b;
}

function compareValues(a: IndexValue, b: IndexValue): number {
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}

/** `any` where the contract leaves the order open: behind two long strings that agree in their first 250 bytes. */
function compareRows({ typeOrder }: Contract, fields: string[], a: Row, b: Row): number | 'any' {
  const rank = (one: IndexValue) => (one === null ? -1 : typeOrder.indexOf(typeof one as never));
  for (const field of fields) {
    const [one, other] = [valuesAt(a, field)[0]!, valuesAt(b, field)[0]!];
    if (sameValue(one, other)) continue;
    if (isAlike(one, other)) return 'any';
    return rank(one) - rank(other) || compareValues(one, other);
  }
  return a.id < b.id ? -1 : 1;
}

function isAlike(a: IndexValue, b: IndexValue): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return (
    one.length > 250 && other.length > 250 && one.subarray(0, 250).equals(other.subarray(0, 250))
  );
}
