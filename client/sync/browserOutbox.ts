/**
 * The outbox in IndexedDB, shared by the tabs of a browser. A queue lives as long as its tab holds the Web Lock of its name, which
 * the browser gives back however the tab ends; so a queue whose lock is free is an orphan, and whoever takes the lock adopts it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeptUpdate, OutboxQueue, OutboxStore } from './outbox.ts';

interface Kept extends KeptUpdate {
  place: string;
  queue: string;
}

interface Schema extends DBSchema {
  updates: { key: number; value: Kept; indexes: { place: string } };
}

const lockName = (queue: string) => `cadrage-outbox-${queue}`;

/** Takes the lock of a queue and holds it until the given function is called; null when a living tab has it. */
async function hold(queue: string): Promise<(() => void) | null> {
  // Web Locks exist in secure contexts only. Without them orphans cannot be told from living queues: sending what another tab sends
  // too is harmless (D6), losing it is not, so everything counts as an orphan.
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return () => undefined;
  return new Promise((resolve, reject) => {
    locks
      .request(lockName(queue), { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}

/** Keeps updates over reloads, crashes and closed tabs. */
export function browserOutbox(name = 'cadrage-outbox'): OutboxStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () =>
    (database ??= openDB<Schema>(name, 1, {
      upgrade(db) {
        const updates = db.createObjectStore('updates', { autoIncrement: true });
        updates.createIndex('place', 'place');
      },
    }));

  return {
    async open(place) {
      const db = await open();
      const queue = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const releases = [await hold(queue)];
      const left = await adopt(db, place, queue, releases);
      return {
        left,
        add: (update) => db.add('updates', { ...update, place, queue }),
        async remove(keys) {
          const change = db.transaction('updates', 'readwrite');
          await Promise.all([...keys.map((key) => change.store.delete(key)), change.done]);
        },
        close() {
          for (const release of releases) release?.();
        },
      };
    },
  };
}

async function adopt(
  db: IDBPDatabase<Schema>,
  place: string,
  own: string,
  releases: ((() => void) | null)[],
): Promise<OutboxQueue['left']> {
  const kept: { key: number; update: Kept }[] = [];
  let cursor = await db.transaction('updates').store.index('place').openCursor(place);
  while (cursor) {
    kept.push({ key: cursor.primaryKey, update: cursor.value });
    cursor = await cursor.continue();
  }
  const queues = new Set(kept.map(({ update }) => update.queue));
  const adopted = new Set<string>();
  for (const queue of queues) {
    if (queue === own) continue;
    const release = await hold(queue);
    if (!release) continue;
    releases.push(release);
    adopted.add(queue);
  }
  return kept.filter(({ update }) => adopted.has(update.queue));
}
