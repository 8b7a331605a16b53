import { isDeepStrictEqual } from 'node:util';
import { dayAt } from '@shared/calendar';
import { AppError, notFound } from '@shared/errors';
import { isLate, nextMilestone, progressOf, weekOf } from '@shared/features/engagements/rules';
import type {
  EngagementCard,
  EngagementOverview,
  NewEngagement,
  NewEngagementReply,
} from '@shared/features/engagements/schema';
import type { Organisation } from '@shared/features/members/schema';
import type { Entered } from '@server/access/enter';
import type { Actor, Application } from '@server/application';
import { isConflict } from '@server/conflicts';
import { summarise } from '../documents/actions.ts';
import {
  addMembers,
  ensureOrganisation,
  listMembers,
  membershipsOf,
  organisationsById,
} from '../members/actions.ts';
import { dueOfGate, layTemplate } from './lay.ts';
import { type EngagementRecord, engagementStore } from './store.ts';

/** What stands in a card whoever reads it. */
function describe(
  app: Application,
  record: EngagementRecord,
  client: Organisation,
  vendor: Organisation,
) {
  const { id, key, name, route, pilot, weekOne, timeZone, weeks, version } = record;
  const today = dayAt(app.now(), timeZone);
  const week = weekOf(weekOne, today);
  const milestones = record.milestones.map((one) => ({ ...one, late: isLate(one, today) }));
  const phases = record.phases.map((phase) => ({ ...phase, progress: progressOf(phase, week) }));
  return {
    id,
    key,
    name,
    route,
    pilot,
    client,
    vendor,
    weekOne,
    timeZone,
    today,
    week,
    weeks,
    version,
    goLive: record.milestones.find(({ id: one }) => one.endsWith('go-live'))?.due ?? null,
    currentPhases: phases
      .filter(({ progress }) => progress === 'current')
      .map(({ id: phase, label }) => ({ id: phase, label })),
    nextMilestone: nextMilestone(milestones),
    phases,
    milestones,
    gates: record.gates.flatMap((gate) => {
      const due = dueOfGate(gate, record);
      return due === null ? [] : [{ ...gate, due }];
    }),
  };
}

async function companies(
  app: Application,
  { clientId, vendorId }: EngagementRecord,
): Promise<{ client: Organisation; vendor: Organisation }> {
  const found = await organisationsById(app, [clientId, vendorId]);
  const client = found.get(clientId);
  const vendor = found.get(vendorId);
  if (!client || !vendor)
    throw new Error('An engagement names an organisation that is not stored.');
  return { client, vendor };
}

async function overview(
  app: Application,
  record: EngagementRecord,
  inside: Entered,
): Promise<Omit<EngagementOverview, 'people'>> {
  const { client, vendor } = await companies(app, record);
  return {
    ...describe(app, record, client, vendor),
    ...(await summarise(app, record.id, inside)),
    side: inside.side,
    roles: inside.roles,
    abilities: inside.abilities(),
  };
}

/** The engagements in which somebody takes part, by name of their key. */
export async function listEngagements(app: Application, actor: Actor): Promise<EngagementCard[]> {
  const memberships = await membershipsOf(app, actor.personId);
  const cards = await Promise.all(
    memberships.map(async ({ engagementId }) => {
      const inside = await app.access.enter(actor, engagementId, 'engagement.read');
      const record = await load(app, engagementId);
      const {
        phases: _phases,
        milestones: _m,
        gates: _gates,
        ...card
      } = await overview(app, record, inside);
      return card;
    }),
  );
  return cards.toSorted((one, other) => one.key.localeCompare(other.key));
}

export async function readEngagement(
  app: Application,
  actor: Actor,
  id: string,
): Promise<EngagementOverview> {
  const inside = await app.access.enter(actor, id, 'engagement.read');
  const record = await load(app, id);
  return { ...(await overview(app, record, inside)), people: await listMembers(app, id) };
}

async function load(app: Application, id: string): Promise<EngagementRecord> {
  const record = await engagementStore(app).get(id);
  if (!record) throw notFound();
  return record;
}

/**
 * Opens a space by the template of its route, with both companies and their people. Only who may do so on this server;
 * it makes them no member of it.
 */
export async function createEngagement(
  app: Application,
  actor: Actor,
  input: NewEngagement,
): Promise<NewEngagementReply> {
  if (!actor.abilities.includes('engagement.create')) throw notFound();
  const begun = await begunBefore(app, actor, input);
  const record = begun ?? (await open(app, actor, input));
  const { client, vendor } = await companies(app, record);
  const invitations = await addMembers(app, record.id, { client, vendor }, input.people);
  const to = { engagementId: record.id, audience: 'shared' } as const;
  app.publish({ kind: 'engagement.created', id: record.id, version: record.version, to });

  const {
    phases: _phases,
    milestones: _m,
    gates: _gates,
    ...card
  } = describe(app, record, client, vendor);
  const engagement = { ...card, documents: 0, pendingSuggestions: 0, abilities: [] };
  return { engagement, invitations };
}

const keyTaken = () =>
  new AppError('conflict.unique', { index: 'byKey' }, [{ path: 'key', key: 'key.taken' }]);

/** What the same attempt opened before its answer was lost; refuses a key that any other engagement has. */
async function begunBefore(
  app: Application,
  actor: Actor,
  { attempt, key, name, route, pilot, weekOne, timeZone }: NewEngagement,
): Promise<EngagementRecord | null> {
  const byKey = { index: 'byKey', equals: { key }, limit: 1 };
  const known = (await engagementStore(app).find(byKey)).records[0];
  if (!known) return null;
  const asked = { id: attempt, createdBy: actor.personId, name, route, pilot, weekOne, timeZone };
  if (!isDeepStrictEqual({ ...known, ...asked }, known)) throw keyTaken();
  return known;
}

async function open(
  app: Application,
  actor: Actor,
  input: NewEngagement,
): Promise<EngagementRecord> {
  const client = await ensureOrganisation(app, { name: input.client.organisation, side: 'client' });
  const vendor = await ensureOrganisation(app, { name: input.vendor.organisation, side: 'vendor' });
  const record = {
    ...input,
    id: input.attempt ?? app.newId(),
    clientId: client.id,
    vendorId: vendor.id,
  };
  return insertEngagement(app, actor.personId, record).catch((error: unknown) => {
    throw isConflict(error) ? keyTaken() : error;
  });
}

/** Stores an engagement with its plan laid on dates; `adjust` may move what the template does not know. */
export async function insertEngagement(
  app: Application,
  createdBy: string,
  input: Pick<
    EngagementRecord,
    'id' | 'key' | 'name' | 'route' | 'pilot' | 'weekOne' | 'timeZone' | 'clientId' | 'vendorId'
  >,
  adjust: (plan: ReturnType<typeof layTemplate>) => ReturnType<typeof layTemplate> = (plan) => plan,
): Promise<EngagementRecord> {
  const { id, key, name, route, pilot, weekOne, timeZone, clientId, vendorId } = input;
  return engagementStore(app).insert({
    id,
    key,
    name,
    route,
    pilot,
    weekOne,
    timeZone,
    clientId,
    vendorId,
    ...adjust(layTemplate(route, weekOne, pilot)),
    audience: 'shared',
    createdAt: app.now(),
    createdBy,
  });
}
