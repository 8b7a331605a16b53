import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { EngagementCard } from '@shared/features/engagements/schema';
import { engagementsQuery } from '@client/features/engagements/api';

/** The engagement that the address is inside of, if any, and all those of the person. */
export function useCurrentEngagement(): {
  engagements: readonly EngagementCard[];
  current: EngagementCard | undefined;
} {
  const { engagement } = useParams({ strict: false });
  const { data: engagements = [] } = useQuery(engagementsQuery);
  const current = engagements.find(
    ({ id, key }) =>
      engagement !== undefined && (id === engagement || key === engagement.toUpperCase()),
  );
  return { engagements, current };
}
