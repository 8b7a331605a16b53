import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Database } from '@server/db/database';
import { openEmbedded } from '@server/db/embedded/openEmbedded';

export interface TemporaryStore {
  /** The store as it is open now. */
  readonly db: Database;
  readonly dir: string;
  /** Closes the store and opens it again from disk, as a restart does. */
  reopen(): Promise<Database>;
  /** Closes the store and removes its directory. */
  dispose(): Promise<void>;
}

/** The embedded store, in a folder of its own: what tests use in place of a mock. */
export async function temporaryStore(now: () => number = Date.now): Promise<TemporaryStore> {
  const dir = await mkdtemp(join(tmpdir(), 'cadrage-'));
  const open = () => openEmbedded({ dir, now, log: pino({ level: 'silent' }) });
  let db = await open();
  return {
    get db() {
      return db;
    },
    dir,
    async reopen() {
      await db.close();
      db = await open();
      return db;
    },
    async dispose() {
      await db.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
