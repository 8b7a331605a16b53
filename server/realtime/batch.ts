import type { JournalRecord } from '@server/db/documentStore';
import type { Participant } from './participant.ts';

/** What of one room is saved together: one journal record, one sequence, one frame (D4). */
export interface Batch {
  updates: Uint8Array[];
  authors: [clientId: number, personId: string][];
  /** The highest number to acknowledge to each writer. */
  acknowledge: Map<Participant, number>;
  /** Whose content is in it; null stands for the server. */
  writers: Set<Participant | null>;
  suggestions: { personId: string; ids: string[] }[];
  /** Called when it is durable, or when it never will be. */
  waiters: { resolve: () => void; reject: (error: Error) => void }[];
  record?: JournalRecord;
  /** The whole document after this batch, when a snapshot is due. */
  state?: Uint8Array;
}

export const emptyBatch = (): Batch => ({
  updates: [],
  authors: [],
  acknowledge: new Map(),
  writers: new Set(),
  suggestions: [],
  waiters: [],
});
