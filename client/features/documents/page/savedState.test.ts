import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '@client/sync/index';
import { savedState } from './savedState.ts';

const now = Date.parse('2026-03-06T10:42:00Z');
const saved: SyncStatus = {
  phase: 'ready',
  unacknowledged: 0,
  savedAt: now - 60_000,
  offlineSince: null,
  retryAt: null,
  granted: 'edit',
  kept: true,
  polling: false,
};

describe('the sentence about saving', () => {
  it('says when everything was last durable', () => {
    expect(savedState(saved, null, now)).toEqual({ kind: 'saved', at: now - 60_000 });
  });

  it('keeps quiet about a save of less than a second, then says that it saves', () => {
    const pending = { ...saved, unacknowledged: 2 };
    expect(savedState(pending, now - 400, now).kind).toBe('saved');
    expect(savedState(pending, now - 1_000, now)).toEqual({ kind: 'saving' });
  });

  it('counts what is not saved when the server takes long', () => {
    const pending = { ...saved, unacknowledged: 3 };
    expect(savedState(pending, now - 6_000, now)).toEqual({
      kind: 'unsaved',
      changes: 3,
      retryInS: null,
    });
  });

  it('counts at once what is typed without a connection, and down to the next attempt', () => {
    const offline: SyncStatus = {
      ...saved,
      phase: 'offline',
      unacknowledged: 1,
      offlineSince: now - 10_000,
      retryAt: now + 4_200,
    };
    expect(savedState(offline, now - 10, now)).toEqual({
      kind: 'unsaved',
      changes: 1,
      retryInS: 5,
    });
  });

  it('says since when there is no connection when nothing waits', () => {
    const offline: SyncStatus = { ...saved, phase: 'offline', offlineSince: now - 10_000 };
    expect(savedState(offline, null, now)).toEqual({ kind: 'offline', since: now - 10_000 });
  });

  it('claims nothing before the document is open', () => {
    const opening: SyncStatus = { ...saved, phase: 'connecting', savedAt: null };
    expect(savedState(opening, null, now)).toEqual({ kind: 'connecting' });
  });
});
