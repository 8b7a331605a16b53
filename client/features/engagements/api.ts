import { queryOptions } from '@tanstack/react-query';
import { notFound } from '@shared/errors';
import type {
  EngagementCard,
  EngagementOverview,
  EngagementReply,
  EngagementsReply,
} from '@shared/features/engagements/schema';
import { request } from '@client/net/http';

/** The engagements that the signed-in person takes part in. */
export const engagementsQuery = queryOptions({
  queryKey: ['engagements'],
  queryFn: async ({ signal }): Promise<EngagementCard[]> =>
    (await request<EngagementsReply>('/engagements', { signal })).engagements,
});

export const engagementQuery = (id: string) =>
  queryOptions({
    queryKey: ['engagement', id],
    queryFn: async ({ signal }): Promise<EngagementOverview> =>
      (await request<EngagementReply>(`/engagements/${encodeURIComponent(id)}`, { signal }))
        .engagement,
  });

/** The engagement that an address means, by its key or its id; as not found when it is not among one's own. */
export function engagementAt(
  engagements: readonly EngagementCard[],
  keyOrId: string,
): EngagementCard {
  const found = engagements.find(({ id, key }) => id === keyOrId || key === keyOrId.toUpperCase());
  if (!found) throw notFound();
  return found;
}
