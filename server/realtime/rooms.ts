/**
 * The documents that are open in this process. Everybody who opens one at once shares its one load, and whoever comes while it is
 * being let go of waits and loads it anew, so that no two copies of a document ever live side by side.
 */
import { notFound } from '@shared/errors';
import { Room } from './room.ts';
import type { RoomDeps } from './roomDeps.ts';

interface Entry {
  room: Promise<Room>;
  opened: Room | null;
  closing: Promise<void> | null;
}

export interface Rooms {
  /** The open room of a document, loaded if need be; throws `not-found`. */
  enter(documentId: string): Promise<Room>;
  /** The rooms that are open now. */
  all(): Room[];
  /** Lets go of every document, snapshots included. */
  close(): Promise<void>;
}

/** How often rooms that nobody uses are looked for, as a share of their idle time. */
const sweepsPerIdleTime = 4;

export function createRooms(deps: Omit<RoomDeps, 'lost'>, owner: string): Rooms {
  const entries = new Map<string, Entry>();
  let numbers = 0;

  const roomDeps: RoomDeps = {
    ...deps,
    lost(room) {
      if (entries.get(room.documentId)?.opened === room) entries.delete(room.documentId);
    },
  };

  async function load(documentId: string): Promise<Room> {
    // Only what exists is claimed, and it is read after the claim: an owner before us can append nothing more.
    if (!(await deps.store.load(documentId))) throw notFound();
    const claim = await deps.store.claim(documentId, owner);
    const loaded = await deps.store.load(documentId);
    if (!loaded) throw notFound();
    return new Room((numbers += 1), claim, loaded, roomDeps);
  }

  function open(documentId: string): Entry {
    const entry: Entry = { room: load(documentId), opened: null, closing: null };
    entries.set(documentId, entry);
    entry.room.then(
      (room) => (entry.opened = room),
      // A failed load leaves nothing behind, so that nothing can be stored over the good document.
      () => entries.get(documentId) === entry && entries.delete(documentId),
    );
    return entry;
  }

  async function enter(documentId: string): Promise<Room> {
    for (;;) {
      const entry = entries.get(documentId) ?? open(documentId);
      if (entry.closing) {
        await entry.closing;
        continue;
      }
      const room = await entry.room;
      await room.settled();
      if (entry.closing) continue;
      room.usedAt = deps.now();
      return room;
    }
  }

  function letGo(entry: Entry, room: Room): Promise<void> {
    entry.closing ??= room
      .close()
      .catch((error: unknown) => deps.log.error({ err: error }, 'room not closed cleanly'))
      .finally(() => {
        if (entries.get(room.documentId) === entry) entries.delete(room.documentId);
      });
    return entry.closing;
  }

  function sweep(): void {
    const before = deps.now() - deps.limits.idleMs;
    for (const entry of entries.values()) {
      const room = entry.opened;
      if (room && !entry.closing && room.isIdle && room.usedAt <= before) void letGo(entry, room);
    }
  }

  const sweeper = setInterval(sweep, Math.max(10, deps.limits.idleMs / sweepsPerIdleTime));
  sweeper.unref();

  return {
    enter,
    all: () => [...entries.values()].flatMap(({ opened }) => (opened ? [opened] : [])),
    async close() {
      clearInterval(sweeper);
      await Promise.all(
        [...entries.values()].map(async (entry) => {
          const room = await entry.room.catch(() => null);
          if (room) await letGo(entry, room);
        }),
      );
    },
  };
}
