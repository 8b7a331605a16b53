/**
 * One document kept in step with the server (D rules, the client's half). What comes from the server is applied with this object
 * as the origin; every other update of the Y.Doc is the author's own, kept in the outbox until it is acknowledged.
 */
import type * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { applyForeign, applyForeignV2 } from '@shared/adf/yapply';
import type { CloseCode } from '@shared/protocol/close';
import type { Opened, OpenAnswer, WireLimits } from '@shared/protocol/down';
import { decodeDown, encodeUp, type DownFrame } from '@shared/protocol/frames';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import { createBackoff } from './backoff.ts';
import type { Link, LinkMember, LinkState } from './link.ts';
import { Keeper } from './keeper.ts';
import type { OutboxStore } from './outbox.ts';
import { Outgoing, type OwnUpdate } from './outgoing.ts';
import { recoverText } from './paragraphs.ts';
import { bindPresence, type PresenceBinding } from './presence.ts';
import { firstStatus, SyncEnded, type SyncStatus } from './status.ts';

export interface SyncedDocumentOptions {
  link: Link;
  /** Names the server in the outbox. */
  server: string;
  documentId: string;
  doc: Y.Doc;
  awareness?: Awareness;
  mode?: Mode;
  outbox: OutboxStore;
}

/** While something is on its way, what is typed gathers this long: about one screen frame. */
const gatherMs = 20;

export class SyncedDocument implements LinkMember {
  readonly documentId: string;
  readonly ready: Promise<void>;

  #status: SyncStatus = firstStatus;
  #listeners = new Set<() => void>();
  #ackListeners = new Set<(count: number) => void>();
  #settleReady!: { resolve: () => void; reject: (error: Error) => void };

  /** Where this client stands: all that was sent up to there is in the Y.Doc (D5). */
  #place: { epoch: number; sequence: number } | null = null;
  #opened: Opened | null = null;
  #limits: WireLimits | null = null;
  /** The `doc.open` that is not answered yet. */
  #asking: object | null = null;
  #inStep = false;
  #person: string | null = null;
  #mode: Mode | null;

