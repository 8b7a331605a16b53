import * as Y from 'yjs';
import { encodeDown } from '@shared/protocol/frames';
import { shareFrame, type SharedFrame } from './fanout.ts';

/** A whole state above this many bytes is not kept encoded for newcomers. */
const cachedBytes = 1024 * 1024;

/**
 * What of a document is durable: a whole state and the records after it. Newcomers and readers that are behind are served from
 * here, so that nobody is shown an update that is still being saved, and a hundred newcomers cost one encoding.
 */
export class DurableState {
  #state: Uint8Array;
  #from: number;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #stateFrame: SharedFrame | null = null;
  #tailFrame: { from: number; to: number; frame: SharedFrame } | null = null;

  constructor(
    readonly room: number,
    readonly epoch: number,
    state: Uint8Array,
    from: number,
    tail: Uint8Array[],
  ) {
    this.#state = state;
    this.#from = from;
    for (const update of tail) this.push(update);
  }

  get sequence(): number {
    return this.#from + this.#tail.length;
  }

  /** Readers from here on are served from memory. */
  get firstSequence(): number {
    return this.#from;
  }

  get tailLength(): number {
    return this.#tail.length;
  }

  /** What a live document is opened from. */
  get parts(): { snapshotV2: Uint8Array; tail: Uint8Array[] } {
    return { snapshotV2: this.#state, tail: this.#tail };
  }

  /** True when a snapshot is due once `more` bytes have been added. */
  isSnapshotDue(more: number, records: number, bytes: number): boolean {
    const limit = Math.max(bytes, this.#state.length);
    return this.#tail.length + 1 >= records || this.#tailBytes + more >= limit;
  }

  push(update: Uint8Array): void {
    this.#tail.push(update);
    this.#tailBytes += update.length;
  }

  /** Replaces state and tail by the whole state at the present sequence. */
  rebase(state: Uint8Array): void {
    this.#from = this.sequence;
    this.#state = state;
    this.#tail = [];
    this.#tailBytes = 0;
    this.#stateFrame = null;
    this.#tailFrame = null;
  }

  /** The frames that bring a reader from where it stands to the present sequence; null: from nothing. */
  framesFrom(sequence: number | null): SharedFrame[] {
    if (sequence === this.sequence) return [];
    if (sequence !== null && sequence >= this.#from && sequence < this.sequence) {
      return [this.#tailAfter(sequence)];
    }
    return this.#tail.length === 0
      ? [this.#wholeState()]
      : [this.#wholeState(), this.#tailAfter(this.#from)];
  }

  #wholeState(): SharedFrame {
    if (this.#stateFrame) return this.#stateFrame;
    const { room, epoch } = this;
    const bytes = this.#state;
    const frame = shareFrame(
      encodeDown({ kind: 'state', room, epoch, sequence: this.#from, bytes }),
    );
    if (bytes.length <= cachedBytes) this.#stateFrame = frame;
    return frame;
  }

  #tailAfter(from: number): SharedFrame {
    const { room, epoch, sequence } = this;
    const cached = this.#tailFrame;
    if (cached && cached.from === from && cached.to === sequence) return cached.frame;
    const bytes = mergeTail(this.#tail.slice(from - this.#from));
    const frame = tailFrame(room, epoch, from, sequence, bytes);
    this.#tailFrame = { from, to: sequence, frame };
    return frame;
  }
}

/** An update of no structs and no deletions. */
const emptyUpdate = new Uint8Array([0, 0]);

/** One update of many; records that only bind authors hold none. */
export function mergeTail(updates: Uint8Array[]): Uint8Array {
  const filled = updates.filter((update) => update.length > 0);
  if (filled.length === 0) return emptyUpdate;
  return filled.length === 1 ? filled[0]! : Y.mergeUpdates(filled);
}

export const tailFrame = (
  room: number,
  epoch: number,
  from: number,
  sequence: number,
  bytes: Uint8Array,
): SharedFrame => shareFrame(encodeDown({ kind: 'tail', room, epoch, from, sequence, bytes }));
