import type { CloseCode } from '@shared/protocol/close';
import type { SharedFrame } from './fanout.ts';

/** What a room needs of a connection; `gateway.ts` gives it over Socket.io. */
export interface Peer {
  send(frame: SharedFrame): void;
  /** Bytes handed to this connection that the network has not taken yet. */
  queued(): number;
  /** Ends the connection and says why. */
  end(code: CloseCode): void;
  /** Cuts the connection, for one that takes nothing more and could not be told anything. */
  cut(): void;
}