  readonly #outgoing = new Outgoing();
  /** What the server did not take. Kept until this is closed, so that a crash does not take it from its author. */
  readonly #lost: OwnUpdate[] = [];
  readonly #keeper: Keeper;
  #hasTakenOver = false;
  readonly #presence: PresenceBinding | null;
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #flushQueued = false;
  #detached = false;
  readonly #backoff = createBackoff();
  #reopening: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly options: SyncedDocumentOptions) {
    this.documentId = options.documentId;
    this.#mode = options.mode ?? null;
    this.#keeper = new Keeper(options.outbox, () => this.#change({ kept: false }));
    this.ready = new Promise((resolve, reject) => (this.#settleReady = { resolve, reject }));
    // Whoever does not wait for it learns the same from the status.
    this.ready.catch(() => undefined);
    options.doc.on('update', this.#localUpdate);
    this.#presence = options.awareness
      ? bindPresence(options.awareness, (clientId, state) => this.#sendPresence(clientId, state))
      : null;
    options.link.join(this);
    this.linkChanged(options.link.state);
  }

  status = (): SyncStatus => this.#status;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  unacknowledged = (): number => this.#outgoing.size;

  /** Told how many own updates became durable, each time that some did. */
  onAcknowledged = (listener: (count: number) => void): (() => void) => {
    this.#ackListeners.add(listener);
    return () => this.#ackListeners.delete(listener);
  };

  granted = (): Mode | null => this.#status.granted;

  limits = (): WireLimits | null => this.#limits;

  socket = (): unknown => this.options.link.transport();

  /** The mode in which later updates are made; what was typed before keeps its own. */
  setMode = (mode: Mode): void => {
    this.#flush();
    this.#mode = mode;
  };

  close = (): void => {
    if (this.#status.phase === 'closed') return;
    this.#change({ phase: 'closed', retryAt: null });
    this.#settleReady.reject(new SyncEnded('closed'));
    this.#detach();
    this.#keeper.close(this.#lost.splice(0));
  };

  linkChanged(state: LinkState): void {
    if (this.#hasEnded()) return;
    if (state.phase === 'open') {
      const isNew = this.#opened === null;
      if (this.#status.phase !== 'refused') this.#change({ polling: state.polling, retryAt: null });
      if (isNew) this.#open();
      return;
    }
    this.#leaveStep();
    if (this.#status.phase === 'refused') return;
    if (state.phase === 'refused') this.#block(state.code);
    else if (state.phase === 'waiting') {
      const offlineSince = this.#status.offlineSince ?? Date.now();
      this.#change({ phase: 'offline', retryAt: state.retryAt, offlineSince });
    } else if (this.#status.offlineSince === null) this.#change({ phase: 'connecting' });
  }

  // Opening.

  #open(): void {
    if (this.#reopening) clearTimeout(this.#reopening);
    this.#reopening = null;
    // Numbers begin at 1 with each opening: were two under way, updates of the first would be taken for those of the second.
    if (this.#asking) return;
    const asking = (this.#asking = {});
    const request = { document: this.documentId, ...this.#place };
    this.options.link.open(request, (answer) => {
      if (this.#asking !== asking) return;
      this.#asking = null;
      if (!this.#hasEnded()) this.#answered(answer);
    });
  }

  #answered(answer: OpenAnswer | null): void {
    if (!answer) return this.#reopenLater();
    if ('error' in answer) {
      if (answer.retry) return this.#reopenLater();
      if (this.#status.phase === 'refused') return this.#detach();
      return this.#block(answer.error);
    }
    // Somebody else has signed in meanwhile: what is typed here is not theirs.
    const known = this.#person;
    if (known !== null && known !== answer.person.id) return this.#block('session.ended');
    this.#person = answer.person.id;
    this.#opened = answer;
    void this.#keeper.open(this.#outboxPlace(answer), answer.epoch);
    this.#limits = answer.limits;
    this.#outgoing.restart();
    this.options.link.route(answer.room, (frame) => this.#frame(frame));
    if (this.#status.phase !== 'refused') this.#change({ granted: answer.mode });
    if (this.#place && this.#place.epoch !== answer.epoch) return this.#fail('epoch.changed', 1);
    this.#checkStep();
  }

  #reopenLater(): void {
    this.#leaveStep();
    this.#reopening ??= setTimeout(() => this.#open(), this.#backoff.next());
  }

  /** Opens again from where it stands, after a hole: rare, and cheap. */
  #reopen(): void {
    const room = this.#opened?.room;
    if (room !== undefined) this.options.link.closeRoom(room);
    this.#reopenLater();
  }

  /** In step once everything that the answer promised is here. */
  #checkStep(): void {
    const promised = this.#opened;
    if (this.#inStep || !promised || !this.#place) return;
    if (this.#place.sequence < promised.sequence) return;
    void this.#keeper.open(this.#outboxPlace(promised), promised.epoch).then((left) => {
      if (this.#opened !== promised || this.#hasEnded()) return;
      this.#takeOver(left, promised.epoch);
      this.#inStep = true;
      this.#backoff.reset();
      if (this.#status.phase !== 'refused') this.#inStepAgain();
      this.#flush();
    });
  }

  #outboxPlace({ person }: Opened): string {
    return `${this.options.server} ${this.documentId} ${person.id}`;
  }

  #inStepAgain(): void {
    this.#change({
      phase: 'ready',
      offlineSince: null,
      retryAt: null,
      ...(this.#outgoing.size === 0 && { savedAt: Date.now() }),
    });
    this.#presence?.announce();
    this.#settleReady.resolve();
  }

  /** D6: what an earlier life of this page left is put into the document, and sent before everything else. */
  #takeOver(left: OwnUpdate[], epoch: number): void {
    if (this.#hasTakenOver) return;
    this.#hasTakenOver = true;
    const current = left.filter((update) => update.epoch === epoch);
    for (const { bytes } of current) applyForeign(this.options.doc, bytes, this);
    this.#outgoing.addFirst(current);
    // Text of an earlier epoch has no place in this document: its author is given it to copy from (D12).
    const older = left.filter((update) => update.epoch !== epoch);
    if (older.length === 0) return;
    this.#lost.push(...older);
    const lostDoc = recoverText(older.map(({ bytes }) => bytes));
    this.#change({ refusal: { reason: 'epoch.changed', lostDoc } });
  }

  // Own updates.

  #localUpdate = (bytes: Uint8Array, origin: unknown): void => {
    if (origin === this || this.#hasEnded() || this.#status.phase === 'refused') return;
    const mode = this.#mode ?? this.#status.granted ?? 'edit';
    const epoch = this.#place?.epoch ?? this.#opened?.epoch ?? null;
    const update: OwnUpdate = { mode, bytes, epoch, key: null };
    this.#outgoing.add(update);
    this.#keeper.keep(update);
    this.#change({});
    if (mode !== 'edit') this.#flush();
    else if (!this.#outgoing.isUnderWay) this.#flushSoon();
    else this.#gathering ??= setTimeout(() => this.#flush(), gatherMs);
  };

  /** At the end of the turn, so that the updates of one keystroke go together. */
  #flushSoon(): void {
    if (this.#flushQueued) return;
    this.#flushQueued = true;
    queueMicrotask(() => {
      this.#flushQueued = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    const opened = this.#opened;
    if (!opened || !this.#inStep || this.#hasEnded()) return;
    for (let next = this.#outgoing.next(); next; next = this.#outgoing.next()) {
      if (next.bytes.length > opened.limits.updateBytes) {
        return this.#fail('update.too-large', next.number);
      }
      this.options.link.send(encodeUp({ kind: 'update', room: opened.room, ...next }));
    }
  }

  // Frames.

  #frame(bytes: Uint8Array): void {
    let frame: DownFrame;
    try {
      frame = decodeDown(bytes);
    } catch {
      return this.#reopen();
    }
    switch (frame.kind) {
      case 'state':
        applyForeignV2(this.options.doc, frame.bytes, this);
        return this.#arrived(frame);
      case 'tail':
        if (this.#place && frame.from > this.#place.sequence) return this.#reopen();
        applyForeign(this.options.doc, frame.bytes, this);
        return this.#arrived(frame);
      case 'updated':
        if (this.#missesBefore(frame.sequence)) return this.#reopen();
        applyForeign(this.options.doc, frame.bytes, this);
        return this.#arrived(frame);
      case 'acknowledged':
        return this.#acknowledged(frame);
      case 'refused':
        return this.#fail(frame.reason, frame.number);
      case 'present':
        return this.#presence?.receive(frame.entries);
      case 'access':
        if (this.#status.phase !== 'refused') this.#change({ granted: frame.mode });
        return;
      case 'closed':
        return this.#roomClosed(frame);
    }
  }

  #missesBefore(sequence: number): boolean {
    return this.#place !== null && sequence > this.#place.sequence + 1;
  }

  #arrived({ epoch, sequence }: { epoch: number; sequence: number }): void {
    this.#place = { epoch, sequence: Math.max(sequence, this.#place?.sequence ?? 0) };
    this.#checkStep();
  }

  #acknowledged(frame: DownFrame & { kind: 'acknowledged' }): void {
    if (this.#missesBefore(frame.sequence)) return this.#reopen();
    this.#arrived(frame);
    const durable = this.#outgoing.acknowledged(frame.number);
    void this.#keeper.forget(durable);
    if (durable.length > 0) for (const listener of this.#ackListeners) listener(durable.length);
    if (this.#status.phase === 'refused') {
      if (this.#outgoing.size === 0) this.#detach();
      return;
    }
    this.#change(this.#outgoing.size === 0 ? { savedAt: Date.now() } : {});
    if (!this.#gathering || !this.#outgoing.isUnderWay) this.#flush();
  }

  #roomClosed({ reason, retry }: { reason: CloseCode; retry: boolean }): void {
    if (reason === 'epoch.changed' && this.#status.phase !== 'refused') {
      return this.#fail('epoch.changed', 1);
    }
    if (retry) return this.#reopenLater();
    if (this.#status.phase === 'refused') return this.#detach();
    this.#block(reason);
  }

  #sendPresence(clientId: number, state: string): void {
    const room = this.#opened?.room;
    if (room === undefined || !this.#inStep) return;
    this.options.link.send(encodeUp({ kind: 'presence', room, clientId, state }));
  }

  // Ends.

  /** D11: this Y.Doc holds what the server did not take, and becomes the author's copy of it. */
  #fail(reason: RefusalReason, number: number): void {
    if (this.#status.phase === 'refused') return;
    this.#lost.push(...this.#outgoing.refused(number));
    this.options.doc.off('update', this.#localUpdate);
    this.#presence?.close();
    const refusal = { reason, lostDoc: this.options.doc };
    this.#change({ phase: 'refused', refusal, retryAt: null });
    this.#settleReady.reject(new SyncEnded(reason));
    // What was sent before may still be acknowledged; it is not let go of before.
    if (this.#outgoing.size === 0) this.#detach();
  }

  #block(reason: CloseCode): void {
    this.#leaveStep();
    this.#change({ phase: 'blocked', reason, retryAt: null });
    this.#settleReady.reject(new SyncEnded(reason));
  }

  #leaveStep(): void {
    if (this.#opened) this.options.link.route(this.#opened.room, null);
    this.#opened = null;
    this.#asking = null;
    this.#inStep = false;
    this.#presence?.clear();
    if (this.#status.phase === 'ready') this.#change({ phase: 'connecting' });
  }

  #detach(): void {
    if (this.#detached) return;
    const room = this.#opened?.room;
    this.#presence?.close();
    if (this.#gathering) clearTimeout(this.#gathering);
    if (this.#reopening) clearTimeout(this.#reopening);
    this.options.doc.off('update', this.#localUpdate);
    if (room !== undefined) this.options.link.closeRoom(room);
    this.#opened = null;
    this.#detached = true;
    this.options.link.leave(this);
  }

  #hasEnded(): boolean {
    return this.#detached;
  }

  #change(change: Partial<SyncStatus>): void {
    this.#status = { ...this.#status, ...change, unacknowledged: this.#outgoing.size };
    for (const listener of [...this.#listeners]) listener();
  }
}
