import type { SessionEntry } from '@shared/features/accounts/schema';
import { notFound } from '@shared/errors';
import type { Actor, Application } from '@server/application';
import { succeeded, unlessConflict } from '@server/conflicts';
import { hashSecret, newSecret } from '@server/secrets';
import { type PersonRecord, type SessionRecord, accountStore } from './store.ts';

const hourMs = 3_600_000;
/** How stale `lastSeenAt` may be, so that not every request writes. */
const touchMs = 600_000;

/** Starts a session and gives its secret, which only the browser keeps. */
export async function startSession(
  app: Application,
  personId: string,
  from: { userAgent: string; address: string },
): Promise<string> {
  const secret = newSecret();
  const now = app.now();
  await accountStore(app).sessions.insert({
    id: app.newId(),
    audience: 'shared',
    hash: hashSecret(secret),
    personId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + app.config.SESSION_HOURS * hourMs,
    userAgent: from.userAgent.slice(0, 300),
    address: from.address,
  });
  return secret;
}

/** The session that a secret opens, prolonged by being used; null when it is over. */
async function resumeSession(app: Application, secret: string): Promise<SessionRecord | null> {
  const { sessions } = accountStore(app);
  const { records } = await sessions.find({
    index: 'byHash',
    equals: { hash: hashSecret(secret) },
    limit: 1,
  });
  const session = records[0];
  const now = app.now();
  if (!session || session.expiresAt <= now) return null;
  if (now - session.lastSeenAt > touchMs) {
    const expiresAt = now + app.config.SESSION_HOURS * hourMs;
    // Another request of the same page may have done it already; either is right.
    await sessions.replace({ ...session, lastSeenAt: now, expiresAt }).catch(unlessConflict);
  }
  return session;
}

/** Who is behind a session's secret or a personal token. */
export async function identify(
  app: Application,
  credentials: { session?: string; token?: string },
): Promise<Actor | null> {
  const { people, tokens } = accountStore(app);
  if (credentials.token !== undefined) {
    const equals = { hash: hashSecret(credentials.token) };
    const token = (await tokens.find({ index: 'byHash', equals, limit: 1 })).records[0];
    if (!token || token.expiresAt <= app.now()) return null;
    return actor(await people.get(token.personId), { tokenId: token.id });
  }
  if (credentials.session !== undefined) {
    const session = await resumeSession(app, credentials.session);
    return session && actor(await people.get(session.personId), { sessionId: session.id });
  }
  return null;
}

function actor(
  person: PersonRecord | null,
  by: Pick<Actor, 'sessionId' | 'tokenId'>,
): Actor | null {
  return person && { personId: person.id, name: person.name, abilities: person.abilities, ...by };
}

/** The sessions of the person who asks, the latest first. */
export async function listSessions(app: Application, asking: Actor): Promise<SessionEntry[]> {
  const { records } = await accountStore(app).sessions.find({
    index: 'byPerson',
    equals: { personId: asking.personId, audience: 'shared' },
    limit: 500,
  });
  return records
    .filter((session) => session.expiresAt > app.now())
    .toSorted((one, other) => other.lastSeenAt - one.lastSeenAt)
    .map(({ id, createdAt, lastSeenAt, expiresAt, userAgent, address }) => {
      const current = id === asking.sessionId;
      return { id, current, createdAt, lastSeenAt, expiresAt, userAgent, address };
    });
}

/** Ends one of one's own sessions, with everything that is connected through it. */
export async function endSession(app: Application, asking: Actor, id: string): Promise<void> {
  const { sessions } = accountStore(app);
  for (;;) {
    const session = await sessions.get(id);
    if (!session || session.personId !== asking.personId) throw notFound();
    // A request that prolongs it at this very moment makes the removal miss; then again.
    if (await succeeded(sessions.remove(id, session.version))) break;
  }
  app.live.disconnect({ sessionId: id });
}
