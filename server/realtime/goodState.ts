import * as Y from 'yjs';
import { applyForeign, applyForeignV2 } from '@shared/adf/yapply';

/** Beyond these the tail is folded into the state, so that a rebuild stays as quick as a load. */
const longestTail = 1_000;
const largestTail = 256 * 1024;

/** The document as it last was good: Yjs cannot take an update back, so after a refusal it is built again from here. */
export class GoodState {
  private state: Uint8Array;
  private tail: Uint8Array[];
  private tailBytes: number;

  constructor(states: { snapshotV2: Uint8Array; tail: readonly Uint8Array[] }) {
    this.state = states.snapshotV2;
    this.tail = states.tail.filter((update) => update.length > 0);
    this.tailBytes = this.tail.reduce((bytes, update) => bytes + update.length, 0);
  }

  /** At most what the state takes when it is stored whole, deleted content included. */
  get bytes(): number {
    return this.state.length + this.tailBytes;
  }

  /** How much of that is counted by what came in, not by what it takes when stored. */
  get unmeasured(): number {
    return this.tailBytes;
  }

  build(): Y.Doc {
    const ydoc = new Y.Doc();
    applyForeignV2(ydoc, this.state);
    for (const update of this.tail) applyForeign(ydoc, update);
    return ydoc;
  }

  push(update: Uint8Array, ydoc: Y.Doc): void {
    this.tail.push(update);
    this.tailBytes += update.length;
    const due = Math.max(largestTail, this.state.length);
    if (this.tail.length > longestTail || this.tailBytes > due) this.fold(ydoc);
  }

  /** Replaces state and tail by the present state of the document, which holds nothing else. */
  fold(ydoc: Y.Doc): void {
    this.state = Y.encodeStateAsUpdateV2(ydoc);
    this.tail = [];
    this.tailBytes = 0;
  }
}
