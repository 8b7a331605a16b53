import type { Room } from './room.ts';

/** One clock for all rooms: what changed in presence leaves once per beat, and there is no beat while nobody moves. */
export function startPresenceClock(beatMs: number) {
  const marked = new Set<Room>();
  let timer: NodeJS.Timeout | null = null;

  function beat(): void {
    timer = null;
    for (const room of marked) room.sendPresence();
    marked.clear();
  }

  return {
    mark(room: Room): void {
      marked.add(room);
      timer ??= setTimeout(beat, beatMs);
    },
    stop(): void {
      if (timer) clearTimeout(timer);
    },
  };
}
