import type { Side } from '@shared/audience';
import { addDays, type Day, mondayOf } from '@shared/calendar';
import type { Me } from '@shared/features/accounts/schema';
import type { NewEngagementInput, Route } from '@shared/features/engagements/schema';
import type { Language } from '@shared/language';
import { type Role, roleSides } from '@shared/permissions';

/** Somebody in the form; `id` tells the rows apart while they come and go. */
export interface DraftPerson {
  id: string;
  name: string;
  email: string;
  side: Side;
  roles: Role[];
  language: Language;
}

/** What stands in the form, finished or not. */
export interface Draft {
  name: string;
  key: string;
  route: Route;
  pilot: boolean;
  weekOne: Day | null;
  timeZone: string;
  client: string;
  vendor: string;
  people: DraftPerson[];
}

/** Those without whom an engagement does not get going. */
const suggested: readonly { id: string; side: Side; role: Role }[] = [
  { id: 'contact', side: 'client', role: 'point-of-contact' },
  { id: 'sponsor', side: 'client', role: 'sponsor' },
  { id: 'success', side: 'vendor', role: 'customer-success-officer' },
];

/** A form to begin with: next Monday, one's own company, and rows for those who are needed first. */
export function emptyDraft(
  { organisation, language }: Pick<Me, 'organisation' | 'language'>,
  today: Day,
  timeZone: string,
): Draft {
  return {
    name: '',
    key: '',
    route: 'B',
    pilot: true,
    weekOne: mondayOf(addDays(today, 7)),
    timeZone,
    client: organisation?.side === 'client' ? organisation.name : '',
    vendor: organisation?.side === 'vendor' ? organisation.name : '',
    people: suggested.map(({ id, side, role }) => ({
      id,
      name: '',
      email: '',
      side,
      roles: [role],
      language,
    })),
  };
}

/** The roles that may be held on a side, in the order of the table of roles. */
export function rolesOn(side: Side): Role[] {
  return (Object.keys(roleSides) as Role[]).filter((role) => roleSides[role].includes(side));
}

/** The same person on the other side keeps only the roles that exist there. */
export function movedTo(person: DraftPerson, side: Side): DraftPerson {
  return {
    ...person,
    side,
    roles: person.roles.filter((role) => roleSides[role].includes(side)),
  };
}

/** True when the person who fills in the form is among the people in it. */
export function includesEmail({ people }: Pick<Draft, 'people'>, email: string): boolean {
  return people.some((person) => person.email.trim().toLowerCase() === email.toLowerCase());
}

const isBlank = ({ name, email }: DraftPerson) => name.trim() === '' && email.trim() === '';

/** The rows that are sent: those left blank are not. */
export function filledIn({ people }: Pick<Draft, 'people'>): DraftPerson[] {
  return people.filter((person) => !isBlank(person));
}

/** What is sent for a form. */
export function inputOf(draft: Draft, attempt: string): NewEngagementInput {
  const { name, key, route, pilot, weekOne, timeZone, client, vendor } = draft;
  return {
    attempt,
    key,
    name,
    route,
    pilot: route === 'B' && pilot,
    weekOne: weekOne ?? '',
    timeZone,
    client: { organisation: client },
    vendor: { organisation: vendor },
    people: filledIn(draft).map(({ id: _id, ...person }) => person),
  };
}

/** A short key out of a name, until somebody writes one: the beginning of its longest word. */
export function keyFor(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .map((word) => word.replace(/^\d+/, ''));
  const longest = words.reduce((found, word) => (word.length > found.length ? word : found), '');
  return longest.length < 2 ? '' : longest.slice(0, 4);
}
