import { invalidDocument, type AdfDocument } from './adf.ts';
import { isObject } from './checks.ts';
import { checkAdf } from './check.ts';
import { cleanContent } from './clean.ts';
import { readWhole, toAdf } from './codec.ts';
import { overLimits } from './limits.ts';
import { mendText } from './mendText.ts';
import type { Note } from './readAdf.ts';

/** A document that was taken in, and each thing that was done to it, by its place in what came. */
export interface Imported {
  adf: AdfDocument;
  report: Note[];
}

/**
 * Takes in a document of any origin: removes what is unsafe, private to another editor or out of place, keeps what is unknown unchanged, and reports
 * each thing that it did. What it can neither clean nor keep in its place it refuses with `document.invalid` and the place.
 */
export function importAdf(value: unknown): Imported {
  const limit = overLimits(value, true);
  if (limit) throw invalidDocument(limit.path, limit.reason);
  const report: Note[] = [];
  const note = (path: string, what: string) => void report.push({ path, what });
  const cleaned = clean(value, note);
  // A valid document may hold oddities that only fit in a larger place; an invalid one is refused there, by the place.
  const refuseMisplaced = !checkAdf(cleaned).ok;
  return { adf: toAdf(readWhole(cleaned, { note, refuseMisplaced })), report };
}

function clean(value: unknown, note: (path: string, what: string) => void): unknown {
  const mended = mendText(value, '', note);
  if (!isObject(mended) || mended.type !== 'doc') throw invalidDocument('', 'must be a document');
  const { type, version, content = [], ...rest } = mended;
  if (!Array.isArray(content)) throw invalidDocument('content', 'must be a list of blocks');
  if (version !== undefined && version !== 1) throw invalidDocument('version', 'must be 1');
  if (version === undefined) note('version', 'filled in: 1');
  for (const name of Object.keys(rest)) note(name, 'removed: not part of a document');
  return { type, version: 1, content: cleanContent(content, 'doc', 'content', note) };
}
