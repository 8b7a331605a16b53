/** What a room needs of the program, and what it tells. */
import type { Logger } from 'pino';
import type { DocumentStore } from '@server/db/documentStore';
import type { SharedFrame } from './fanout.ts';
import type { Journal } from './journal.ts';
import type { RealtimeLimits } from './limits.ts';
import type { Participant } from './participant.ts';
import type { Room } from './room.ts';

/** Suggestion ids that became durable for the first time (L8). */
export interface SuggestionsSeen {
  documentId: string;
  personId: string;
  ids: string[];
  at: number;
}

export interface RoomDeps {
  store: DocumentStore;
  journal: Journal;
  limits: RealtimeLimits;
  log: Logger;
  now: () => number;
  newId: () => string;
  suggestionsSeen(seen: SuggestionsSeen): Promise<void>;
  /** Somebody's presence changed: `sendPresence` is to be called soon. */
  presenceChanged(room: Room): void;
  /** A reader fell behind. */
  behind(reader: Participant): void;
  /** The room is of no use any more: another process owns the document. */
  lost(room: Room): void;
}

/** Where a client stands in a document. */
export interface Place {
  epoch: number;
  sequence: number;
}

/** A tail that the store still had, and where it ends. */
export interface Missed {
  epoch: number;
  to: number;
  frame: SharedFrame;
}

/** Where a command stands once it is saved. */
export interface Durable {
  changed: boolean;
  epoch: number;
  sequence: number;
}
