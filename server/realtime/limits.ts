/** Every number that bounds the real-time server; the defaults are what `server/config.ts` starts from. */
export interface RealtimeLimits {
  /** D8. Above the largest paste that people make. */
  updateBytes: number;
  /** M6. Stored size of a document, deleted content included. */
  documentBytes: number;
  /** D9. Per connection and document; ten times that is refused. */
  updatesPerSecond: number;
  /** Documents that one connection may hold open. */
  openDocuments: number;
  /** D10. Bytes that may wait for one reader before the server stops sending to it. */
  queuedBytes: number;
  /** D10. How long a reader may make no progress. */
  stalledMs: number;
  /** D10. A line this slow still counts as making progress with what is under way to it. */
  slowestBytesPerSecond: number;
  /** How long a document stays in memory after the last person has left. */
  idleMs: number;
  /** A snapshot is made after so many journal records, or so many bytes of them. */
  snapshotRecords: number;
  snapshotBytes: number;
  /** P2. */
  presenceMs: number;
  /** Longest JSON of one person's presence. */
  presenceBytes: number;
}

const MiB = 1024 * 1024;

/** What holds where the configuration says nothing. */
export const defaultLimits: RealtimeLimits = {
  updateBytes: 24 * MiB,
  documentBytes: 64 * MiB,
  updatesPerSecond: 200,
  openDocuments: 100,
  queuedBytes: MiB,
  stalledMs: 30_000,
  slowestBytesPerSecond: 100_000,
  idleMs: 30_000,
  snapshotRecords: 500,
  snapshotBytes: 2 * MiB,
  presenceMs: 40,
  presenceBytes: 4 * 1024,
};
