import { useQuery } from '@tanstack/react-query';
import { can } from '@shared/permissions';
import { engagementQuery } from '@client/features/engagements/api';
import { useFormats } from '@client/i18n/useFormats';

/** Whom a decision waits for, in words: the sponsor, or whoever else may decide when the sponsor proposed it. */
export function useDeciders(engagementId: string): (authorId: string) => string {
  const { data: engagement } = useQuery(engagementQuery(engagementId));
  const { list } = useFormats();
  const deciders = (engagement?.people ?? []).filter(({ roles }) =>
    can(roles, 'suggestion.decide'),
  );

  return (authorId) => {
    const others = deciders.filter(({ id }) => id !== authorId);
    const sponsors = others.filter(({ roles }) => roles.includes('sponsor'));
    return list((sponsors.length > 0 ? sponsors : others).map(({ name }) => name));
  };
}
