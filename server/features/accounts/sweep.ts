import type { Collection, StoredRecord } from '@server/db/collection';
import type { Application } from '@server/application';
import { succeeded } from '@server/conflicts';
import { accountStore } from './store.ts';

interface Expiring extends StoredRecord {
  expiresAt: number;
}

async function removeExpired<T extends Expiring>(
  collection: Collection<T>,
  now: number,
  onRemoved: (record: T) => void = () => undefined,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const { records } = await collection.find({
      index: 'byExpiry',
      equals: { audience: 'shared' },
      range: { lte: now },
      limit: 500,
    });
    let progress = 0;
    for (const record of records) {
      // One that was prolonged or removed since then stays as it is.
      if (!(await succeeded(collection.remove(record.id, record.version)))) continue;
      onRemoved(record);
      progress += 1;
    }
    removed += progress;
    if (records.length < 500 || progress === 0) return removed;
  }
}

/** Removes what has expired: sessions and tokens with their connections, links and counts of attempts. */
export async function sweepAccounts(app: Application): Promise<number> {
  const { sessions, tokens, links, attempts } = accountStore(app);
  const now = app.now();
  const counts = [
    await removeExpired(sessions, now, ({ id }) => app.live.disconnect({ sessionId: id })),
    await removeExpired(tokens, now, ({ id }) => app.live.disconnect({ sessionId: id })),
    await removeExpired(links, now),
    await removeExpired(attempts, now),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
