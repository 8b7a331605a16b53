import { createHash } from 'node:crypto';
import type { Key } from 'lmdb';
import type { IndexValue } from '../collection.ts';
import { typeBounds } from './keyEncoder.ts';

/**
 * Values as parts of a key (keyEncoder.ts has the bytes). A zero ends a string in a key, so the lowest two characters
 * are escaped, in an order-keeping way. And a key may not exceed 1,978 bytes, so a long string is cut and closed with a hash:
 * equal strings still have equal keys and different ones different keys, but two strings that agree up to the cut are in no
 * particular order.
 */
export const sortedBytes = 253;

/** Longest id of a record, in bytes of a key. */
export const longestId = 256;

/** Sorts after every part of a key: what ends a range over a prefix. */
export const afterAll = Buffer.from([255]);

/** What a string of any length begins with in its key, and whether it was cut there. */
export function cutString(value: string): { head: string; isCut: boolean } {
  const cut = cutAt(value);
  return { head: escaped(value.slice(0, cut)), isCut: cut < value.length };
}

/** Sorts after every other character: follows the cut of a long string, so that it sorts after all that fit. */
export const cutMark = '\u{10ffff}';

/** A value as one part of a key; refuses what has no order or would not come back. */
export function keyPart(value: unknown): IndexValue {
  switch (typeof value) {
    case 'string':
      return stringPart(value);
    case 'number':
      if (!Number.isFinite(value)) break;
      return value === 0 ? 0 : value;
    case 'boolean':
      return value;
    default:
      if (value === null) return null;
  }
  throw new TypeError(
    `An index holds null, booleans, finite numbers and strings, not ${show(value)}.`,
  );
}

/** An id as one part of a key; two ids never share a key. */
export function idPart(id: string): string {
  if (typeof id !== 'string' || !isPossibleId(id)) {
    throw new TypeError(`An id is a string of 1 to ${longestId} bytes, not ${show(id)}.`);
  }
  return escaped(id);
}

/** False for what no stored record can have as its id, so that a read need not throw over it. */
export function isPossibleId(id: string): boolean {
  return id !== '' && keyBytes(id) <= longestId;
}

/** Everything below a prefix. */
export function below(prefix: Key[]): { start: Key[]; end: Key[] } {
  return { start: prefix, end: [...prefix, afterAll] };
}

/** Where the values of the type of `value` begin and end below a prefix. */
export function typeRange(prefix: Key[], value: IndexValue): { start: Key[]; end: Key[] } {
  const bounds = typeBounds[typeof value as keyof typeof typeBounds];
  return { start: [...prefix, bounds[0]], end: [...prefix, bounds[1]] };
}

/** Compares two key parts as lmdb orders them. */
export function compareParts(a: IndexValue, b: IndexValue): number {
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0 || a === b) return rank;
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) < Number(b) ? -1 : 1;
}

export function compareKeys(a: readonly IndexValue[], b: readonly IndexValue[]): number {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const order = compareParts(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function typeRank(value: IndexValue): number {
  if (value === null) return 0;
  return { boolean: 1, number: 2, string: 3 }[typeof value as 'boolean' | 'number' | 'string'];
}

/** NUL, which ends a string in a key, and the character that stands for it there; the order stays what it was. */
const escaped = (text: string) =>
  text.replaceAll('\u0001', '\u0001\u0011').replaceAll('\u0000', '\u0001\u0010');

function stringPart(value: string): string {
  const { head, isCut } = cutString(value);
  if (!isCut) return head;
  return `${head}${cutMark}${createHash('sha256').update(value).digest('base64url').slice(0, 27)}`;
}

/**
 * How many UTF-16 units are kept. Where the cut falls depends on what stands before it only, never on the next character,
 * so that a cut string sorts on the right side of every string that differs before the cut.
 */
function cutAt(value: string): number {
  if (value.length * 3 < sortedBytes) return value.length;
  let bytes = 0;
  let units = 0;
  for (const char of value) {
    if (bytes >= sortedBytes) break;
    bytes += keyBytes(char);
    units += char.length;
  }
  return units;
}

/** Bytes in a key, escapes included. */
function keyBytes(value: string): number {
  return Buffer.byteLength(escaped(value));
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? 'an empty one' : 'a longer one';
  return value instanceof Date ? 'a Date' : typeof value;
}
