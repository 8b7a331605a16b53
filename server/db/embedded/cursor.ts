import { createHash } from 'node:crypto';
import { AppError } from '@shared/errors';
import type { IndexValue, Query } from '../collection.ts';

/** Where a page ended: the parts that follow the equality prefix, and the id part of the last record. */
export interface Position {
  parts: IndexValue[];
  id: string;
}

/** A cursor says where to go on, and for which query; it is no secret and gives no right. */
export function encodeCursor(query: Query, { parts, id }: Position): string {
  return Buffer.from(JSON.stringify([fingerprint(query), id, ...parts])).toString('base64url');
}

/** Refuses whatever is not a cursor of this very query. */
export function decodeCursor(query: Query, length: number): Position | null {
  if (query.cursor === undefined) return null;
  const [print, id, ...parts] = parsed(query.cursor);
  const isOurs =
    print === fingerprint(query) && isPart(id) && typeof id === 'string' && parts.length === length;
  if (!isOurs || !parts.every(isPart)) throw invalidCursor();
  return { parts, id };
}

/** A whole string part: the sorted bytes, the mark of a cut and its hash. */
const longestPart = 300;

function parsed(cursor: string): unknown[] {
  if (cursor.length > 4096) throw invalidCursor();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value)) return value;
  } catch {
    // Not JSON: refused like every other string that is no cursor.
  }
  throw invalidCursor();
}

function fingerprint({ index, equals, range, order }: Query): string {
  const fields = Object.entries(equals ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([index, fields, range ?? null, order ?? 'asc']);
  return createHash('sha256').update(text).digest('base64url').slice(0, 11);
}

function isPart(value: unknown): value is IndexValue {
  if (typeof value === 'string')
    return Buffer.byteLength(value) <= longestPart && !value.includes('\u0000');
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}

/** Refuses a cursor as bad input. */
export const invalidCursor = () =>
  new AppError('input.invalid', {}, [{ path: 'cursor', key: 'cursor' }]);
