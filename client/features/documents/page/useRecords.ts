import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { SuggestionRecord } from '@shared/features/approvals/schema';
import type { Thread } from '@shared/features/comments/schema';
import { hearNotices } from '@client/sync/index';
import { documentQuery, suggestionsQuery, threadsQuery } from './api.ts';

const none: never[] = [];

/** What the server knows of suggestions and threads, fetched again whenever a notice says that it changed. */
export function useRecords(documentId: string): {
  suggestions: readonly SuggestionRecord[];
  threads: readonly Thread[];
} {
  const queries = useQueryClient();
  const { data: suggestions } = useQuery(suggestionsQuery(documentId));
  const { data: threads } = useQuery(threadsQuery(documentId));

  const stale = useMemo(
    () =>
      new Map<string, readonly unknown[]>([
        ['suggestions.changed', suggestionsQuery(documentId).queryKey],
        ['threads.changed', threadsQuery(documentId).queryKey],
      ]),
    [documentId],
  );
  useEffect(
    () =>
      hearNotices({ url: location.origin }, ({ kind, id }) => {
        if (id !== documentId) return;
        const queryKey = stale.get(kind) ?? documentQuery(documentId).queryKey;
        void queries.invalidateQueries({ queryKey, exact: true });
      }),
    [documentId, queries, stale],
  );

  return { suggestions: suggestions ?? none, threads: threads ?? none };
}
