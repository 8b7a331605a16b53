import type { Node } from 'prosemirror-model';
import type { Mode } from '@shared/protocol/modes';
import type { Refusal } from '@shared/protocol/refusals';

/** Who sends an update, and how. */
export interface Writer {
  personId: string;
  /** The mode that the update names; already known not to exceed the granted one. */
  mode: Mode;
}

export type Verdict =
  | {
      ok: true;
      /** False when everything in it was known already: nothing to journal. */
      changed: boolean;
      /** Bindings that this update makes, to be journaled with it. */
      authors: [clientId: number, personId: string][];
      /** Suggestion ids that appear in the document for the first time. */
      newSuggestions: string[];
    }
  | ({ ok: false } & Refusal);

/** One open document in memory: the only place where its bytes are judged and applied. Knows no socket and no store. */
export interface LiveDocument {
  /** Checks and applies; a refused update leaves the document exactly as it was. */
  receive(update: Uint8Array, writer: Writer): Verdict;
  /**
   * The server's own change, from a ProseMirror document to a ProseMirror document, written as the smallest Yjs change.
   * Null when nothing changed. The update is already applied here when it is returned.
   */
  change(apply: (doc: Node) => Node): { update: Uint8Array; authors: [number, string][] } | null;
  /** The document as it is now, suggestions and all. Shares structure with earlier calls. */
  node(): Node;
  /** The whole state, V2, for a snapshot or a newcomer. */
  encode(): Uint8Array;
  /** All bindings of clientIDs to people. */
  authors(): [clientId: number, personId: string][];
  destroy(): void;
}
