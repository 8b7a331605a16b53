import { createHash } from 'node:crypto';
import { canonicalJson } from '@shared/adf/canonical';

/** What the chain itself holds: nothing of what happened, only hashes that bind it. */
export interface ChainEntry {
  engagementId: string;
  sequence: number;
  leaf: string;
  previous: string;
  hash: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the first entry of an engagement points back to. */
export const chainStart = (engagementId: string) => sha256(`cadrage audit ${engagementId}`);

/**
 * The hash that stands for a body in the chain. The salt keeps a short body from being guessed by whoever receives the
 * chain without it.
 */
export function leafOf(salt: string, body: unknown): string {
  return sha256(`${salt}.${canonicalJson(body)}`);
}

export function hashOf(entry: Omit<ChainEntry, 'hash'>): string {
  const { engagementId, sequence, leaf, previous } = entry;
  return sha256(canonicalJson({ engagementId, sequence, leaf, previous }));
}

/** The number of the first entry that does not follow from the one before it, or null when the chain holds. */
export function firstBreak(engagementId: string, entries: ChainEntry[]): number | null {
  let previous = chainStart(engagementId);
  let sequence = 1;
  for (const entry of entries) {
    const follows =
      entry.engagementId === engagementId &&
      entry.sequence === sequence &&
      entry.previous === previous &&
      entry.hash === hashOf(entry);
    if (!follows) return sequence;
    previous = entry.hash;
    sequence += 1;
  }
  return null;
}
