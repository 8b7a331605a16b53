/**
 * A connection between the shipped client's document and the server's connection with no network in it: messages lie in two queues
 * until a test moves them, and may be lost, doubled or swapped on the way.
 */
import type { Link, LinkMember, LinkState } from '@client/sync/link';
import type { OpenAnswer, WirePerson } from '@shared/protocol/down';
import type { DocOpen } from '@shared/protocol/up';
import { Connection, type ConnectionDeps } from '@server/realtime/connection';

/** A frame may meet with an accident; a control message is only ever late. */
type Message = { frame: Uint8Array } | { run: () => void };

export type Accident = 'lost' | 'doubled' | 'swapped' | null;

export class ChaosLink implements Link {
  state: LinkState = { phase: 'waiting', retryAt: 0 };
  readonly up: Message[] = [];
  readonly down: Message[] = [];
  #members = new Set<LinkMember>();
  #routes = new Map<number, (frame: Uint8Array) => void>();
  #connection: Connection | null = null;
  #opening = new Set<(answer: null) => void>();

  constructor(readonly person: WirePerson) {}

  get isOpen(): boolean {
    return this.state.phase === 'open';
  }

  connect(deps: ConnectionDeps): void {
    this.disconnect();
    this.#connection = new Connection(
      {
        send: ({ bytes }) => void this.down.push({ frame: new Uint8Array(bytes) }),
        queued: () => this.down.length * 1_000,
        end: () => this.disconnect(),
        cut: () => this.disconnect(),
      },
      this.person,
      undefined,
      deps,
    );
    this.#become({ phase: 'open', polling: false });
  }

  /** As when the network goes: what is under way is lost, both ways. */
  disconnect(): void {
    if (!this.isOpen) return;
    this.#connection?.ended();
    this.#connection = null;
    this.up.length = 0;
    this.down.length = 0;
    this.#routes.clear();
    this.#become({ phase: 'waiting', retryAt: 0 });
    for (const answer of this.#opening) answer(null);
    this.#opening.clear();
  }

  /** The server is told that rights have changed. */
  accessChanged(): Promise<void> {
    return this.#connection?.accessChanged() ?? Promise.resolve();
  }

  deliver(direction: 'up' | 'down', accident: Accident): void {
    const queue = this[direction];
    const [first, second] = queue;
    if (!first) return;
    if ('frame' in first) {
      if (accident === 'doubled') return this.#hand(direction, first);
      if (accident === 'swapped' && second && 'frame' in second) {
        queue.splice(0, 2, second, first);
      }
    }
    const message = queue.shift()!;
    if ('frame' in message && accident === 'lost') return;
    this.#hand(direction, message);
  }

  join(member: LinkMember): void {
    this.#members.add(member);
  }

  leave(member: LinkMember): void {
    this.#members.delete(member);
  }

  has = (documentId: string): boolean =>
    [...this.#members].some((member) => member.documentId === documentId);

  open(request: DocOpen, answer: (answer: OpenAnswer | null) => void): void {
    const connection = this.#connection;
    if (!connection) return answer(null);
    this.#opening.add(answer);
    const answered = (given: OpenAnswer) => {
      if (this.#opening.delete(answer)) answer(given);
    };
    this.up.push({
      run: () =>
        void connection.open(request, (given) => {
          if (connection === this.#connection) this.down.push({ run: () => answered(given) });
        }),
    });
  }

  closeRoom(room: number): void {
    this.#routes.delete(room);
    const connection = this.#connection;
    this.up.push({ run: () => connection?.close(room) });
  }

  send(frame: Uint8Array): void {
    if (this.isOpen) this.up.push({ frame });
  }

  route(room: number, handler: ((frame: Uint8Array) => void) | null): void {
    if (handler) this.#routes.set(room, handler);
    else this.#routes.delete(room);
  }

  transport = (): null => null;

  #hand(direction: 'up' | 'down', message: Message): void {
    if ('run' in message) message.run();
    else if (direction === 'up') this.#connection?.frame(message.frame);
    else {
      // A room is the second number of a frame; the model has few rooms, each below 128.
      this.#routes.get(message.frame[1]!)?.(message.frame);
    }
  }

  #become(state: LinkState): void {
    this.state = state;
    for (const member of [...this.#members]) member.linkChanged(state);
  }
}
