/**
 * The port for Yjs documents: a journal of update records with snapshots below it (sync.md, section 4).
 * Sequences start at 1 in each epoch and have no holes; epochs start at 1 and only rise.
 */
export interface JournalRecord {
  document: string;
  epoch: number;
  sequence: number;
  /** Names one append attempt: a retry of one's own batch is told from another owner's record by it. */
  batch: string;
  /** A Yjs update, format V1; may be empty bytes for a record that only binds authors. */
  update: Uint8Array;
  /** Epoch milliseconds, by the server's clock. */
  at: number;
  /** New bindings of a Yjs clientID to a person, in the record that first carries the clientID (PROTOCOL.md A rules). */
  authors?: [clientId: number, personId: string][];
}

export interface Snapshot {
  document: string;
  epoch: number;
  /** The last sequence that `state` contains; 0 for the state that the epoch began with. */
  sequence: number;
  /** `Y.encodeStateAsUpdateV2` of the document. */
  state: Uint8Array;
  /** Every binding up to `sequence`. */
  authors: [clientId: number, personId: string][];
  layoutVersion: number;
  at: number;
}

export interface LoadedDocument {
  epoch: number;
  snapshot: Snapshot;
  /** Records of the same epoch after the snapshot, in order. */
  tail: JournalRecord[];
}

export interface Claim {
  document: string;
  /** Rises with every claim of this document; a store call with an older fence is refused. */
  fence: number;
  owner: string;
}

/** Faults: `AppError` of kind `store.full` or `store.closed`; `StaleOwner` when a newer claim exists. */
export interface DocumentStore {
  /** Creates the document with its first snapshot (sequence 0); refuses an id that exists with `conflict.unique`. */
  create(first: Omit<Snapshot, 'sequence' | 'epoch'>): Promise<void>;
  /** Becomes the owner: inserted uniquely, so that every owner before it is stale from then on. */
  claim(document: string, owner: string): Promise<Claim>;
  /** Newest epoch's newest snapshot and its tail, read at one point in time; null for an unknown document. */
  load(document: string): Promise<LoadedDocument | null>;
  /** One durable group commit for many documents: when the promise is fulfilled, every record survives a crash. */
  append(records: { claim: Claim; record: JournalRecord }[]): Promise<void>;
  /** Records of an epoch after a sequence, oldest first; null when that part was compacted away. */
  since(document: string, epoch: number, sequence: number): Promise<JournalRecord[] | null>;
  /** Inserts a snapshot, keeps the newest two, and drops the records below them afterwards. Never overwrites. */
  snapshot(claim: Claim, snapshot: Snapshot): Promise<void>;
  /** Starts the next epoch with the given state; the epochs before it stay until `dropEpochsBelow`. */
  beginEpoch(claim: Claim, first: Omit<Snapshot, 'sequence'>): Promise<void>;
  dropEpochsBelow(claim: Claim, epoch: number): Promise<void>;
}

/** Another process has claimed the document since: stop, load nothing, write nothing. */
export class StaleOwner extends Error {
  override readonly name = 'StaleOwner';

  constructor(readonly document: string) {
    super(`Another process owns document ${document} now.`);
  }
}
