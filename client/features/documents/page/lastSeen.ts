const keyOf = (personId: string, documentId: string) =>
  `cadrage.decisions-seen ${personId} ${documentId}`;

/**
 * Up to which moment somebody has seen the decisions of a document in this browser; 0 when they never looked. A browser that keeps
 * nothing cannot tell, and then nothing counts as new.
 */
export function lastSeen(personId: string, documentId: string): number {
  try {
    return Number(localStorage.getItem(keyOf(personId, documentId)) ?? 0);
  } catch {
    return Infinity;
  }
}

export function keepLastSeen(personId: string, documentId: string, at: number): void {
  try {
    localStorage.setItem(keyOf(personId, documentId), String(at));
  } catch {
    // It is a convenience: next time the decisions are new again.
  }
}
