/** What `cadrage/sync` offers to scripts and other programs. */
export { connectDocument } from './connectDocument.ts';
export type { ConnectOptions, DocumentConnection } from './connectDocument.ts';
export { hearNotices } from './links.ts';
export { memoryOutbox } from './outbox.ts';
export type { KeptUpdate, OutboxQueue, OutboxStore } from './outbox.ts';
export { appendParagraph, textOf } from './paragraphs.ts';
export { SyncEnded } from './status.ts';
export type { SyncPhase, SyncRefusal, SyncStatus } from './status.ts';
