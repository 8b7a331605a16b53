import { queryOptions } from '@tanstack/react-query';
import type {
  Decide,
  Decision,
  DecisionReply,
  SuggestionRecord,
  SuggestionReply,
  SuggestionsReply,
} from '@shared/features/approvals/schema';
import type {
  NewThread,
  Thread,
  ThreadReply,
  ThreadsReply,
  ThreadState,
} from '@shared/features/comments/schema';
import type { DocumentDetail, DocumentReply } from '@shared/features/documents/schema';
import { request } from '@client/net/http';

const at = (documentId: string) => `/documents/${encodeURIComponent(documentId)}`;

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId],
    queryFn: async ({ signal }): Promise<DocumentDetail> =>
      (await request<DocumentReply>(at(documentId), { signal })).document,
  });

/** What is known of the suggestions beside their content: when, why, and who decided. */
export const suggestionsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId, 'suggestions'],
    queryFn: async ({ signal }): Promise<SuggestionRecord[]> =>
      (await request<SuggestionsReply>(`${at(documentId)}/suggestions`, { signal })).suggestions,
  });

export const threadsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId, 'threads'],
    queryFn: async ({ signal }): Promise<Thread[]> =>
      (await request<ThreadsReply>(`${at(documentId)}/threads`, { signal })).threads,
  });

export const decide = async (documentId: string, body: Decide): Promise<Decision> =>
  (await request<DecisionReply>(`${at(documentId)}/decisions`, { method: 'POST', body })).decision;

export const explain = async (
  documentId: string,
  suggestionId: string,
  reason: string,
): Promise<SuggestionRecord> =>
  (
    await request<SuggestionReply>(
      `${at(documentId)}/suggestions/${encodeURIComponent(suggestionId)}/reason`,
      { method: 'PUT', body: { reason } },
    )
  ).suggestion;

export const openThread = async (documentId: string, body: NewThread): Promise<Thread> =>
  (await request<ThreadReply>(`${at(documentId)}/threads`, { method: 'POST', body })).thread;

export const reply = async (documentId: string, threadId: string, body: string): Promise<Thread> =>
  (
    await request<ThreadReply>(
      `${at(documentId)}/threads/${encodeURIComponent(threadId)}/replies`,
      { method: 'POST', body: { body } },
    )
  ).thread;

export const setThreadState = async (
  documentId: string,
  threadId: string,
  state: ThreadState,
): Promise<Thread> =>
  (
    await request<ThreadReply>(`${at(documentId)}/threads/${encodeURIComponent(threadId)}`, {
      method: 'PUT',
      body: { state },
    })
  ).thread;
