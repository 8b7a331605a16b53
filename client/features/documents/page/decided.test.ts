import { describe, expect, test } from 'vitest';
import type { SuggestionRecord } from '@shared/features/approvals/schema';
import { decidedForAuthor, decidedOf } from './decided.ts';

const record = (id: string, decision: { by: string; at: number } | null): SuggestionRecord => ({
  id,
  documentId: 'd',
  personId: id.split('/')[0] ?? '',
  at: 0,
  reason: null,
  state: decision ? 'refused' : 'pending',
  decision: decision && {
    id: `decision ${id}`,
    decision: 'refuse',
    reason: 'No',
    subject: null,
    ...decision,
  },
  abilities: [],
  version: 1,
});
const ids = (records: readonly SuggestionRecord[]) => records.map(({ id }) => id);

describe('decided suggestions', () => {
  const decided = decidedOf([
    record('ben/1', { by: 'sue', at: 1 }),
    record('ben/2', null),
    record('ben/3', { by: 'ben', at: 2 }),
    record('kim/1', { by: 'sue', at: 3 }),
  ]);

  test('are listed with the newest decision first, without those that wait', () => {
    expect(ids(decided)).toEqual(['kim/1', 'ben/3', 'ben/1']);
  });

  test('are news to their author when somebody else decided', () => {
    expect(ids(decidedForAuthor(decided, 'ben'))).toEqual(['ben/1']);
    expect(ids(decidedForAuthor(decided, 'sue'))).toEqual([]);
  });
});
