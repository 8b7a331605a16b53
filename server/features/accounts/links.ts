import { AppError } from '@shared/errors';
import type { Application } from '@server/application';
import { succeeded } from '@server/conflicts';
import { hashSecret, newSecret } from '@server/secrets';
import { type LinkRecord, accountStore } from './store.ts';

const dayMs = 86_400_000;

/** Makes a one-time link; its secret is told once and stored nowhere. */
export async function createLink(
  app: Application,
  purpose: LinkRecord['purpose'],
  { personId, days }: { personId: string | null; days: number },
): Promise<{ secret: string; expiresAt: number }> {
  const secret = newSecret();
  const expiresAt = app.now() + days * dayMs;
  const hash = hashSecret(secret);
  await accountStore(app).links.insert({
    id: app.newId(),
    audience: 'shared',
    hash,
    purpose,
    personId,
    expiresAt,
  });
  return { secret, expiresAt };
}

/** The link that a secret opens; refuses one that is unknown, used, or over. */
export async function openLink(
  app: Application,
  purpose: LinkRecord['purpose'],
  secret: string,
): Promise<LinkRecord> {
  const equals = { hash: hashSecret(secret) };
  const { records } = await accountStore(app).links.find({ index: 'byHash', equals, limit: 1 });
  const link = records[0];
  if (!link || link.purpose !== purpose || link.expiresAt <= app.now()) {
    throw new AppError('setup.invalid');
  }
  return link;
}

/** Uses a link up; of two who use it at once, one is refused. */
export async function consumeLink(app: Application, link: LinkRecord): Promise<void> {
  const { links } = accountStore(app);
  if (!(await succeeded(links.remove(link.id, link.version)))) throw new AppError('setup.invalid');
}
