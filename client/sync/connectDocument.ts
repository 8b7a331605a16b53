import type * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import type { WireLimits } from '@shared/protocol/down';
import type { Mode } from '@shared/protocol/modes';
import { browserOutbox } from './browserOutbox.ts';
import { linkFor } from './links.ts';
import { memoryOutbox, type OutboxStore } from './outbox.ts';
import type { SyncStatus } from './status.ts';
import { SyncedDocument } from './syncedDocument.ts';

export interface ConnectOptions {
  /** Address of the server, as `https://cadrage.example`. */
  url: string;
  /** A personal token; a page sends its session cookie instead. */
  token?: string;
  documentId: string;
  /** Empty at first; after a refusal or in a new epoch, open again with a fresh one. */
  doc: Y.Doc;
  awareness?: Awareness;
  /** Default: the mode that is granted. */
  mode?: Mode;
  /** Default: IndexedDB in a browser, memory elsewhere. */
  outbox?: OutboxStore;
}

export interface DocumentConnection {
  /** Fulfilled when the document is first in step with the server; rejected with `SyncEnded` when it cannot be. */
  ready: Promise<void>;
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** How many own updates are not known to be durable. */
  unacknowledged(): number;
  /** Told how many own updates became durable, each time that some did. */
  onAcknowledged(listener: (count: number) => void): () => void;
  /** The mode in which later updates are made. */
  setMode(mode: Mode): void;
  granted(): Mode | null;
  /** What the server takes at once, as it last said; null before it was first reached. */
  limits(): WireLimits | null;
  /** The TCP socket (Node) or WebSocket (browser) underneath; null on the slow fallback. */
  socket(): unknown;
  /** At once, and for good. What is not acknowledged stays in the outbox. */
  close(): void;
}

let shared: OutboxStore | null = null;

/** Keeps a Y.Doc in step with a document on the server, and says truthfully how it stands (S1). */
export function connectDocument(o: ConnectOptions): DocumentConnection {
  shared ??= typeof indexedDB === 'undefined' ? memoryOutbox() : browserOutbox();
  const url = o.url.replace(/\/$/, '');
  return new SyncedDocument({
    link: linkFor(url, o.token, o.documentId),
    server: url,
    documentId: o.documentId,
    doc: o.doc,
    outbox: o.outbox ?? shared,
    ...(o.awareness && { awareness: o.awareness }),
    ...(o.mode && { mode: o.mode }),
  });
}
