import { randomUUID } from 'node:crypto';
import type { Me, Preferences, SetUp, SignIn } from '@shared/features/accounts/schema';
import { AppError, notFound } from '@shared/errors';
import type { Language } from '@shared/language';
import { platformAbilities } from '@shared/permissions';
import type { Actor, Application } from '@server/application';
import type { Database } from '@server/db/database';
import { hashSecret, newSecret } from '@server/secrets';
import { beginAttempt, forgetAttempts, lockedNow } from './attempts.ts';
import { consumeLink, createLink, openLink } from './links.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { type PersonRecord, accountStore } from './store.ts';

export { endSession, identify, listSessions, startSession } from './sessions.ts';
export { sweepAccounts } from './sweep.ts';

const normalise = (email: string) => email.trim().toLowerCase();

/** Somebody as other features may know them; never the password's hash. */
export type Person = Omit<PersonRecord, 'passwordHash' | 'pending'>;

function withoutSecrets({
  passwordHash: _hash,
  pending: _pending,
  ...person
}: PersonRecord): Person {
  return person;
}

async function recordByEmail(app: { db: Database }, email: string): Promise<PersonRecord | null> {
  const equals = { email: normalise(email) };
  const { records } = await accountStore(app).people.find({ index: 'byEmail', equals, limit: 1 });
  return records[0] ?? null;
}

export async function personByEmail(app: { db: Database }, email: string): Promise<Person | null> {
  const person = await recordByEmail(app, email);
  return person && withoutSecrets(person);
}

/** People by id, in no particular order; unknown ids are left out. */
export async function peopleById(app: Application, ids: string[]): Promise<Map<string, Person>> {
  const found = await accountStore(app).people.getMany([...new Set(ids)]);
  return new Map(
    found.filter((person) => person !== null).map((person) => [person.id, withoutSecrets(person)]),
  );
}

/** True once somebody has an account here. */
export async function isSetUp(app: Application): Promise<boolean> {
  return (await accountStore(app).people.count('all', { audience: 'shared' })) > 0;
}

export interface NewPerson {
  id?: string;
  email: string;
  name: string;
  language: Language;
  title?: string;
  phone?: string;
  languages?: Language[];
  timeZone?: string;
  passwordHash?: string | null;
  abilities?: PersonRecord['abilities'];
  organisation?: PersonRecord['organisation'];
}

/** Makes an account; without a password nobody can sign in to it yet. */
export async function createPerson(app: Application, input: NewPerson): Promise<Person> {
  const person = await accountStore(app).people.insert({
    id: input.id ?? randomUUID(),
    audience: 'shared',
    email: normalise(input.email),
    name: input.name,
    title: input.title ?? '',
    phone: input.phone ?? '',
    language: input.language,
    languages: input.languages ?? [input.language],
    theme: 'system',
    timeZone: input.timeZone ?? 'Europe/Paris',
    passwordHash: input.passwordHash ?? null,
    abilities: input.abilities ?? [],
    organisation: input.organisation ?? null,
    createdAt: app.now(),
  });
  return withoutSecrets(person);
}

/** Signs in by e-mail and password: the same answer, in the same time, whatever is wrong. */
export async function signIn(app: Application, { email, password }: SignIn): Promise<Person> {
  const address = normalise(email);
  const { left } = await beginAttempt(app, address);
  const person = await recordByEmail(app, address);
  if (!(await passwordMatches(person?.passwordHash, password)) || !person) {
    app.log.warn({ account: hashSecret(address).slice(0, 12), left }, 'sign-in refused');
    throw left > 0 ? new AppError('auth.refused', { attemptsLeft: left }) : lockedNow(app);
  }
  await forgetAttempts(app, address);
  return withoutSecrets(person);
}

export function describeMe(person: Person): Me {
  const { id, name, email, language, theme, timeZone, abilities, organisation } = person;
  return { id, name, email, language, theme, timeZone, abilities, organisation };
}

export async function me(app: Application, actor: Actor): Promise<Me> {
  const person = await accountStore(app).people.get(actor.personId);
  if (!person) throw new AppError('auth.required');
  return describeMe(withoutSecrets(person));
}

export async function changePreferences(
  app: Application,
  actor: Actor,
  preferences: Preferences,
): Promise<Me> {
  const { people } = accountStore(app);
  const person = await people.get(actor.personId);
  if (!person) throw notFound();
  const saved = await people.replace({ ...person, ...preferences });
  const { id, version } = saved;
  app.publish({ kind: 'me.changed', id, version, to: { personId: id } });
  return describeMe(withoutSecrets(saved));
}

/** The link with which the first account is made; null once there is one. */
export async function createSetUpLink(app: Application): Promise<string | null> {
  if (await isSetUp(app)) return null;
  return (await createLink(app, 'set-up', { personId: null, days: 1 })).secret;
}

/** Makes the first account, which may open engagements. */
export async function setUp(app: Application, input: SetUp): Promise<Person> {
  if (await isSetUp(app)) throw new AppError('setup.done');
  const link = await openLink(app, 'set-up', input.token);
  const passwordHash = await hashPassword(input.password);
  await consumeLink(app, link);
  return createPerson(app, { ...input, passwordHash, abilities: [...platformAbilities] });
}

/** A link with which somebody who has no password yet chooses one; null when they have one. */
export async function invite(
  app: Application,
  personId: string,
): Promise<{ link: string; expiresAt: number } | null> {
  const person = await accountStore(app).people.get(personId);
  if (!person || person.passwordHash !== null) return null;
  const { secret, expiresAt } = await createLink(app, 'password', { personId, days: 14 });
  return { link: `${app.address()}/welcome#${secret}`, expiresAt };
}

/** Another such link for somebody who lost theirs, by their e-mail address. */
export async function createPasswordLink(
  app: Application,
  email: string,
): Promise<{ link: string; expiresAt: number }> {
  const person = await personByEmail(app, email);
  if (!person) throw notFound();
  const made = await invite(app, person.id);
  if (!made) throw new AppError('conflict.unique', { index: 'password' });
  return made;
}

/** Chooses the first password by an invitation's link, which also signs in. */
export async function choosePassword(
  app: Application,
  input: { token: string; password: string },
): Promise<Person> {
  const { people } = accountStore(app);
  const link = await openLink(app, 'password', input.token);
  const passwordHash = await hashPassword(input.password);
  await consumeLink(app, link);
  const person = link.personId === null ? null : await people.get(link.personId);
  if (!person || person.passwordHash !== null) throw new AppError('setup.invalid');
  return withoutSecrets(await people.replace({ ...person, passwordHash }));
}

/** Mints a personal token for scripts; its text is told once. */
export async function createToken(
  app: Pick<Application, 'db' | 'now' | 'newId'>,
  input: { email: string; name: string; days: number },
): Promise<{ token: string; expiresAt: number }> {
  const person = await personByEmail(app, input.email);
  if (!person) throw notFound();
  const token = `cdr_${newSecret()}`;
  const now = app.now();
  const expiresAt = now + input.days * 86_400_000;
  await accountStore(app).tokens.insert({
    id: app.newId(),
    audience: 'shared',
    hash: hashSecret(token),
    personId: person.id,
    name: input.name,
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt };
}
