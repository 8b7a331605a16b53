import type { Side } from '@shared/audience';
import type { Invitation, Member, NewMember, Organisation } from '@shared/features/members/schema';
import type { Role } from '@shared/permissions';
import type { Membership } from '@server/access/enter';
import type { Application } from '@server/application';
import { isConflict, unlessConflict } from '@server/conflicts';
import { everyRecord } from '@server/db/everyRecord';
import * as accounts from '../accounts/actions.ts';
import { type MembershipRecord, memberStore, membershipId } from './store.ts';

/** The organisation of that name on that side, made when there is none yet. */
export async function ensureOrganisation(
  app: Application,
  { id, name, side }: { id?: string; name: string; side: Side },
): Promise<Organisation> {
  const { organisations } = memberStore(app);
  const byName = { index: 'byName', equals: { side, name }, limit: 1 };
  const known = (await organisations.find(byName)).records[0];
  if (known) return { id: known.id, name, side };
  try {
    const made = await organisations.insert({
      id: id ?? app.newId(),
      audience: 'shared',
      name,
      side,
    });
    return { id: made.id, name, side };
  } catch (error) {
    const other = isConflict(error) ? (await organisations.find(byName)).records[0] : undefined;
    if (!other) throw error;
    return { id: other.id, name, side };
  }
}

export async function organisationsById(
  app: Application,
  ids: string[],
): Promise<Map<string, Organisation>> {
  const found = await memberStore(app).organisations.getMany([...new Set(ids)]);
  return new Map(
    found
      .filter((organisation) => organisation !== null)
      .map(({ id, name, side }) => [id, { id, name, side }]),
  );
}

/**
 * Puts people into an engagement, with accounts for those who have none; gives links for those without a password. Done
 * twice it changes nothing, and gives fresh links.
 */
export async function addMembers(
  app: Application,
  engagementId: string,
  organisations: Record<Side, Organisation>,
  people: NewMember[],
): Promise<Invitation[]> {
  const invitations: Invitation[] = [];
  for (const { email, name, side, roles, language, title } of people) {
    const person =
      (await accounts.personByEmail(app, email)) ??
      (await accounts.createPerson(app, { email, name, language, title }));
    await putMember(app, { engagementId, person, side, roles, organisation: organisations[side] });
    const invitation = await accounts.invite(app, person.id);
    if (invitation) invitations.push({ email: person.email, ...invitation });
  }
  return invitations;
}

/** Puts one person into an engagement; somebody who is in it already keeps their place. */
export async function putMember(
  app: Application,
  input: {
    engagementId: string;
    person: { id: string };
    side: Side;
    roles: Role[];
    organisation: Organisation;
  },
): Promise<void> {
  const { engagementId, person, side, roles, organisation } = input;
  await memberStore(app)
    .memberships.insert({
      id: membershipId(engagementId, person.id),
      audience: 'shared',
      engagementId,
      personId: person.id,
      organisationId: organisation.id,
      side,
      roles,
      since: app.now(),
    })
    .catch(unlessConflict);
  app.live.accessChanged({ personId: person.id });
}

/** Somebody's part in an engagement, for access. */
export async function membershipOf(
  app: { db: Application['db'] },
  engagementId: string,
  personId: string,
): Promise<Membership | null> {
  return memberStore(app).memberships.get(membershipId(engagementId, personId));
}

async function all(
  app: { db: Application['db'] },
  index: 'byEngagement' | 'byPerson',
  equals: Record<string, string>,
): Promise<MembershipRecord[]> {
  const found: MembershipRecord[] = [];
  const query = { index, equals: { ...equals, audience: 'shared' } };
  for await (const record of everyRecord(memberStore(app).memberships, query)) found.push(record);
  return found;
}

/** The engagements that a person takes part in. */
export function membershipsOf(
  app: { db: Application['db'] },
  personId: string,
): Promise<Membership[]> {
  return all(app, 'byPerson', { personId });
}

/** Everybody in an engagement, by access' facts only. */
export function membershipsIn(
  app: { db: Application['db'] },
  engagementId: string,
): Promise<Membership[]> {
  return all(app, 'byEngagement', { engagementId });
}

/** Everybody in an engagement as the others see them: clients first, then by name. */
export async function listMembers(app: Application, engagementId: string): Promise<Member[]> {
  const memberships = await all(app, 'byEngagement', { engagementId });
  const people = await accounts.peopleById(
    app,
    memberships.map(({ personId }) => personId),
  );
  const organisations = await organisationsById(
    app,
    memberships.map(({ organisationId }) => organisationId),
  );
  return memberships
    .flatMap(({ personId, organisationId, side, roles }) => {
      const person = people.get(personId);
      const organisation = organisations.get(organisationId);
      if (!person || !organisation) return [];
      const { id, name, title, email, phone, language, languages, timeZone } = person;
      return [
        { id, name, side, organisation, roles, title, email, phone, language, languages, timeZone },
      ];
    })
    .toSorted(
      (one, other) => one.side.localeCompare(other.side) || one.name.localeCompare(other.name),
    );
}
