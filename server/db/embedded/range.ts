import type { Key } from 'lmdb';
import type { IndexValue, Query } from '../collection.ts';
import { afterAll, below, compareParts, cutMark, cutString, keyPart, typeRange } from './keys.ts';

/** One end of a range, as it stands in keys. */
interface Bound {
  part: IndexValue;
  isInside: boolean;
}

/** A checked range: its ends in keys, and the exact test where a long string makes the ends too wide. */
export interface Range {
  /** What every value in the range has the type of. */
  sample: IndexValue;
  lower: Bound | null;
  upper: Bound | null;
  accepts: ((value: IndexValue) => boolean) | null;
}

/** Reads the range of a query; a range holds values of the type of its bounds only, as in MongoDB. */
export function rangeOf(query: Query): Range | null {
  const { gt, gte, lt, lte } = query.range ?? {};
  const given = [gt, gte, lt, lte].filter((value) => value !== undefined);
  if (given.length === 0) return null;
  const sample = given[0]!;
  if (given.some((value) => value === null || typeof value !== typeof sample)) {
    throw new Error(
      'The bounds of a range are of one type, and never null: ask for null with equals.',
    );
  }
  if ((gt !== undefined && gte !== undefined) || (lt !== undefined && lte !== undefined)) {
    throw new Error('A range has one lower and one upper bound at most.');
  }
  const isLong = given.some((value) => typeof value === 'string' && cutString(value).isCut);
  return {
    sample,
    lower: lowerBound(gt, gte),
    upper: upperBound(lt, lte),
    accepts: isLong ? (value) => isWithin(value, query.range!) : null,
  };
}

/** The keys below a prefix that may lie in the range. */
export function keysOf(prefix: Key[], range: Range | null): { start: Key[]; end: Key[] } {
  if (range === null) return below(prefix);
  const whole = typeRange(prefix, range.sample);
  return {
    start: range.lower === null ? whole.start : edge(prefix, range.lower, !range.lower.isInside),
    end: range.upper === null ? whole.end : edge(prefix, range.upper, range.upper.isInside),
  };
}

/** Whether a key part lies between the ends. */
export function contains({ sample, lower, upper }: Range, part: IndexValue): boolean {
  if (typeof part !== typeof sample || part === null) return false;
  const fromLower = lower === null ? 1 : compareParts(part, lower.part);
  const fromUpper = upper === null ? -1 : compareParts(part, upper.part);
  return (
    (fromLower > 0 || (fromLower === 0 && lower!.isInside)) &&
    (fromUpper < 0 || (fromUpper === 0 && upper!.isInside))
  );
}

/** Every key has one more part after the values, so an edge never equals a key. */
function edge(prefix: Key[], { part }: Bound, isAfter: boolean): Key[] {
  return isAfter ? [...prefix, part as Key, afterAll] : [...prefix, part as Key];
}

function lowerBound(gt?: IndexValue, gte?: IndexValue): Bound | null {
  const value = gt ?? gte;
  if (value === undefined) return null;
  return longBound(value, '') ?? { part: keyPart(value), isInside: gte !== undefined };
}

function upperBound(lt?: IndexValue, lte?: IndexValue): Bound | null {
  const value = lt ?? lte;
  if (value === undefined) return null;
  return longBound(value, cutMark) ?? { part: keyPart(value), isInside: lte !== undefined };
}

/** A long bound takes in every string that was cut at the same place: the record itself decides then. */
function longBound(value: IndexValue, end: string): Bound | null {
  if (typeof value !== 'string') return null;
  const { head, isCut } = cutString(value);
  return isCut ? { part: `${head}${cutMark}${end}`, isInside: true } : null;
}

function isWithin(value: IndexValue, { gt, gte, lt, lte }: NonNullable<Query['range']>): boolean {
  return (
    (gt === undefined || compareParts(value, gt) > 0) &&
    (gte === undefined || compareParts(value, gte) >= 0) &&
    (lt === undefined || compareParts(value, lt) < 0) &&
    (lte === undefined || compareParts(value, lte) <= 0)
  );
}
