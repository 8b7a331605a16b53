import * as Y from 'yjs';

/**
 * Applies an update from elsewhere and changes nothing else. By itself Yjs tidies formats after a foreign update, in a
 * transaction of its own; since every reader would tidy at another moment, what they delete could differ.
 */
export function applyForeign(ydoc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  untidied(ydoc, () => Y.applyUpdate(ydoc, update, origin), origin);
}

/** The same for a state in format V2. */
export function applyForeignV2(ydoc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  untidied(ydoc, () => Y.applyUpdateV2(ydoc, update, origin), origin);
}

function untidied(ydoc: Y.Doc, apply: () => void, origin: unknown): void {
  ydoc.transact((transaction) => {
    try {
      apply();
    } finally {
      // Yjs tidies after transactions that are not local.
      transaction.local = true;
    }
  }, origin);
}
