import type { SyncStatus } from '@client/sync/index';

/** Whether what was typed is safe, as a sentence: its key under `document:saved`, and what the sentence names. */
export type SavedState =
  | { kind: 'connecting' | 'saving' | 'saved-plain' }
  | { kind: 'saved'; at: number }
  | { kind: 'offline'; since: number }
  | { kind: 'unsaved'; changes: number; retryInS: number | null };

/** A save that takes no longer is not worth a word. */
const quietMs = 1000;
/** After this long "Saving…" would no longer be the truth. */
const slowMs = 6000;

/** Which sentence holds. "Saved" is said only when the server has everything durably. */
export function savedState(
  status: SyncStatus,
  pendingSince: number | null,
  now: number,
): SavedState {
  const { phase, unacknowledged, savedAt, retryAt, offlineSince } = status;
  const waitsMs = pendingSince === null ? 0 : now - pendingSince;
  const isCut = phase !== 'ready' && savedAt !== null;

  if (unacknowledged > 0 && (isCut || waitsMs >= slowMs)) {
    const retryInS = retryAt === null ? null : Math.max(0, Math.ceil((retryAt - now) / 1000));
    return { kind: 'unsaved', changes: unacknowledged, retryInS };
  }
  if (phase === 'offline' && offlineSince !== null) return { kind: 'offline', since: offlineSince };
  if (savedAt === null) return { kind: phase === 'ready' ? 'saved-plain' : 'connecting' };
  if (unacknowledged > 0 && waitsMs >= quietMs) return { kind: 'saving' };

  return { kind: 'saved', at: savedAt };
}
