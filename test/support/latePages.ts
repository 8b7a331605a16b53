import type { Node } from 'prosemirror-model';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { LiveDocument } from '@server/realtime/liveDocument';
import { openLiveDocument } from '@server/realtime/openLiveDocument';
import { applyForeign, applyForeignV2 } from '@shared/adf/yapply';
import { NodeCache, plantDocument, readDocument, rootOf } from '@shared/adf/yread';
import { writeChange } from '@shared/adf/ywrite';
import type { Mode } from '@shared/protocol/modes';
import { base } from '@shared/suggestions/base';
import { proposeDocument } from '@shared/suggestions/suggest';
import { below, oneOf, randomDocument, randomFrom } from './randomDocument.ts';
import type { Random } from './randomDocument.ts';
import { randomEdit } from './randomEdit.ts';

/** A page that hears others late and sends late, one update at a time, and opens the document afresh when refused. */
class Page {
  private ydoc = new Y.Doc();
  private cache = new NodeCache(this.ydoc);
  private unsent: Uint8Array[] = [];
  private unheard: Uint8Array[] = [];
  private operations = 0;

  constructor(
    private readonly live: LiveDocument,
    readonly personId: string,
    readonly mode: Mode,
  ) {
    this.open();
  }

  node(): Node {
    return readDocument(rootOf(this.ydoc), this.cache);
  }

  edit(random: Random): 'made' | 'impossible' | 'none' {
    const before = this.node();
    const direct = randomEdit(before, random, 1)?.doc;
    if (!direct) return 'none';
    const id = `${this.personId}/${++this.operations}`;
    const after = this.mode === 'edit' ? direct : proposeDocument(before, direct, id);
    if (!after) return 'impossible';
    writeChange(rootOf(this.ydoc), this.cache, before, after, { origin: this });
    return 'made';
  }

  tell(update: Uint8Array): void {
    this.unheard.push(update);
  }

  hear(): void {
    for (const update of this.unheard.splice(0)) applyForeign(this.ydoc, update, 'server');
  }

  /** Sends the oldest update; the bytes when it was accepted, null when it was refused. */
  send(): { sent: Uint8Array | null; reason?: string } | 'nothing' {
    const update = this.unsent.shift();
    if (!update) return 'nothing';
    const verdict = this.live.receive(update, { personId: this.personId, mode: this.mode });
    if (verdict.ok) return { sent: update };
    this.open();
    return { sent: null, reason: `${this.mode}: ${verdict.reason} ${verdict.detail ?? ''}` };
  }

  private open(): void {
    this.cache.destroy();
    this.ydoc = new Y.Doc();
    this.cache = new NodeCache(this.ydoc);
    this.unsent = [];
    this.unheard = [];
    applyForeignV2(this.ydoc, this.live.encode());
    this.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) this.unsent.push(update);
    });
  }
}

/** What became of the edits of several runs. */
export interface Outcome {
  sent: number;
  made: number;
  impossible: number;
  refusals: string[];
}

/** One who edits and two who suggest, at random and late; in the end all must read the same. */
export function runLatePages(seed: number, blocks: number, operations: number): Outcome {
  const random = randomFrom(seed);
  const source = new Y.Doc();
  plantDocument(source, randomDocument(random, blocks));
  const live = openLiveDocument({
    states: { snapshotV2: Y.encodeStateAsUpdateV2(source), tail: [] },
    authors: [[source.clientID, 'system']],
    maxBytes: 1e7,
  });
  const pages = [
    new Page(live, 'carl', 'edit'),
    new Page(live, 'ada', 'suggest'),
    new Page(live, 'ben', 'suggest'),
  ];
  const outcome: Outcome = { sent: 0, made: 0, impossible: 0, refusals: [] };
  const send = (page: Page) => {
    const result = page.send();
    if (result === 'nothing') return false;
    outcome.sent++;
    if (result.sent) for (const other of pages) if (other !== page) other.tell(result.sent);
    if (result.reason) outcome.refusals.push(result.reason);
    return true;
  };
  for (let step = 0; step < operations; step++) {
    const page = oneOf(random, pages);
    const done = page.edit(random);
    if (done === 'made') outcome.made++;
    if (done === 'impossible') outcome.impossible++;
    if (below(random, 3) === 0) send(oneOf(random, pages));
    if (below(random, 4) === 0) oneOf(random, pages).hear();
  }
  for (const page of pages) while (send(page));
  for (const page of pages) page.hear();
  const read = new Y.Doc();
  applyForeignV2(read, live.encode());
  const truth = readDocument(rootOf(read));
  for (const node of [live.node(), ...pages.map((page) => page.node())])
    if (!node.eq(truth)) expect([seed, node.toJSON()]).toEqual([seed, truth.toJSON()]);
  truth.check();
  base(truth).check();
  return outcome;
}

/** Several runs together. */
export function runsOfLatePages(runs: number, blocks: number, operations: number): Outcome {
  const all: Outcome = { sent: 0, made: 0, impossible: 0, refusals: [] };
  for (let seed = 1; seed <= runs; seed++) {
    const one = runLatePages(seed * 31 + blocks, blocks, operations);
    all.sent += one.sent;
    all.made += one.made;
    all.impossible += one.impossible;
    all.refusals.push(...one.refusals);
  }
  return all;
}
