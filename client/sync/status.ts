import type * as Y from 'yjs';
import type { CloseCode } from '@shared/protocol/close';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';

/**
 * Where a document stands with the server.
 * - `connecting`: not there yet, or coming back;
 * - `ready`: everything of the others is here, and what is typed is being saved;
 * - `offline`: no connection; it is tried again at `retryAt`;
 * - `blocked`: the server said no, and trying again cannot mend it (`reason`);
 * - `refused`: an update was refused; this document takes part no more, open it again with a fresh Y.Doc;
 * - `closed`: by its owner.
 */
export type SyncPhase = 'connecting' | 'ready' | 'offline' | 'blocked' | 'refused' | 'closed';

export interface SyncRefusal {
  reason: RefusalReason;
  /** Holds the text that was not taken, for its author to copy from. */
  lostDoc: Y.Doc;
}

export interface SyncStatus {
  phase: SyncPhase;
  /** Own updates that are not known to be durable: "Saved" may be shown at 0 only. */
  unacknowledged: number;
  /** When everything typed so far was last known to be durable; epoch milliseconds. */
  savedAt: number | null;
  offlineSince: number | null;
  retryAt: number | null;
  granted: Mode | null;
  /** False when this browser keeps nothing over a reload: unsaved text lives in this page only. */
  kept: boolean;
  /** True when a proxy blocks WebSocket and the slow fallback is in use. */
  polling: boolean;
  refusal?: SyncRefusal;
  reason?: CloseCode;
}

export const firstStatus: SyncStatus = {
  phase: 'connecting',
  unacknowledged: 0,
  savedAt: null,
  offlineSince: null,
  retryAt: null,
  granted: null,
  kept: true,
  polling: false,
};

/** Why a document could not be opened. */
export class SyncEnded extends Error {
  override readonly name = 'SyncEnded';

  constructor(readonly reason: CloseCode | RefusalReason | 'closed') {
    super(reason);
  }
}
