import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { connectDocument } from '@client/sync/index';
import type { DocumentConnection, SyncRefusal, SyncStatus } from '@client/sync/index';

/** A document as it is open now; a refusal or a new epoch replaces it by another. */
export interface OpenDocument {
  doc: Y.Doc;
  awareness: Awareness;
  connection: DocumentConnection;
  /** True once everything from the server is in `doc`; false again never. */
  isReady: boolean;
}

/** What the page shows of the connection. */
export interface SessionSnapshot {
  open: OpenDocument;
  status: SyncStatus;
  /** Since when something typed waits to be saved. */
  pendingSince: number | null;
  /** Text that the server did not take; its author decides what becomes of it. */
  lost: SyncRefusal | null;
}

/**
 * Keeps one document open for as long as somebody listens. After a refusal it opens the document anew and holds on to the refused
 * copy until its author lets go of it, so that a crash in between loses nothing either.
 */
export class DocumentSession {
  private readonly listeners = new Set<() => void>();
  private refused: OpenDocument | null = null;
  private snapshot: SessionSnapshot | null = null;
  private stop: () => void = () => {};

  constructor(
    private readonly url: string,
    private readonly documentId: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
  };

  /** Null before anybody listens. */
  readonly get = (): SessionSnapshot | null => this.snapshot;

  /** The author has what they need of the refused text. */
  readonly letGo = (): void => {
    this.discard(this.refused);
    this.refused = null;
    this.change({ lost: null });
  };

  private start(): void {
    const open = this.connect();
    this.snapshot = { open, status: open.connection.status(), pendingSince: null, lost: null };
    this.follow(open);
  }

  private close(): void {
    this.stop();
    this.discard(this.refused);
    this.discard(this.snapshot?.open ?? null);
    this.refused = null;
    this.snapshot = null;
  }

  private connect(): OpenDocument {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const connection = connectDocument({
      url: this.url,
      documentId: this.documentId,
      doc,
      awareness,
    });
    return { doc, awareness, connection, isReady: false };
  }

  private follow(open: OpenDocument): void {
    this.stop = open.connection.subscribe(() => this.hear(open));
    open.connection.ready.then(
      () => {
        if (this.snapshot?.open === open) this.change({ open: this.ready(open) });
      },
      // Why it did not open is in the status, which is followed anyway.
      () => undefined,
    );
    this.hear(open);
  }

  private ready(open: OpenDocument): OpenDocument {
    const ready = { ...open, isReady: true };
    this.stop();
    this.stop = open.connection.subscribe(() => this.hear(ready));
    return ready;
  }

  private hear(open: OpenDocument): void {
    const status = open.connection.status();
    if (status.phase === 'refused') return this.reopen(open, status);

    const waits = status.unacknowledged > 0;
    this.change({
      status,
      pendingSince: waits ? (this.snapshot?.pendingSince ?? Date.now()) : null,
      ...(status.refusal && { lost: status.refusal }),
    });
  }

  private reopen(open: OpenDocument, { refusal }: SyncStatus): void {
    this.stop();
    this.discard(this.refused);
    this.refused = open;
    const fresh = this.connect();
    this.change({
      open: fresh,
      status: fresh.connection.status(),
      pendingSince: null,
      lost: refusal ?? null,
    });
    this.follow(fresh);
  }

  private discard(open: OpenDocument | null): void {
    open?.connection.close();
    open?.awareness.destroy();
  }

  private change(change: Partial<SessionSnapshot>): void {
    if (!this.snapshot) return;
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
