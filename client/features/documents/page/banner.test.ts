import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SyncStatus } from '@client/sync/index';
import { bannerFor } from './banner.ts';

const ready: SyncStatus = {
  phase: 'ready',
  unacknowledged: 0,
  savedAt: 1,
  offlineSince: null,
  retryAt: null,
  granted: 'edit',
  kept: true,
  polling: false,
};
const offline: SyncStatus = { ...ready, phase: 'offline', offlineSince: 5 };
const lost = { reason: 'mode.view' as const, lostDoc: new Y.Doc() };
const demoted = { mode: 'view' as const, at: 7 };

describe('the banner of a document', () => {
  it('is absent while all is well', () => {
    expect(bannerFor(ready, null, null)).toBeNull();
  });

  it('speaks of text at stake before anything else', () => {
    expect(bannerFor({ ...offline, polling: true }, lost, demoted)?.kind).toBe('lost');
  });

  it('tells a writer whose text is not kept over a reload to leave the page open', () => {
    expect(bannerFor(offline, null, null)).toMatchObject({ kind: 'offline', body: 'offline' });
    expect(bannerFor({ ...offline, kept: false }, null, null)).toMatchObject({
      body: 'offline-kept',
    });
    expect(bannerFor({ ...offline, granted: 'view' }, null, null)).toMatchObject({
      body: 'offline-reader',
    });
  });

  it('says why the server ended it', () => {
    const blocked: SyncStatus = { ...ready, phase: 'blocked', reason: 'protocol.version' };
    expect(bannerFor(blocked, null, null)).toEqual({ kind: 'blocked', why: 'version' });
    expect(bannerFor({ ...blocked, reason: 'frame.invalid' }, null, null)).toEqual({
      kind: 'blocked',
      why: 'other',
    });
  });

  it('says that access changed, and that the fast connection is blocked', () => {
    expect(bannerFor({ ...ready, polling: true }, null, demoted)?.kind).toBe('demoted');
    expect(bannerFor({ ...ready, polling: true }, null, null)?.kind).toBe('polling');
  });
});
