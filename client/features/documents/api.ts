import { queryOptions } from '@tanstack/react-query';
import type {
  DocumentCard,
  DocumentDetail,
  DocumentsReply,
  NewDocument,
  NewDocumentReply,
} from '@shared/features/documents/schema';
import { request } from '@client/net/http';

/** The documents of an engagement that the signed-in person may read. */
export const documentsQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ['engagement', engagementId, 'documents'],
    queryFn: async ({ signal }): Promise<DocumentCard[]> =>
      (
        await request<DocumentsReply>(
          `/engagements/${encodeURIComponent(engagementId)}/documents`,
          { signal },
        )
      ).documents,
  });

export const createDocument = async (
  engagementId: string,
  body: NewDocument,
): Promise<DocumentDetail> =>
  (
    await request<NewDocumentReply>(`/engagements/${encodeURIComponent(engagementId)}/documents`, {
      method: 'POST',
      body,
    })
  ).document;
