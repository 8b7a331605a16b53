/** One document that is open in this process: who is in it, what is durable, and what is on its way there. */
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { AppError } from '@shared/errors';
import type { CloseCode } from '@shared/protocol/close';
import { encodeDown } from '@shared/protocol/frames';
import type { Mode } from '@shared/protocol/modes';
import { layoutVersion } from '@shared/protocol/version';
import type { Claim, LoadedDocument } from '@server/db/documentStore';
import { emptyBatch, type Batch } from './batch.ts';
import { DurableState, mergeTail, tailFrame } from './durableState.ts';
import { shareFrame } from './fanout.ts';
import type { Entry, JournalSource } from './journal.ts';
import type { LiveDocument } from './liveDocument.ts';
import { openLiveDocument } from './openLiveDocument.ts';
import type { Participant } from './participant.ts';
import { createPresence } from './presence.ts';
import type { Durable, Missed, Place, RoomDeps } from './roomDeps.ts';

/** A message is a window on what the network read at once, and that must not be kept alive by a keystroke. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length * 2 < bytes.buffer.byteLength ? bytes.slice() : bytes;
}

export class Room implements JournalSource {
  readonly participants = new Set<Participant>();
  readonly documentId: string;
  usedAt: number;

  #durable: DurableState;
  #authors: Map<number, string>;
  #live: LiveDocument | null = null;
  /** Gathers what comes in; handed over when the journal takes it. */
  #gathering: Batch | null = null;
  #saving: Batch | null = null;
  #snapshot: Promise<void> | null = null;
  /** Set while the next epoch is being made; nothing is taken in meanwhile. */
  #rebuilding: Promise<unknown> | null = null;
  #closed = false;
  readonly #presence = createPresence<Participant>();

  constructor(
    readonly number: number,
    readonly claim: Claim,
    loaded: LoadedDocument,
    readonly deps: RoomDeps,
  ) {
    const { snapshot, tail } = loaded;
    this.documentId = snapshot.document;
    this.usedAt = deps.now();
    this.#authors = new Map(snapshot.authors);
    for (const record of tail) this.#bind(record.authors);
    this.#durable = new DurableState(
      number,
      loaded.epoch,
      snapshot.state,
      snapshot.sequence,
      tail.map((record) => record.update),
    );
  }

  get epoch(): number {
    return this.#durable.epoch;
  }

  get sequence(): number {
    return this.#durable.sequence;
  }

  /** True when nobody is here and everything is durable. */
  get isIdle(): boolean {
    return this.participants.size === 0 && this.#unsaved() === null && !this.#rebuilding;
  }

  /** Resolves when the document may be entered. */
  async settled(): Promise<void> {
    while (this.#rebuilding) await this.#rebuilding;
  }

  /** True while the document may be entered without waiting. */
  get isOpen(): boolean {
    return !this.#closed && this.#rebuilding === null;
  }

  /**
   * Sends what the newcomer lacks and lets it take part (D2). All in one turn: what came between would never be sent. A client
   * of an older epoch is sent nothing, since it has to load afresh (D12).
   */
  join(newcomer: Participant, have: Place | null, missed: Missed | null = null): void {
    this.usedAt = this.deps.now();
    if (!have || have.epoch === this.epoch) {
      let known = have && have.sequence <= this.sequence ? have.sequence : null;
      if (missed && missed.epoch === this.epoch) {
        newcomer.peer.send(missed.frame);
        known = missed.to;
      }
      for (const frame of this.#durable.framesFrom(known)) newcomer.peer.send(frame);
    }
    newcomer.sent = this.sequence;
    this.participants.add(newcomer);
    const present = this.#presence.everybody(this.number);
    if (present) newcomer.peer.send(shareFrame(present));
  }

  /**
   * The missed tail from the store, for a client whose place the memory does not reach back to; null when there is none. Only what
   * is durable here is taken, since a record may be in the store before its frame is out.
   */
  async missed(have: Place): Promise<Missed | null> {
    const { epoch } = this;
    if (have.epoch !== epoch || have.sequence >= this.#durable.firstSequence) return null;
    const records = await this.deps.store.since(this.documentId, epoch, have.sequence);
    if (epoch !== this.epoch) return null;
    const durable = (records ?? []).filter((record) => record.sequence <= this.sequence);
    const to = durable.at(-1)?.sequence;
    if (to === undefined || durable[0]!.sequence !== have.sequence + 1) return null;
    const bytes = mergeTail(durable.map((record) => record.update));
    return { epoch, to, frame: tailFrame(this.number, epoch, have.sequence, to, bytes) };
  }

  leave(participant: Participant): void {
    if (participant.left) return;
    participant.leave();
    this.participants.delete(participant);
    this.usedAt = this.deps.now();
    this.#presence.leave(participant);
    this.deps.presenceChanged(this);
  }

  /** Ends the document for one connection, and tells it why. */
  dismiss(participant: Participant, reason: CloseCode): void {
    participant.close(reason);
    this.leave(participant);
  }

  dismissAll(reason: CloseCode): void {
    for (const participant of [...this.participants]) this.dismiss(participant, reason);
  }

  /** D3: judges, applies, and hands to the journal; nobody hears of it before it is durable. */
  receive(writer: Participant, number: number, mode: Mode, bytes: Uint8Array): void {
    // What comes while the document is being rebuilt belongs to an epoch that has ended: its author keeps it (D12).
    if (this.#rebuilding) return;
    const personId = writer.person.id;
    const update = ownBytes(bytes);
    const verdict = this.#judge(update, personId, mode);
    if (!verdict.ok) {
      const { reason, detail } = verdict;
      this.deps.log.warn({ document: this.documentId, personId, reason, detail }, 'refused');
      writer.refuse(number, { reason, ...(detail !== undefined && { detail }) });
      return;
    }
    if (!verdict.changed) return this.#acknowledgeDuplicate(writer, number);
    const batch = this.#gather(update);
    batch.writers.add(writer);
    batch.acknowledge.set(writer, number);
    batch.authors.push(...verdict.authors);
    if (verdict.newSuggestions.length > 0) {
      batch.suggestions.push({ personId, ids: verdict.newSuggestions });
    }
  }

  /** The server's own change, durable when the promise is fulfilled. */
  async change(apply: (doc: Node) => Node): Promise<Durable> {
    await this.settled();
    if (this.#closed) throw new AppError('store.closed');
    // A command is told at once that nothing can be saved; what people type is kept and saved later (D13).
    if (!this.deps.journal.health().ok) throw new AppError('store.closed');
    const written = this.#open().change(apply);
    if (written) {
      const batch = this.#gather(written.update);
      batch.writers.add(null);
      batch.authors.push(...written.authors);
    }
    await this.durable();
    return { changed: written !== null, epoch: this.epoch, sequence: this.sequence };
  }

  /** The document with everything that was in it at the call, once that is durable. */
  async read(): Promise<Node> {
    await this.settled();
    const node = this.#open().node();
    await this.durable();
    return node;
  }

  /** Resolves when all that was taken in so far is durable. */
  durable(): Promise<void> {
    const batch = this.#unsaved();
    if (!batch) return Promise.resolve();
    return new Promise((resolve, reject) => batch.waiters.push({ resolve, reject }));
  }

  /** D12: replaces the document by a fresh one with no trace of the old; everybody loads it anew. */
  async rebuild(fresh: (doc: Node) => { state: Uint8Array; authors: [number, string][] }) {
    await this.settled();
    const rebuilt = this.#beginEpoch(fresh).finally(() => (this.#rebuilding = null));
    this.#rebuilding = rebuilt.catch(() => undefined);
    return rebuilt;
  }

  present(participant: Participant, clientId: number, state: string): void {
    const owner = this.#authors.get(clientId);
    if (owner !== undefined && owner !== participant.person.id) return;
    if (this.#presence.set(participant, participant.personJson, clientId, state)) {
      this.deps.presenceChanged(this);
    }
  }

  /** P2: one frame for all, left out for readers who are behind. */
  sendPresence(): void {
    const bytes = this.#presence.changes(this.number);
    if (!bytes || this.participants.size === 0) return;
    const frame = shareFrame(bytes);
    for (const participant of this.participants) {
      if (!participant.behind) participant.peer.send(frame);
    }
  }

  watch(reader: Participant): void {
    this.deps.behind(reader);
  }

  /** D10: one merged frame from where the reader stopped. */
  catchUp(reader: Participant): void {
    reader.behind = null;
    for (const frame of this.#durable.framesFrom(reader.sent)) reader.peer.send(frame);
    reader.sent = this.sequence;
    const present = this.#presence.everybody(this.number);
    if (present) reader.peer.send(shareFrame(present));
  }

  // The journal's side.

  take(): Entry | null {
    const batch = this.#gathering;
    if (!batch) return null;
    this.#gathering = null;
    this.#saving = batch;
    const update = batch.updates.length === 1 ? batch.updates[0]! : Y.mergeUpdates(batch.updates);
    const { snapshotRecords, snapshotBytes } = this.deps.limits;
    // Everything applied so far is in this batch or durable, so that the state now is that of its sequence.
    if (this.#durable.isSnapshotDue(update.length, snapshotRecords, snapshotBytes)) {
      batch.state = this.#open().encode();
    }
    batch.record = {
      document: this.documentId,
      epoch: this.epoch,
      sequence: this.sequence + 1,
      batch: this.deps.newId(),
      update,
      at: this.deps.now(),
      ...(batch.authors.length > 0 && { authors: batch.authors }),
    };
    return { claim: this.claim, record: batch.record };
  }

  committed(): void {
    const batch = this.#saving!;
    const record = batch.record!;
    this.#saving = null;
    this.#durable.push(record.update);
    this.#bind(record.authors);
    if (batch.state) {
      this.#durable.rebase(batch.state);
      this.#storeSnapshot(batch.state);
    }
    this.#hand(batch, record.update);
    for (const waiter of batch.waiters) waiter.resolve();
    for (const seen of batch.suggestions) {
      this.deps
        .suggestionsSeen({ documentId: this.documentId, ...seen, at: record.at })
        .catch((error: unknown) => this.deps.log.error({ err: error }, 'suggestions not recorded'));
    }
    if (this.#gathering) this.deps.journal.mark(this);
  }

  lost(): void {
    this.#closed = true;
    const error = new AppError('store.closed');
    for (const batch of [this.#saving, this.#gathering]) {
      for (const waiter of batch?.waiters ?? []) waiter.reject(error);
    }
    this.#saving = null;
    this.#gathering = null;
    this.deps.lost(this);
    this.dismissAll('owner.changed');
    this.#live?.destroy();
    this.#live = null;
  }

  /** Lets go of the document; only when idle. A snapshot makes the next opening quick, and losing it loses nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#snapshot;
    if (this.#live && this.#durable.tailLength > 0) {
      this.#storeSnapshot(this.#live.encode());
      await this.#snapshot;
    }
    this.#live?.destroy();
    this.#live = null;
  }

  /** A room that is only read needs no live document; the first write opens it. */
  #open(): LiveDocument {
    this.#live ??= openLiveDocument({
      states: this.#durable.parts,
      authors: [...this.#authors],
      maxBytes: this.deps.limits.documentBytes,
    });
    return this.#live;
  }

  #judge(bytes: Uint8Array, personId: string, mode: Mode): ReturnType<LiveDocument['receive']> {
    try {
      return this.#open().receive(bytes, { personId, mode });
    } catch (error) {
      this.deps.log.error({ err: error, document: this.documentId }, 'the guard failed');
      return { ok: false, reason: 'update.invalid' };
    }
  }

  #gather(update: Uint8Array): Batch {
    const batch = (this.#gathering ??= emptyBatch());
    batch.updates.push(update);
    if (!this.#saving) this.deps.journal.mark(this);
    return batch;
  }

  /** The newest batch that is not durable yet. */
  #unsaved(): Batch | null {
    return this.#gathering ?? this.#saving;
  }

  /** D6: what is there already may still be on its way to the disk. */
  #acknowledgeDuplicate(writer: Participant, number: number): void {
    const batch = this.#unsaved();
    if (batch) batch.acknowledge.set(writer, number);
    else writer.acknowledge(this.epoch, this.sequence, number);
  }

  #hand(batch: Batch, update: Uint8Array): void {
    const { epoch, sequence } = this;
    const [only] = batch.writers.size === 1 ? batch.writers : [];
    const frame = shareFrame(
      encodeDown({ kind: 'updated', room: this.number, epoch, sequence, bytes: update }),
    );
    for (const reader of this.participants) {
      // F2: nobody is sent a batch that holds only what they wrote themselves.
      if (reader !== only) reader.deliver(frame, sequence);
      else if (!reader.behind) reader.sent = sequence;
    }
    for (const [writer, number] of batch.acknowledge) writer.acknowledge(epoch, sequence, number);
  }

  #bind(authors: [number, string][] | undefined): void {
    for (const [clientId, personId] of authors ?? []) this.#authors.set(clientId, personId);
  }

  #storeSnapshot(state: Uint8Array): void {
    const { store, log, now } = this.deps;
    const snapshot = {
      document: this.documentId,
      epoch: this.epoch,
      sequence: this.sequence,
      state,
      authors: [...this.#authors],
      layoutVersion,
      at: now(),
    };
    this.#snapshot = (this.#snapshot ?? Promise.resolve())
      .then(() => store.snapshot(this.claim, snapshot))
      .catch((error: unknown) =>
        log.error({ err: error, document: this.documentId }, 'snapshot not stored'),
      );
  }

  async #beginEpoch(fresh: (doc: Node) => { state: Uint8Array; authors: [number, string][] }) {
    await this.durable();
    this.dismissAll('epoch.changed');
    await this.#snapshot;
    const { state, authors } = fresh(this.#open().node());
    const epoch = this.epoch + 1;
    await this.deps.store.beginEpoch(this.claim, {
      document: this.documentId,
      epoch,
      state,
      authors,
      layoutVersion,
      at: this.deps.now(),
    });
    this.#durable = new DurableState(this.number, epoch, state, 0, []);
    this.#authors = new Map(authors);
    this.#live?.destroy();
    this.#live = null;
    return { epoch, sequence: 0 };
  }
}
