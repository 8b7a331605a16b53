/**
 * Where own updates wait until they are acknowledged (D6). Each open document has a queue of its own; what a dead one left, by a closed
 * tab or a crash, goes to the next that opens the same place.
 */
import type { Mode } from '@shared/protocol/modes';

export interface KeptUpdate {
  /** Of the document when it was made; updates of another epoch cannot be merged (D12). */
  epoch: number;
  mode: Mode;
  bytes: Uint8Array;
}

export interface OutboxQueue {
  /** What earlier queues of this place left, oldest first. It is this queue's from now on. */
  readonly left: { key: number; update: KeptUpdate }[];
  add(update: KeptUpdate): Promise<number>;
  remove(keys: number[]): Promise<void>;
  /** Lets go: what was not removed is left to whoever opens the place next. */
  close(): void;
}

export interface OutboxStore {
  /** `place` names server, document and person: nobody is ever handed another person's text. */
  open(place: string): Promise<OutboxQueue>;
}

/** Keeps updates for as long as the process lives: for scripts, and for browsers that store nothing. */
export function memoryOutbox(): OutboxStore {
  const kept = new Map<number, { place: string; queue: symbol; update: KeptUpdate }>();
  const alive = new Set<symbol>();
  let keys = 0;

  return {
    open(place) {
      const queue = Symbol(place);
      alive.add(queue);
      const left: OutboxQueue['left'] = [];
      for (const [key, each] of kept) {
        if (each.place !== place || alive.has(each.queue)) continue;
        each.queue = queue;
        left.push({ key, update: each.update });
      }
      return Promise.resolve({
        left,
        add(update) {
          const key = (keys += 1);
          kept.set(key, { place, queue, update });
          return Promise.resolve(key);
        },
        remove(gone) {
          for (const key of gone) kept.delete(key);
          return Promise.resolve();
        },
        close: () => void alive.delete(queue),
      });
    },
  };
}
