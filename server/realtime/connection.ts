/** What one connection may ask: it opens documents, works in them, and hears notices. Knows rooms, and no Socket.io. */
import type { Logger } from 'pino';
import { mayRead, type Audience, type Side } from '@shared/audience';
import { AppError } from '@shared/errors';
import { closeCodes, type CloseCode } from '@shared/protocol/close';
import type { OpenAnswer, WirePerson } from '@shared/protocol/down';
import { decodeUp } from '@shared/protocol/frames';
import type { Mode } from '@shared/protocol/modes';
import type { DocOpen } from '@shared/protocol/up';
import type { RealtimeLimits } from './limits.ts';
import { createPace } from './pace.ts';
import { Participant } from './participant.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';
import type { Missed } from './roomDeps.ts';
import type { Rooms } from './rooms.ts';

/** What a person may do in a document: what the rights say at this moment. */
export interface Access {
  engagementId: string;
  granted: Mode;
  side: Side;
}

export interface ConnectionDeps {
  rooms: Rooms;
  limits: RealtimeLimits;
  log: Logger;
  now: () => number;
  access(personId: string, documentId: string): Promise<Access | null>;
  memberships(personId: string): Promise<{ engagementId: string; side: Side }[]>;
}

const notOpened = (error: CloseCode): OpenAnswer => ({ error, retry: closeCodes[error].retry });

/** Documents are opened one by one by people, and in bursts by a page that comes back. */
const opensPerSecond = 50;

export class Connection {
  #open = new Map<number, Participant>();
  #opening = 0;
  #sides = new Map<string, Side>();
  #ended = false;
  /** Counts the times that the rights of this person were to be looked at again. */
  #judgements = 0;
  readonly #opens;

  constructor(
    readonly peer: Peer,
    readonly person: WirePerson,
    readonly sessionId: string | undefined,
    readonly deps: ConnectionDeps,
  ) {
    this.#opens = createPace(opensPerSecond, deps.now);
  }

  /** Learns which engagements this person hears of (N2). */
  async refreshMemberships(): Promise<void> {
    const memberships = await this.deps.memberships(this.person.id);
    this.#sides = new Map(memberships.map(({ engagementId, side }) => [engagementId, side]));
  }

  hears(engagementId: string, audience: Audience): boolean {
    const side = this.#sides.get(engagementId);
    return side !== undefined && mayRead(side, audience);
  }

  /** D1. `answer` is called in the same turn as the first frames are sent, so that none comes before it. */
  async open(request: DocOpen, answer: (answer: OpenAnswer) => void): Promise<void> {
    const { limits } = this.deps;
    if (!this.#opens.pass() || this.#open.size + this.#opening >= limits.openDocuments) {
      return answer(notOpened('rate.exceeded'));
    }
    this.#opening += 1;
    try {
      await this.#enter(request, answer);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') {
        return answer(notOpened('not-found'));
      }
      this.deps.log.error({ err: error, document: request.document }, 'a document did not open');
      answer(notOpened('server.fault'));
    } finally {
      this.#opening -= 1;
    }
  }

  close(roomNumber: number): void {
    const participant = this.#open.get(roomNumber);
    if (!participant) return;
    this.#open.delete(roomNumber);
    participant.room.leave(participant);
  }

  /** Takes a document frame; throws `InvalidFrame`. A frame for a room that has just ended is late, not wrong. */
  frame(bytes: Uint8Array): void {
    const frame = decodeUp(bytes);
    const participant = this.#open.get(frame.room);
    if (!participant) return;
    if (frame.kind === 'update') participant.receive(frame.number, frame.mode, frame.bytes);
    else participant.present(frame.clientId, frame.state);
  }

  /** Asks again what this person may do in what it holds open (D14). */
  async accessChanged(documentId?: string): Promise<void> {
    this.#judgements += 1;
    await this.refreshMemberships();
    for (const participant of [...this.#open.values()]) {
      if (documentId !== undefined && participant.room.documentId !== documentId) continue;
      const access = await this.deps.access(this.person.id, participant.room.documentId);
      if (participant.left) continue;
      if (access) participant.grant(access.granted);
      else participant.room.dismiss(participant, 'not-found');
    }
  }

  /** The connection is gone. */
  ended(): void {
    this.#ended = true;
    for (const number of [...this.#open.keys()]) this.close(number);
  }

  async #enter(request: DocOpen, answer: (answer: OpenAnswer) => void): Promise<void> {
    const { rooms, limits, now } = this.deps;
    const { document, epoch, sequence } = request;
    let access: Access | null;
    let room: Room;
    let missed: Missed | null;
    const have = epoch === undefined || sequence === undefined ? null : { epoch, sequence };
    let judgements: number;
    do {
      judgements = this.#judgements;
      access = await this.deps.access(this.person.id, document);
      if (!access) return answer(notOpened('not-found'));
      room = await rooms.enter(document);
      missed = have && (await room.missed(have));
      // What was taken away meanwhile is not given, and a room that was let go meanwhile is entered anew.
    } while (judgements !== this.#judgements || !room.isOpen);
    if (this.#ended) return;

    for (const [number, { left }] of this.#open) if (left) this.#open.delete(number);
    this.close(room.number);
    const person = { ...this.person, side: access.side };
    const participant = new Participant(room, this.peer, person, access.granted, limits, now);
    this.#open.set(room.number, participant);
    answer({
      room: room.number,
      epoch: room.epoch,
      sequence: room.sequence,
      mode: access.granted,
      person,
      limits: { updateBytes: limits.updateBytes, updatesPerSecond: limits.updatesPerSecond },
    });
    room.join(participant, have, missed);
  }
}
