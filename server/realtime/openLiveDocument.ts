import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { AppError } from '@shared/errors';
import type { Refusal } from '@shared/protocol/refusals';
import { adoptDocument } from '@shared/adf/yadopt';
import { applyForeign } from '@shared/adf/yapply';
import { NodeCache, readDocument, rootOf } from '@shared/adf/yread';
import { writeChange } from '@shared/adf/ywrite';
import { isValid } from '@shared/suggestions/validity';
import { GoodState } from './goodState.ts';
import { readClaims } from './guard/decode.ts';
import { judge } from './guard/judge.ts';
import { Observation } from './guard/observation.ts';
import type { LiveDocument, Verdict, Writer } from './liveDocument.ts';

/** The author of what the server itself writes (A3). */
const system = 'system';

export interface Opening {
  states: { snapshotV2: Uint8Array; tail: readonly Uint8Array[] };
  authors: readonly (readonly [clientId: number, personId: string])[];
  maxBytes: number;
}

/** Opens a document from its stored state and guards it: what is in memory is always good, and never more than one of it. */
export function openLiveDocument({ states, authors, maxBytes }: Opening): LiveDocument {
  return new GuardedDocument(new GoodState(states), new Map(authors), maxBytes);
}

class GuardedDocument implements LiveDocument {
  private ydoc: Y.Doc;
  private cache: NodeCache;
  private doc: Node;
  private systemClient: number | null = null;

  constructor(
    private readonly good: GoodState,
    private readonly bindings: Map<number, string>,
    private readonly maxBytes: number,
  ) {
    this.ydoc = good.build();
    this.cache = new NodeCache(this.ydoc);
    this.doc = readDocument(rootOf(this.ydoc), this.cache);
    // Text whose author was never recorded must not be continued by whoever claims its clientID.
    for (const client of this.ydoc.store.clients.keys())
      if (!bindings.has(client)) bindings.set(client, system);
  }

  receive(update: Uint8Array, writer: Writer): Verdict {
    const claims = readClaims(update, this.ydoc, this.bindings, writer.personId);
    if ('reason' in claims) return refused(claims);
    if (claims.known) return { ok: true, changed: false, authors: [], newSuggestions: [] };
    // Deleting is always allowed: it is how a document that is full gets smaller.
    if (claims.grows && !this.hasRoomFor(update)) return refused({ reason: 'document.too-large' });
    let verdict: ReturnType<typeof judge>;
    try {
      verdict = this.tryUpdate(update, writer);
    } catch (error) {
      this.restore();
      throw error;
    }
    if ('reason' in verdict) {
      this.restore();
      return refused(verdict);
    }
    this.doc = verdict.doc;
    this.good.push(update, this.ydoc);
    const authors = claims.newAuthors.map(
      (client) => [client, writer.personId] as [number, string],
    );
    for (const [client, personId] of authors) this.bindings.set(client, personId);
    return { ok: true, changed: true, authors, newSuggestions: verdict.newSuggestions };
  }

  change(apply: (doc: Node) => Node): { update: Uint8Array; authors: [number, string][] } | null {
    const after = apply(this.doc);
    if (after.eq(this.doc)) return null;
    if (!isValid(after)) throw new AppError('document.invalid');
    const authors = this.becomeSystem();
    let update: Uint8Array | null = null;
    const keep = (bytes: Uint8Array) => {
      update = bytes;
    };
    this.ydoc.on('update', keep);
    try {
      writeChange(rootOf(this.ydoc), this.cache, this.doc, after);
    } catch (error) {
      this.restore();
      throw error;
    } finally {
      this.ydoc.off('update', keep);
    }
    if (!update) return null;
    this.doc = after;
    this.good.push(update, this.ydoc);
    return { update, authors };
  }

  node(): Node {
    return this.doc;
  }

  encode(): Uint8Array {
    return Y.encodeStateAsUpdateV2(this.ydoc);
  }

  authors(): [number, string][] {
    return [...this.bindings];
  }

  destroy(): void {
    this.cache.destroy();
    this.ydoc.destroy();
  }

  private tryUpdate(update: Uint8Array, writer: Writer): ReturnType<typeof judge> {
    const before = this.doc;
    // Deleted content can be read inside this event only; a fault of ours must not pass for one of the update.
    const judged = observed(this.ydoc, update, (observation) =>
      judge({ observation, before, writer, cache: this.cache, authors: this.bindings }),
    );
    const { pendingStructs, pendingDs } = this.ydoc.store;
    return pendingStructs || pendingDs ? { reason: 'update.gap' } : judged();
  }

  /** Every update counts as large as it came until that would be too much; then the state is measured, if that can help. */
  private hasRoomFor(update: Uint8Array): boolean {
    const fits = () => this.good.bytes + update.length <= this.maxBytes;
    if (fits()) return true;
    if (this.good.unmeasured < this.maxBytes / 100) return false;
    this.good.fold(this.ydoc);
    return fits();
  }

  /** The server writes under a clientID that nobody ever used; bound once while the document is open. */
  private becomeSystem(): [number, string][] {
    const used = (client: number) =>
      this.bindings.has(client) || this.ydoc.store.clients.has(client);
    if (this.systemClient === null) {
      do this.systemClient = new Y.Doc().clientID;
      while (used(this.systemClient));
      this.bindings.set(this.systemClient, system);
      this.ydoc.clientID = this.systemClient;
      return [[this.systemClient, system]];
    }
    this.ydoc.clientID = this.systemClient;
    return [];
  }

  private restore(): void {
    this.destroy();
    this.ydoc = this.good.build();
    this.cache = new NodeCache(this.ydoc);
    adoptDocument(rootOf(this.ydoc), this.cache, this.doc);
  }
}

/** Applies an update and looks at it while what it deleted can still be read. What is given back gives the look's outcome. */
function observed<T>(
  ydoc: Y.Doc,
  update: Uint8Array,
  look: (observation: Observation) => T | Refusal,
): () => T | Refusal {
  let outcome: () => T | Refusal = () => ({ reason: 'update.invalid' });
  const observe = (transaction: Y.Transaction) => {
    try {
      const seen = look(new Observation(transaction));
      outcome = () => seen;
    } catch (error) {
      outcome = () => {
        throw error;
      };
    }
  };
  ydoc.on('afterTransaction', observe);
  try {
    applyForeign(ydoc, update);
    return outcome;
  } catch (error) {
    return () => ({ reason: 'update.invalid', detail: String(error) });
  } finally {
    ydoc.off('afterTransaction', observe);
  }
}

function refused(refusal: Refusal): Verdict {
  return { ok: false, ...refusal };
}
