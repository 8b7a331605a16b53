/** Keeps the own updates of one open document in its outbox, from when they are made until they are durable. */
import type { OutboxQueue, OutboxStore } from './outbox.ts';
import type { OwnUpdate } from './outgoing.ts';

export class Keeper {
  #opening: Promise<OwnUpdate[]> | null = null;
  #queue: OutboxQueue | null = null;
  #unkept = new Set<OwnUpdate>();
  #closed = false;

  constructor(
    readonly outbox: OutboxStore,
    /** Told when this browser keeps nothing. */
    readonly onFault: () => void,
  ) {}

  /** What an earlier life of the page left in this place; the same answer however often it is asked. */
  open(place: string, epoch: number): Promise<OwnUpdate[]> {
    this.#opening ??= this.#open(place, epoch);
    return this.#opening;
  }

  /** Keeps an update; one that is made before the outbox is open is kept then. */
  keep(update: OwnUpdate): void {
    const { epoch } = update;
    if (!this.#queue || epoch === null) {
      this.#unkept.add(update);
      return;
    }
    update.key = this.#queue.add({ epoch, mode: update.mode, bytes: update.bytes });
    update.key.catch(this.onFault);
  }

  /** Lets go of what is durable. What stays behind by a fault is sent once more some day, which changes nothing (D6). */
  async forget(updates: OwnUpdate[]): Promise<void> {
    for (const update of updates) this.#unkept.delete(update);
    const settled = await Promise.allSettled(updates.flatMap(({ key }) => (key ? [key] : [])));
    const keys = settled.flatMap((key) => (key.status === 'fulfilled' ? [key.value] : []));
    if (keys.length > 0) await this.#queue?.remove(keys).catch(this.onFault);
  }

  /** Leaves what is not durable to whoever opens the place next, but for `lost`, which its author was given. */
  close(lost: OwnUpdate[]): void {
    this.#closed = true;
    // At once where it can be, so that a page that opens the document right away finds it.
    if (lost.length === 0) this.#queue?.close();
    else void this.forget(lost).then(() => this.#queue?.close());
  }

  async #open(place: string, epoch: number): Promise<OwnUpdate[]> {
    let queue: OutboxQueue;
    try {
      queue = await this.outbox.open(place);
    } catch {
      this.onFault();
      return [];
    }
    this.#queue = queue;
    const unkept = [...this.#unkept];
    this.#unkept.clear();
    for (const update of unkept) {
      update.epoch ??= epoch;
      this.keep(update);
    }
    if (this.#closed) {
      queue.close();
      return [];
    }
    return queue.left.map(({ key, update }) => ({ ...update, key: Promise.resolve(key) }));
  }
}
