/** One connection in one room: numbers its updates, keeps its pace, and stops sending to a reader that is behind. */
import { closeCodes, type CloseCode } from '@shared/protocol/close';
import type { WirePerson } from '@shared/protocol/down';
import { encodeDown } from '@shared/protocol/frames';
import { allowsMode, type Mode } from '@shared/protocol/modes';
import type { Refusal } from '@shared/protocol/refusals';
import { shareFrame, type SharedFrame } from './fanout.ts';
import type { RealtimeLimits } from './limits.ts';
import { createPace, type Pace } from './pace.ts';
import type { Peer } from './peer.ts';

interface Waiting {
  number: number;
  mode: Mode;
  bytes: Uint8Array;
}

/** What a participant needs of the room that it is in; the room itself knows its participants, and not the other way round. */
export interface ParticipantRoom {
  readonly number: number;
  readonly documentId: string;
  receive(writer: Participant, number: number, mode: Mode, bytes: Uint8Array): void;
  present(participant: Participant, clientId: number, state: string): void;
  watch(reader: Participant): void;
  catchUp(reader: Participant): void;
  dismiss(participant: Participant, reason: CloseCode): void;
  leave(participant: Participant): void;
}

/** Beyond this many times the pace a writer is refused instead of slowed down (D9). */
const refusedAt = 10;

export class Participant {
  /** The newest sequence whose frame this connection has been sent. */
  sent = 0;
  /** Set while the reader is behind: nothing is sent until its buffer has drained. */
  behind: { since: number; queued: number } | null = null;
  /** The person as the bytes that presence frames carry. */
  readonly personJson: string;
  left = false;

  #next = 1;
  #acknowledged = { epoch: 0, sequence: 0, number: 0 };
  #refused = false;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #pace: Pace;
  readonly #presencePace: Pace;

  constructor(
    readonly room: ParticipantRoom,
    readonly peer: Peer,
    readonly person: WirePerson,
    public granted: Mode,
    readonly limits: RealtimeLimits,
    now: () => number,
  ) {
    this.personJson = JSON.stringify(person);
    this.#pace = createPace(limits.updatesPerSecond, now);
    this.#presencePace = createPace(2_000 / limits.presenceMs, now);
  }

  /** Takes an update off the wire; order is kept, pace is limited. */
  receive(number: number, mode: Mode, bytes: Uint8Array): void {
    if (this.left) return;
    if (number < this.#next) {
      // Twice the same: told again if it is durable; what was refused or is still being saved is told on its own.
      if (number <= this.#acknowledged.number) this.#sendAcknowledged();
      return;
    }
    if (number > this.#next) {
      this.room.dismiss(this, 'update.missing');
      return;
    }
    this.#next += 1;
    if (this.#refused) return this.refuse(number, { reason: 'after.refusal' });
    if (this.#waiting.length === 0 && this.#pace.pass()) return this.#judge(number, mode, bytes);

    if (this.#waiting.length >= this.limits.updatesPerSecond * (refusedAt - 1)) {
      for (const waiting of this.#waiting.splice(0)) {
        this.refuse(waiting.number, { reason: this.#refused ? 'after.refusal' : 'rate.exceeded' });
      }
      return this.refuse(number, { reason: 'after.refusal' });
    }
    this.#waiting.push({ number, mode, bytes });
    this.#timer ??= setTimeout(() => this.#drain(), this.#pace.waitMs());
  }

  /** Takes the client's own presence; too much of it is dropped, since it is volatile. */
  present(clientId: number, state: string): void {
    if (this.left || state.length > this.limits.presenceBytes || !this.#presencePace.pass()) return;
    this.room.present(this, clientId, state);
  }

  refuse(number: number, refusal: Refusal): void {
    this.#refused = true;
    this.#send(encodeDown({ kind: 'refused', room: this.room.number, number, ...refusal }));
  }

  acknowledge(epoch: number, sequence: number, number: number): void {
    this.#acknowledged = { epoch, sequence, number };
    this.#sendAcknowledged();
  }

  /** Sends what became durable as `sequence`, unless this reader is behind. */
  deliver(frame: SharedFrame, sequence: number): void {
    if (this.behind) return;
    const queued = this.peer.queued();
    if (queued > this.limits.queuedBytes) {
      this.behind = { since: performance.now(), queued };
      this.room.watch(this);
      return;
    }
    this.peer.send(frame);
    this.sent = sequence;
  }

  grant(mode: Mode): void {
    if (mode === this.granted) return;
    this.granted = mode;
    this.#send(encodeDown({ kind: 'access', room: this.room.number, mode }));
  }

  close(reason: CloseCode): void {
    const { retry } = closeCodes[reason];
    this.#send(encodeDown({ kind: 'closed', room: this.room.number, reason, retry }));
  }

  /** What waits is still judged: its author sent it and left, which takes nothing back. */
  leave(): void {
    this.#judgeWaiting();
    this.left = true;
  }

  #judge(number: number, mode: Mode, bytes: Uint8Array): void {
    if (bytes.length > this.limits.updateBytes) {
      return this.refuse(number, { reason: 'update.too-large' });
    }
    if (!allowsMode(this.granted, mode)) return this.refuse(number, { reason: 'mode.exceeded' });
    this.room.receive(this, number, mode, bytes);
  }

  #judgeWaiting(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const { number, mode, bytes } of this.#waiting.splice(0)) this.#take(number, mode, bytes);
  }

  #take(number: number, mode: Mode, bytes: Uint8Array): void {
    if (this.#refused) this.refuse(number, { reason: 'after.refusal' });
    else this.#judge(number, mode, bytes);
  }

  #drain(): void {
    this.#timer = null;
    while (this.#waiting.length > 0 && this.#pace.pass()) {
      const { number, mode, bytes } = this.#waiting.shift()!;
      this.#take(number, mode, bytes);
    }
    if (this.#waiting.length > 0) {
      this.#timer = setTimeout(() => this.#drain(), this.#pace.waitMs());
    }
  }

  #sendAcknowledged(): void {
    this.#send(encodeDown({ kind: 'acknowledged', room: this.room.number, ...this.#acknowledged }));
  }

  #send(bytes: Uint8Array): void {
    if (!this.left) this.peer.send(shareFrame(bytes));
  }
}
