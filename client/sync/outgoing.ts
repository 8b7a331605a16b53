/** The own updates of one document, in order: those that wait, and those that were sent under a number. Pure bookkeeping. */
import * as Y from 'yjs';
import type { Mode } from '@shared/protocol/modes';

export interface OwnUpdate {
  mode: Mode;
  bytes: Uint8Array;
  epoch: number | null;
  /** Where it is kept; null while there is no outbox yet. */
  key: Promise<number> | null;
}

interface Sent {
  number: number;
  updates: OwnUpdate[];
}

/** Updates that are merged into one message hold no more than this together, unless one alone is larger. */
const mergedBytes = 256 * 1024;
/** Messages that may be on their way at once; a long backlog goes in steps, below the server's pace. */
const windowSize = 50;

export class Outgoing {
  #waiting: OwnUpdate[] = [];
  #sent: Sent[] = [];
  #numbers = 0;
  #sentCount = 0;

  /** How many are not acknowledged. */
  get size(): number {
    return this.#waiting.length + this.#sentCount;
  }

  get isUnderWay(): boolean {
    return this.#sent.length > 0;
  }

  get all(): OwnUpdate[] {
    return [...this.#sent.flatMap(({ updates }) => updates), ...this.#waiting];
  }

  add(update: OwnUpdate): void {
    this.#waiting.push(update);
  }

  /** Puts what an earlier life left before everything else. */
  addFirst(updates: OwnUpdate[]): void {
    this.#waiting.unshift(...updates);
  }

  /** The next message to send, if any may go. Edits are merged; suggestions go one by one, each to be judged as it was made. */
  next(): { number: number; mode: Mode; bytes: Uint8Array } | null {
    const first = this.#waiting[0];
    if (!first || this.#sent.length >= windowSize) return null;
    const updates = this.#waiting.splice(0, first.mode === 'edit' ? this.#mergeable() : 1);
    this.#numbers += 1;
    const number = this.#numbers;
    this.#sent.push({ number, updates });
    this.#sentCount += updates.length;
    const all = updates.map(({ bytes }) => bytes);
    return { number, mode: first.mode, bytes: all.length === 1 ? all[0]! : Y.mergeUpdates(all) };
  }

  /** Lets go of what is durable, and gives it back. */
  acknowledged(number: number): OwnUpdate[] {
    const durable: OwnUpdate[] = [];
    while (this.#sent[0] && this.#sent[0].number <= number) {
      durable.push(...this.#sent.shift()!.updates);
    }
    this.#sentCount -= durable.length;
    return durable;
  }

  /** Lets go of a refused message and of everything after it, and gives it back; what came before may still be acknowledged. */
  refused(number: number): OwnUpdate[] {
    const lost = this.#sent.filter((sent) => sent.number >= number).flatMap((sent) => sent.updates);
    this.#sent = this.#sent.filter((sent) => sent.number < number);
    this.#sentCount -= lost.length;
    return [...lost, ...this.#waiting.splice(0)];
  }

  /** After a new opening numbers begin at 1 again, and what was sent is sent again. */
  restart(): void {
    this.#waiting.unshift(...this.#sent.flatMap(({ updates }) => updates));
    this.#sent = [];
    this.#sentCount = 0;
    this.#numbers = 0;
  }

  /** How many of the first that wait go as one message. */
  #mergeable(): number {
    let count = 0;
    let bytes = 0;
    for (const update of this.#waiting) {
      bytes += update.bytes.length;
      if (update.mode !== 'edit' || (count > 0 && bytes > mergedBytes)) break;
      count += 1;
    }
    return count;
  }
}
