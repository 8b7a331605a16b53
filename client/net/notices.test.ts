import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountEvents } from '@shared/features/accounts/events';
import { approvalEvents } from '@shared/features/approvals/events';
import { commentEvents } from '@shared/features/comments/events';
import { documentEvents } from '@shared/features/documents/events';
import { engagementEvents } from '@shared/features/engagements/events';
import { takeNotice } from './notices.ts';

const keys = [
  ['session'],
  ['engagements'],
  ['engagement', 'e1'],
  ['engagement', 'e1', 'documents'],
  ['engagement', 'e2'],
  ['document', 'd1'],
  ['document', 'd1', 'suggestions'],
  ['document', 'd1', 'threads'],
  ['document', 'd2'],
];

let queries: QueryClient;
const staleKeys = () =>
  keys.filter((key) => queries.getQueryState(key)?.isInvalidated).map((key) => key.join(' '));

beforeEach(() => {
  queries = new QueryClient();
  for (const key of keys) queries.setQueryData(key, {});
});

describe('a notice', () => {
  it('about an engagement makes stale its readings and the list, and no other engagement', async () => {
    await takeNotice(queries, { kind: 'engagement.changed', id: 'e1', version: 2 });
    expect(staleKeys()).toEqual(['engagements', 'engagement e1', 'engagement e1 documents']);
  });

  it('about suggestions leaves the threads of the document and other documents alone', async () => {
    await takeNotice(queries, { kind: 'suggestions.changed', id: 'd1', version: 2 });
    expect(staleKeys()).toContain('document d1 suggestions');
    expect(staleKeys()).not.toContain('document d1 threads');
    expect(staleKeys()).not.toContain('document d1');
    expect(staleKeys()).not.toContain('document d2');
  });

  it('of a kind that this page does not know changes nothing', async () => {
    await takeNotice(queries, { kind: 'issue.closed', id: 'i1', version: 1 });
    expect(staleKeys()).toEqual([]);
  });

  it.each([
    ...accountEvents,
    ...approvalEvents,
    ...commentEvents,
    ...documentEvents,
    ...engagementEvents,
  ])('of kind %s reaches at least one reading', async (kind) => {
    await takeNotice(queries, {
      kind,
      id: kind.startsWith('engagement') ? 'e1' : 'd1',
      version: 1,
    });
    expect(staleKeys()).not.toEqual([]);
  });
});
