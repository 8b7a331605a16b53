import type { Member } from '@shared/features/members/schema';
import type { Role } from '@shared/permissions';

/** Whom one turns to first on each side. */
export const leadingRoles: readonly Role[] = [
  'sponsor',
  'point-of-contact',
  'customer-success-officer',
  'project-director',
  'account-manager',
  'service-coordinator',
];

const others: readonly Role[] = [
  'steering-member',
  'key-user',
  'technical-staff',
  'team-lead',
  'consultant',
  'service-provider',
  'support-agent',
  'sales',
  'platform-administrator',
  'guest',
];

const order = [...leadingRoles, ...others];

function rank({ roles }: Pick<Member, 'roles'>): number {
  return Math.min(order.length, ...roles.map((role) => order.indexOf(role)));
}

/** People by their foremost role, then by name. */
export function byRole<Person extends Pick<Member, 'roles' | 'name'>>(
  people: readonly Person[],
): Person[] {
  return people.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Those who answer for the engagement; everybody while nobody has such a role. */
export function leads<Person extends Pick<Member, 'roles' | 'name'>>(
  people: readonly Person[],
): Person[] {
  const found = people.filter(({ roles }) => roles.some((role) => leadingRoles.includes(role)));
  return byRole(found.length > 0 ? found : people);
}
