import type { Mode } from '@shared/protocol/modes';
import type { SyncRefusal, SyncStatus } from '@client/sync/index';

/** The one thing about the whole document that has to be known now. */
export type DocumentBanner =
  | { kind: 'lost'; refusal: SyncRefusal }
  | { kind: 'blocked'; why: 'version' | 'session' | 'gone' | 'other' }
  | { kind: 'offline'; since: number; body: 'offline' | 'offline-kept' | 'offline-reader' }
  | { kind: 'demoted'; mode: Mode; at: number }
  | { kind: 'polling' };

/** When the granted mode changed while the document was open. */
export interface AccessChange {
  mode: Mode;
  at: number;
}

const whys: Partial<Record<NonNullable<SyncStatus['reason']>, 'version' | 'session' | 'gone'>> = {
  'protocol.version': 'version',
  'auth.required': 'session',
  'session.ended': 'session',
  'not-found': 'gone',
};

/** The most pressing of what there is to say: text at stake first, then what stops the work, then what slows it. */
export function bannerFor(
  status: SyncStatus,
  lost: SyncRefusal | null,
  changed: AccessChange | null,
): DocumentBanner | null {
  if (lost) return { kind: 'lost', refusal: lost };
  if (status.phase === 'blocked') {
    return { kind: 'blocked', why: (status.reason && whys[status.reason]) ?? 'other' };
  }
  if (status.phase === 'offline' && status.offlineSince !== null) {
    const reads = status.granted === 'view' || status.granted === null;
    const body = reads ? 'offline-reader' : status.kept ? 'offline' : 'offline-kept';
    return { kind: 'offline', since: status.offlineSince, body };
  }
  if (changed) return { kind: 'demoted', ...changed };
  return status.polling ? { kind: 'polling' } : null;
}
