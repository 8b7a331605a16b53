import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import { engagementAt, engagementQuery, engagementsQuery } from './api.ts';

/** The engagement of the address, on any page inside of it. */
export function useEngagement(): EngagementOverview {
  const { engagement } = useParams({ from: '/signed-in/e/$engagement' });
  const { data: engagements } = useSuspenseQuery(engagementsQuery);
  const { data } = useSuspenseQuery(engagementQuery(engagementAt(engagements, engagement).id));
  return data;
}
