import { randomInt } from 'node:crypto';
import { fromAdf } from '@shared/adf/codec';
import { importAdf } from '@shared/adf/import';
import { addDays, dayAt, daysBetween, mondayOf } from '@shared/calendar';
import { authorOf } from '@shared/suggestions/ids';
import { weekOf } from '@shared/features/engagements/rules';
import type { Application } from '@server/application';
import { unlessConflict } from '@server/conflicts';
import { createPerson } from '@server/features/accounts/actions';
import { hashPassword } from '@server/features/accounts/passwords';
import { explainSuggestion, suggestionsSeen } from '@server/features/approvals/actions';
import { threadStore } from '@server/features/comments/store';
import { storeDocument } from '@server/features/documents/actions';
import { insertEngagement } from '@server/features/engagements/actions';
import { ensureOrganisation, putMember } from '@server/features/members/actions';
import { engagement, everybody, organisations } from './cast.ts';
import { propose } from './propose.ts';
import { type Shift, shiftByWeeks } from './shift.ts';
import {
  type StoryDocument,
  documents,
  milestones,
  presentWeek,
  storyWeekOne,
  storyYear,
} from './story.ts';

/** What the terminal says of it. */
export interface FilledDemo {
  password: string;
  /** The week of the engagement that it is today; a demo that is kept grows older. */
  week: number;
}

const hourMs = 3_600_000;
const timeZone = 'Europe/Paris';

/**
 * Fills an empty demo store with the engagement of Maison Lavande and Fieldwise, so that today lies in its fifth week; gives
 * the password of everybody in it. Every step may have been done already, so that a stop in the middle does no harm.
 */
export async function fillDemo(app: Application): Promise<FilledDemo> {
  const password = await once(app, 'demo.password', newPassword);
  const today = dayAt(app.now(), timeZone);
  const monday = addDays(mondayOf(today), (1 - presentWeek) * 7);
  const weekOne = await once(app, 'demo.weekOne', () => monday);
  const filled = { password, week: weekOf(weekOne, today) };
  if ((await app.db.facts.get('demo.filled')) === 'yes') return filled;

  const shift = shiftByWeeks(daysBetween(storyWeekOne, weekOne) / 7, storyYear);

  await addPeople(app, password);
  await openSpace(app, weekOne, shift);
  for (const document of documents) await addDocument(app, document, shift);
  await app.db.facts.set('demo.filled', 'yes');
  return filled;
}

async function once(app: Application, name: string, make: () => string): Promise<string> {
  const known = await app.db.facts.get(name);
  if (known !== null) return known;
  const made = make();
  await app.db.facts.set(name, made);
  return made;
}

/** Easy to copy from a terminal and to type: no letter that looks like a digit. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

async function addPeople(app: Application, password: string): Promise<void> {
  await Promise.all(
    everybody.map(
      async ({ id, name, email, title, phone, language, languages, timezone, roles }) => {
        await createPerson(app, {
          id,
          name,
          email,
          title,
          phone,
          language,
          languages,
          timeZone: timezone,
          passwordHash: await hashPassword(password),
          abilities: roles.includes('platform-administrator') ? ['engagement.create'] : [],
        }).catch(unlessConflict);
      },
    ),
  );
}

async function openSpace(app: Application, weekOne: string, shift: Shift): Promise<void> {
  const made = await Promise.all(organisations.map((one) => ensureOrganisation(app, one)));
  const organisationOf = (side: string) => {
    const organisation = made.find((one) => one.side === side);
    if (!organisation) throw new Error(`The demo has no organisation of the ${side}.`);
    return organisation;
  };
  const { id, key, name, sponsor } = engagement;
  const facts = { id, key, name, route: 'B', pilot: true, weekOne, timeZone } as const;
  const companies = {
    clientId: organisationOf('client').id,
    vendorId: organisationOf('vendor').id,
  };
  await insertEngagement(app, sponsor, { ...facts, ...companies }, (plan) => ({
    ...plan,
    milestones: plan.milestones.map((milestone) => {
      const { due, doneOn } = milestones[milestone.id] ?? {};
      return {
        ...milestone,
        due: due === undefined ? milestone.due : shift.day(due),
        doneOn: doneOn === undefined ? null : shift.day(doneOn),
      };
    }),
  })).catch(unlessConflict);

  for (const person of everybody) {
    const { side, roles } = person;
    const organisation = organisationOf(side);
    await putMember(app, { engagementId: id, person, side, roles, organisation });
  }
}

async function addDocument(app: Application, story: StoryDocument, shift: Shift): Promise<void> {
  const { id, title, kind, language, audience, by, suggestions, threads } = story;
  const plain = fromAdf(importAdf(shift.adf(story.adf)).adf);
  const node = suggestions.reduce(propose, plain);
  const record = {
    id,
    title,
    kind,
    language,
    audience,
    createdBy: by,
    engagementId: engagement.id,
  };
  await storeDocument(app, node, record).catch(unlessConflict);

  const now = app.now();
  for (const { id: suggestion, hoursAgo } of suggestions) {
    await suggestionsSeen(app, { documentId: id, ids: [suggestion], at: now - hoursAgo * hourMs });
  }
  for (const { id: suggestion, reason } of suggestions) {
    const personId = authorOf(suggestion);
    if (reason === null) continue;
    const author = { personId, name: personId, abilities: [] };
    await explainSuggestion(app, author, id, suggestion, reason);
  }
  for (const { id: thread, quote, by: personId, body, hoursAgo, replies, ...facts } of threads) {
    await threadStore(app)
      .insert({
        id: thread,
        audience: facts.audience,
        documentId: id,
        personId,
        body,
        quote,
        prefix: '',
        suffix: '',
        anchor: null,
        resolvedBy: null,
        resolvedAt: null,
        state: 'open',
        at: now - hoursAgo * hourMs,
        replies: replies.map((reply, index) => ({
          id: `${thread}-${index + 1}`,
          personId: reply.by,
          at: now - reply.hoursAgo * hourMs,
          body: reply.body,
        })),
      })
      .catch(unlessConflict);
  }
}

/** Who may sign in, for the terminal: one person of each kind, with the password of all. */
export function welcome({ password, week }: FilledDemo): string {
  const shown = [
    'sponsor',
    'point-of-contact',
    'key-user',
    'customer-success-officer',
    'consultant',
  ];
  const people = shown.flatMap((role) => everybody.find(({ roles }) => roles[0] === role) ?? []);
  const width = Math.max(...people.map(({ email }) => email.length));
  const lines = people.map(
    ({ email, name, roles, side }) => `  ${email.padEnd(width)}  ${name}, ${roles[0]} (${side})`,
  );
  return [
    `Sign in with the password ${password} as any of ${everybody.length} people, such as:`,
    ...lines,
    ...(week === presentWeek
      ? []
      : [`This demo was filled before; it is in its week ${week} now.`]),
  ].join('\n');
}
