/** Looks after the readers that are behind (D10); costs nothing while there are none. */
import type { RealtimeLimits } from './limits.ts';
import type { Participant } from './participant.ts';

const lookEveryMs = 50;
/** A reader is served again when its queue has drained to this share of the limit. */
const drainedShare = 1 / 4;

export function createStragglers(limits: RealtimeLimits) {
  const behind = new Set<Participant>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    for (const reader of behind) {
      if (reader.left || !reader.behind) {
        behind.delete(reader);
        continue;
      }
      const queued = reader.peer.queued();
      if (queued <= limits.queuedBytes * drainedShare) {
        behind.delete(reader);
        reader.room.catchUp(reader);
        continue;
      }
      if (queued < reader.behind.queued) reader.behind = { since: performance.now(), queued };
      const patience = limits.stalledMs + (queued / limits.slowestBytesPerSecond) * 1000;
      if (performance.now() - reader.behind.since > patience) {
        behind.delete(reader);
        reader.peer.cut();
      }
    }
    if (behind.size === 0) stop();
  }

  function stop(): void {
    if (timer) clearInterval(timer);
    timer = null;
  }

  return {
    add(reader: Participant): void {
      behind.add(reader);
      timer ??= setInterval(look, lookEveryMs);
    },
    stop,
  };
}
