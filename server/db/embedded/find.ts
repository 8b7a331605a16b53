import type { Key } from 'lmdb';
import type { IndexValue, Query } from '../collection.ts';
import type { Position } from './cursor.ts';
import { decodeCursor, encodeCursor, invalidCursor } from './cursor.ts';
import type { Environment, ReadPoint, Stored } from './environment.ts';
import type { Index } from './indexes.ts';
import { entriesOf, pendingIndex } from './indexes.ts';
import { compareKeys, compareParts, idPart, keyPart } from './keys.ts';
import type { Range } from './range.ts';
import { contains, keysOf, rangeOf } from './range.ts';

const defaultLimit = 100;
const mostRecords = 500;
const mostAlternatives = 16;

/** A query over one index, checked: one branch of keys per alternative of its `in` list. */
interface Plan {
  index: Index;
  /** How many leading fields are given by equality. */
  fixed: number;
  branches: IndexValue[][];
  range: Range | null;
  isDescending: boolean;
  limit: number;
  after: Position | null;
}

/** An entry met on the way: what it is sorted by, and whose it is. */
interface Found {
  branch: number;
  parts: IndexValue[];
  idPart: string;
  id: string;
}

/** One page of a query, read at one point in time, in the order of the fields after the equality prefix, then of ids. */
export function findPage(
  env: Environment,
  collection: string,
  index: Index,
  query: Query,
  load: (id: string, at: ReadPoint) => Stored,
): { records: Stored[]; cursor?: string } {
  const plan = planOf(index, query);
  return env.read((at) => {
    const records: Stored[] = [];
    let last: Found | null = null;
    for (const found of merged(env, collection, plan, at)) {
      const record = load(found.id, at);
      if (!belongs(plan, found, record)) continue;
      if (records.length === plan.limit) {
        return { records, cursor: encodeCursor(query, { parts: last!.parts, id: last!.idPart }) };
      }
      records.push(record);
      last = found;
    }
    return { records };
  });
}

/** The values of a query's equality prefix, in the order of the index; a gap in the prefix is a programming error. */
export function prefixOf(
  index: Index,
  equals: Query['equals'] = {},
): (IndexValue | IndexValue[])[] {
  const given = Object.keys(equals).length;
  const leading = index.fields.slice(0, given);
  if (!leading.every((field) => Object.hasOwn(equals, field))) {
    throw new Error(
      `The index ${index.name} takes its leading fields only: ${index.fields.join(', ')}.`,
    );
  }
  return leading.map((field) => equals[field]!);
}

function planOf(index: Index, query: Query): Plan {
  const prefix = prefixOf(index, query.equals);
  const limit = query.limit ?? defaultLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > mostRecords) {
    throw new Error(`A page has 1 to ${mostRecords} records, not ${limit}.`);
  }
  const range = rangeOf(query);
  if (range !== null && prefix.length === index.fields.length) {
    throw new Error(`No field of the index ${index.name} is left for the range.`);
  }
  if (index.each >= prefix.length && index.name !== pendingIndex) {
    throw new Error(`The index ${index.name} needs a value for its ${index.fields[index.each]}.`);
  }
  const after = decodeCursor(query, index.fields.length - prefix.length);
  // A cursor that points outside the range is not one of ours; starting there would leave the range.
  if (after !== null && range !== null && !contains(range, after.parts[0]!)) {
    throw invalidCursor();
  }
  return {
    index,
    fixed: prefix.length,
    branches: branchesOf(prefix),
    range,
    isDescending: query.order === 'desc',
    limit,
    after,
  };
}

function branchesOf(prefix: (IndexValue | IndexValue[])[]): IndexValue[][] {
  const lists = prefix.filter((value) => Array.isArray(value));
  if (lists.length > 1) throw new Error('A query has one list of alternatives at most.');
  if ((lists[0]?.length ?? 0) > mostAlternatives) {
    throw new Error(`A list has ${mostAlternatives} alternatives at most.`);
  }
  const at = prefix.findIndex((value) => Array.isArray(value));
  if (at === -1) return [(prefix as IndexValue[]).map(keyPart)];
  const alternatives = new Set(lists[0]!.map(keyPart));
  return [...alternatives].map((value) =>
    prefix.map((part, i) => (i === at ? value : keyPart(part))),
  );
}

/** The entries of all branches, in order, those up to the cursor left out. */
function* merged(env: Environment, collection: string, plan: Plan, at: ReadPoint): Iterable<Found> {
  const branches = plan.branches.map((_, i) => walk(env, collection, plan, i, at));
  const heads = branches.map((branch) => branch.next().value);
  try {
    for (;;) {
      let first = -1;
      for (let i = 0; i < heads.length; i += 1) {
        if (heads[i] && (first === -1 || compareFound(plan, heads[i]!, heads[first]!) < 0))
          first = i;
      }
      if (first === -1) return;
      yield heads[first]!;
      heads[first] = branches[first]!.next().value;
    }
  } finally {
    for (const branch of branches) branch.return(undefined);
  }
}

function* walk(
  env: Environment,
  collection: string,
  plan: Plan,
  branch: number,
  at: ReadPoint,
): Generator<Found, undefined> {
  const { index, after, isDescending } = plan;
  const prefix = [collection, index.name, ...plan.branches[branch]!] as Key[];
  const keys = keysOf(prefix, plan.range);
  if (after !== null) {
    const position = [...prefix, ...after.parts, index.unique ? '' : after.id] as Key[];
    keys[isDescending ? 'end' : 'start'] = position;
  }
  const [start, end] = isDescending ? [keys.end, keys.start] : [keys.start, keys.end];
  for (const { key, value } of env.entries.getRange({ start, end, reverse: isDescending, ...at })) {
    const parts = (key as IndexValue[]).slice(prefix.length, -1);
    const found = { branch, parts, id: value, idPart: idPart(value) };
    if (
      after !== null &&
      compareFound(plan, found, { parts: after.parts, idPart: after.id }) <= 0
    ) {
      continue;
    }
    yield found;
  }
}

type Sorted = Pick<Found, 'parts' | 'idPart'>;

function compareFound({ isDescending }: Plan, a: Sorted, b: Sorted): number {
  const order = compareKeys(a.parts, b.parts) || compareParts(a.idPart, b.idPart);
  return isDescending ? -order : order;
}

/** Whether the record is really in the range, and was not met before under another of its elements. */
function belongs(plan: Plan, found: Found, record: Stored): boolean {
  const { index, range } = plan;
  if (index.each === -1 && (range === null || range.accepts === null)) return true;
  const own = entriesOf(index, record)
    .map((entry) => sortedEntry(plan, entry.parts, entry.values, found.idPart))
    .filter((entry) => entry !== null)
    .toSorted((a, b) => compareFound(plan, a, b) || a.branch - b.branch);
  return own[0]?.branch === found.branch && compareKeys(own[0].parts, found.parts) === 0;
}

function sortedEntry(plan: Plan, parts: IndexValue[], values: IndexValue[], id: string) {
  const { fixed, range } = plan;
  const branch = plan.branches.findIndex(
    (prefix) => compareKeys(prefix, parts.slice(0, fixed)) === 0,
  );
  if (branch === -1) return null;
  if (range !== null && !contains(range, parts[fixed]!)) return null;
  if (range !== null && !(range.accepts?.(values[fixed]!) ?? true)) return null;
  return { branch, parts: parts.slice(fixed), idPart: id };
}
