import type { NewEngagementReply } from '@shared/features/engagements/schema';
import type { Draft, DraftPerson } from './draft.ts';
import { filledIn } from './draft.ts';

export interface Invited {
  person: DraftPerson;
  link: string;
  expiresAt: number;
}

/** Who of the form needs a link, with it, and who signs in with the password that they have. */
export function sortInvited(
  { invitations }: NewEngagementReply,
  draft: Draft,
): { invited: Invited[]; known: DraftPerson[] } {
  const links = new Map(invitations.map((invitation) => [invitation.email, invitation]));
  const invited: Invited[] = [];
  const known: DraftPerson[] = [];
  for (const person of filledIn(draft)) {
    const invitation = links.get(person.email.trim().toLowerCase());
    if (invitation) invited.push({ person, ...invitation });
    else known.push(person);
  }
  return { invited, known };
}
