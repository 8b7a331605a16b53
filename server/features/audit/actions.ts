import type { Audience } from '@shared/audience';
import { audiencesOf } from '@shared/audience';
import type { Actor, Application } from '@server/application';
import { isConflict, succeeded } from '@server/conflicts';
import type { Database } from '@server/db/database';
import type { PendingWork } from '@server/db/collection';
import { newSecret } from '@server/secrets';
import { chainStart, hashOf, leafOf } from './chain.ts';
import { type AuditBody, type BodyRecord, auditStore } from './store.ts';

/** What an entry says, for whom, and the key by which it is written once only. */
export interface AuditWork {
  engagementId: string;
  audience: Audience;
  body: AuditBody;
}

/** An entry to be written with the change that it tells of: the changed record carries it until it stands in the log. */
export function auditWork(key: string, work: AuditWork): PendingWork {
  return { key: `audit ${key}`, kind: 'audit', payload: work };
}

/** Writes an entry at the end of its engagement's chain; writing the same key again changes nothing. */
export async function appendAudit(
  app: { db: Database },
  key: string,
  { engagementId, audience, body }: AuditWork,
): Promise<void> {
  const { entries } = auditStore(app);
  const kept = await keepBody(app, key, { engagementId, audience, body });
  const leaf = leafOf(kept.salt, kept.body);

  for (;;) {
    const known = await entries.find({ index: 'byKey', equals: { key }, limit: 1 });
    if (known.records.length > 0) return;
    const last = await entries.find({
      index: 'bySequence',
      equals: { engagementId },
      order: 'desc',
      limit: 1,
    });
    const previous = last.records[0]?.hash ?? chainStart(engagementId);
    const sequence = (last.records[0]?.sequence ?? 0) + 1;
    const link = { engagementId, sequence, leaf, previous };
    const entry = { id: `${engagementId} ${sequence}`, audience, key, ...link, hash: hashOf(link) };
    // Another entry may have taken the place; then this one goes behind it.
    if (await succeeded(entries.insert(entry))) return;
  }
}

async function keepBody(
  app: { db: Database },
  key: string,
  { engagementId, audience, body }: AuditWork,
): Promise<BodyRecord> {
  const { bodies } = auditStore(app);
  const known = await bodies.get(key);
  if (known) return known;
  try {
    return await bodies.insert({ id: key, audience, engagementId, salt: newSecret(), body });
  } catch (error) {
    const other = isConflict(error) ? await bodies.get(key) : null;
    if (!other) throw error;
    return other;
  }
}

/** The log of an engagement, latest first, without what is internal to the other side. */
export async function readAudit(
  app: Application,
  actor: Actor,
  engagementId: string,
): Promise<(AuditBody & { sequence: number; hash: string })[]> {
  const inside = await app.access.enter(actor, engagementId, 'audit.read');
  const { entries, bodies } = auditStore(app);
  const pages = await Promise.all(
    audiencesOf(inside.side).map((audience) =>
      entries.find({
        index: 'byEngagement',
        equals: { engagementId, audience },
        order: 'desc',
        limit: 500,
      }),
    ),
  );
  const found = pages.flatMap((page) => page.records);
  const texts = await bodies.getMany(found.map(({ key }) => key));
  return found
    .flatMap(({ sequence, hash }, index) => {
      const body = texts[index]?.body;
      return body ? [{ ...body, sequence, hash }] : [];
    })
    .toSorted((one, other) => other.sequence - one.sequence);
}
