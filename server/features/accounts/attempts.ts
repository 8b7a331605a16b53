import { AppError } from '@shared/errors';
import type { Application } from '@server/application';
import { succeeded, unlessConflict } from '@server/conflicts';
import { hashSecret } from '@server/secrets';
import { type AttemptsRecord, accountStore } from './store.ts';

const minuteMs = 60_000;

/**
 * Counts an attempt before the password is looked at, so that many at once are no way round the lock; gives how many
 * are left after this one. Kept in the store, so that a restart forgives nothing, and for unknown addresses alike.
 */
export async function beginAttempt(app: Application, email: string): Promise<{ left: number }> {
  const { SIGN_IN_ATTEMPTS: limit, LOCK_MINUTES } = app.config;
  const { attempts } = accountStore(app);
  const id = hashSecret(email);
  const now = app.now();
  const lockMs = LOCK_MINUTES * minuteMs;

  for (;;) {
    const known = await attempts.get(id);
    const lockedUntil = known?.lockedUntil ?? 0;
    if (lockedUntil > now) throw locked(lockedUntil, now);
    const isFresh = known && known.lockedUntil === null && known.expiresAt > now;
    const failures = (isFresh ? known.failures : 0) + 1;
    const facts = {
      failures,
      // The last one that is allowed locks at once; a success takes the lock away again.
      lockedUntil: failures >= limit ? now + lockMs : null,
      expiresAt: now + lockMs,
    };
    const saved = await save(app, id, known, facts);
    if (saved) return { left: Math.max(0, limit - failures) };
  }
}

/** Forgets the failures of somebody who has signed in. */
export async function forgetAttempts(app: Application, email: string): Promise<void> {
  const { attempts } = accountStore(app);
  const known = await attempts.get(hashSecret(email));
  if (known) await attempts.remove(known.id, known.version).catch(unlessConflict);
}

function locked(until: number, now: number): AppError {
  return new AppError('auth.locked', { minutes: Math.ceil((until - now) / minuteMs) });
}

/** Tells a person who has used up their attempts that they are locked out from now on. */
export function lockedNow(app: Application): AppError {
  return new AppError('auth.locked', { minutes: app.config.LOCK_MINUTES });
}

function save(
  app: Application,
  id: string,
  known: AttemptsRecord | null,
  facts: Pick<AttemptsRecord, 'failures' | 'lockedUntil' | 'expiresAt'>,
): Promise<boolean> {
  const { attempts } = accountStore(app);
  if (known) return succeeded(attempts.replace({ ...known, ...facts }));
  return succeeded(attempts.insert({ id, audience: 'shared', ...facts }));
}
