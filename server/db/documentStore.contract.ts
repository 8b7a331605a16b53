import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contract, ContractStore } from './contractStore.ts';
import type { Claim, DocumentStore, JournalRecord, Snapshot } from './documentStore.ts';
import { StaleOwner } from './documentStore.ts';

const fault = (kind: string) => expect.objectContaining({ kind });
const bytes = (...values: number[]) => new Uint8Array(values);

const first = (document = 'd', fields: Partial<Snapshot> = {}) => ({
  document,
  state: bytes(1, 2, 3),
  authors: [[7, 'ada']] as [number, string][],
  layoutVersion: 1,
  at: 1000,
  ...fields,
});

const record = (sequence: number, fields: Partial<JournalRecord> = {}): JournalRecord => ({
  document: 'd',
  epoch: 1,
  sequence,
  batch: `batch ${sequence}`,
  update: bytes(sequence % 256, 9),
  at: 1000 + sequence,
  ...fields,
});

/** What every implementation of `DocumentStore` promises. */
export function documentStoreContract(contract: Contract): void {
  let store: ContractStore;
  let documents: DocumentStore;

  beforeEach(async () => {
    store = await contract.open();
    documents = store.db.documents;
  });
  afterEach(() => store.dispose());

  const reopen = async () => {
    documents = (await store.reopen()).documents;
  };
  const created = async (document = 'd') => {
    await documents.create(first(document));
    return documents.claim(document, 'here');
  };
  const append = (claim: Claim, ...records: JournalRecord[]) =>
    documents.append(records.map((one) => ({ claim, record: one })));
  const appendUpTo = (claim: Claim, last: number, from = 1, fields: Partial<JournalRecord> = {}) =>
    append(claim, ...Array.from({ length: last - from + 1 }, (_, i) => record(from + i, fields)));
  const snapshotAt = (sequence: number, fields: Partial<Snapshot> = {}): Snapshot => ({
    ...first('d', { state: bytes(50, sequence) }),
    epoch: 1,
    sequence,
    ...fields,
  });
  const sequences = (records: JournalRecord[] | null | undefined) =>
    records?.map(({ sequence }) => sequence);

  describe('create', () => {
    it('stores the document as the beginning of epoch 1', async () => {
      await documents.create(first());
      expect(await documents.load('d')).toStrictEqual({
        epoch: 1,
        snapshot: { ...first(), epoch: 1, sequence: 0 },
        tail: [],
      });
    });

    it('refuses an id that exists', async () => {
      const claim = await created();
      await append(claim, record(1));
      await expect(documents.create(first('d', { state: bytes(9) }))).rejects.toEqual(
        fault('conflict.unique'),
      );
      expect((await documents.load('d'))!.snapshot.state).toEqual(bytes(1, 2, 3));
    });

    it('is the only way in: an unknown document has nothing and cannot be claimed', async () => {
      expect(await documents.load('d')).toBeNull();
      expect(await documents.load('x'.repeat(5000))).toBeNull();
      expect(await documents.since('d', 1, 0)).toBeNull();
      await expect(documents.claim('d', 'here')).rejects.toEqual(fault('not-found'));
    });
  });

  describe('append', () => {
    it('keeps records in order, with all that they hold, through a restart', async () => {
      const claim = await created();
      const records = [
        record(1, { authors: [[4294967295, 'ben']] }),
        record(2, { update: bytes() }),
        record(3, { update: new Uint8Array(10_000).fill(5) }),
      ];
      await append(claim, ...records);
      expect((await documents.load('d'))!.tail).toStrictEqual(records);
      await reopen();
      expect((await documents.load('d'))!.tail).toStrictEqual(records);
    });

    it('sorts by number, however many there are', async () => {
      const claim = await created();
      for (let from = 1; from <= 1100; from += 100) await appendUpTo(claim, from + 99, from);
      expect(sequences((await documents.load('d'))!.tail)).toEqual(
        Array.from({ length: 1100 }, (_, i) => i + 1),
      );
    });

    it('commits for many documents at once', async () => {
      const names = Array.from({ length: 50 }, (_, i) => `document ${i}`);
      const claims = await Promise.all(names.map((name) => created(name)));
      await documents.append(
        claims.flatMap((claim) =>
          [1, 2].map((n) => ({ claim, record: record(n, { document: claim.document }) })),
        ),
      );
      for (const name of names) {
        expect(sequences((await documents.load(name))!.tail)).toEqual([1, 2]);
      }
    });

    it('takes a retry of its own batch for done', async () => {
      const claim = await created();
      await append(claim, record(1), record(2));
      await append(claim, record(1), record(2), record(3));
      expect(sequences((await documents.load('d'))!.tail)).toEqual([1, 2, 3]);
    });

    it('refuses another batch at a sequence that is taken, and keeps what is there', async () => {
      const claim = await created();
      await append(claim, record(1));
      const other = record(1, { batch: 'other', update: bytes(66) });
      await expect(append(claim, other)).rejects.toThrow(StaleOwner);
      expect((await documents.load('d'))!.tail).toStrictEqual([record(1)]);
    });

    it('never leaves a hole', async () => {
      const claim = await created();
      await expect(append(claim, record(2))).rejects.toThrow(/hole/);
      await append(claim, record(1));
      await expect(append(claim, record(3))).rejects.toThrow(/hole/);
      expect(sequences((await documents.load('d'))!.tail)).toEqual([1]);
    });

    it('can be tried again without the document whose owner is stale', async () => {
      const stale = await created('d');
      const good = await created('e');
      await documents.claim('d', 'elsewhere');
      const entry = { claim: good, record: record(1, { document: 'e' }) };
      const both = documents.append([{ claim: stale, record: record(1) }, entry]);
      await expect(both).rejects.toEqual(
        expect.objectContaining({ name: 'StaleOwner', document: 'd' }),
      );
      await documents.append([entry]);
      expect(sequences((await documents.load('e'))!.tail)).toEqual([1]);
      expect((await documents.load('d'))!.tail).toEqual([]);
    });
  });

  describe('a claim', () => {
    it('has a higher fence than each one before it, through a restart', async () => {
      const one = await created();
      const two = await documents.claim('d', 'there');
      await reopen();
      const three = await documents.claim('d', 'here');
      expect(two.fence).toBeGreaterThan(one.fence);
      expect(three.fence).toBeGreaterThan(two.fence);
      expect(three).toMatchObject({ document: 'd', owner: 'here' });
    });

    it('is one of a kind among many at once', async () => {
      await documents.create(first());
      const claims = await Promise.all(Array.from({ length: 20 }, () => documents.claim('d', 'x')));
      expect(new Set(claims.map(({ fence }) => fence)).size).toBe(20);
    });

    it('ends what the owner before it may do', async () => {
      const stale = await created();
      await append(stale, record(1));
      const fresh = await documents.claim('d', 'elsewhere');
      const before = await documents.load('d');
      const attempts = [
        () => append(stale, record(2)),
        () => append(stale, record(1)),
        () => documents.snapshot(stale, snapshotAt(1)),
        () => documents.beginEpoch(stale, { ...first(), epoch: 2 }),
        () => documents.dropEpochsBelow(stale, 1),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(StaleOwner);
      expect(await documents.load('d')).toStrictEqual(before);
      await append(fresh, record(2));
      await documents.snapshot(fresh, snapshotAt(2));
      await documents.beginEpoch(fresh, { ...first(), epoch: 2 });
      await documents.dropEpochsBelow(fresh, 2);
    });

    it('is no claim to another document', async () => {
      const claim = await created('d');
      await created('e');
      const foreign = record(1, { document: 'e' });
      await expect(append(claim, foreign)).rejects.toThrow();
      await expect(documents.snapshot(claim, snapshotAt(0, { document: 'e' }))).rejects.toThrow();
      expect((await documents.load('e'))!.tail).toEqual([]);
    });
  });

  describe('snapshot', () => {
    it('is what load begins with, with the records after it', async () => {
      const claim = await created();
      await appendUpTo(claim, 5);
      await documents.snapshot(
        claim,
        snapshotAt(3, {
          authors: [
            [1, 'ada'],
            [2, 'ben'],
          ],
          at: 5000,
        }),
      );
      const loaded = (await documents.load('d'))!;
      expect(loaded.snapshot).toStrictEqual(
        snapshotAt(3, {
          authors: [
            [1, 'ada'],
            [2, 'ben'],
          ],
          at: 5000,
        }),
      );
      expect(sequences(loaded.tail)).toEqual([4, 5]);
    });

    it('never overwrites', async () => {
      const claim = await created();
      await appendUpTo(claim, 3);
      await documents.snapshot(claim, snapshotAt(3));
      await documents.snapshot(claim, snapshotAt(3, { state: bytes(66) }));
      expect((await documents.load('d'))!.snapshot).toStrictEqual(snapshotAt(3));
    });

    it('is refused beyond what is durable, and for another epoch', async () => {
      const claim = await created();
      await appendUpTo(claim, 3);
      await expect(documents.snapshot(claim, snapshotAt(4))).rejects.toThrow(/durable/);
      await expect(documents.snapshot(claim, snapshotAt(3, { epoch: 2 }))).rejects.toThrow(/epoch/);
      expect((await documents.load('d'))!.snapshot.sequence).toBe(0);
    });

    it('keeps the newest two, and drops the records below the older one', async () => {
      const claim = await created();
      await appendUpTo(claim, 9);
      await documents.snapshot(claim, snapshotAt(3));
      expect(sequences(await documents.since('d', 1, 0))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      await documents.snapshot(claim, snapshotAt(6));
      expect(await documents.since('d', 1, 2)).toBeNull();
      expect(sequences(await documents.since('d', 1, 3))).toEqual([4, 5, 6, 7, 8, 9]);
      await documents.snapshot(claim, snapshotAt(9));
      expect(await documents.since('d', 1, 5)).toBeNull();
      expect(sequences(await documents.since('d', 1, 6))).toEqual([7, 8, 9]);
      expect(sequences((await documents.load('d'))!.tail)).toEqual([]);
      await append(claim, record(10));
      await reopen();
      expect(sequences((await documents.load('d'))!.tail)).toEqual([10]);
    });

    it('drops thousands of records', async () => {
      const claim = await created();
      await appendUpTo(claim, 2500);
      await documents.snapshot(claim, snapshotAt(2400));
      await documents.snapshot(claim, snapshotAt(2450));
      expect(await documents.since('d', 1, 2399)).toBeNull();
      expect(sequences(await documents.since('d', 1, 2400))).toHaveLength(100);
    });

    it('holds a state of 20 MB, beside an empty one', async () => {
      const claim = await created();
      await appendUpTo(claim, 2);
      const state = new Uint8Array(20 * 1024 * 1024 + 7);
      for (let i = 0; i < state.length; i += 4099) state[i] = i % 251;
      await documents.snapshot(claim, snapshotAt(1, { state }));
      await reopen();
      const loaded = (await documents.load('d'))!.snapshot.state;
      expect(Buffer.compare(loaded, state)).toBe(0);
      await documents.snapshot(
        await documents.claim('d', 'here'),
        snapshotAt(2, { state: bytes() }),
      );
      expect((await documents.load('d'))!.snapshot.state).toStrictEqual(bytes());
    });
  });

  describe('since', () => {
    it('gives what follows, nothing at the newest, and null where it cannot say', async () => {
      const claim = await created();
      expect(await documents.since('d', 1, 0)).toEqual([]);
      await appendUpTo(claim, 4);
      expect(sequences(await documents.since('d', 1, 0))).toEqual([1, 2, 3, 4]);
      expect(sequences(await documents.since('d', 1, 3))).toEqual([4]);
      expect(await documents.since('d', 1, 4)).toEqual([]);
      expect(await documents.since('d', 1, 5)).toBeNull();
      expect(await documents.since('d', 2, 0)).toBeNull();
    });

    it('shares no bytes with the store', async () => {
      const claim = await created();
      await append(claim, record(1));
      (await documents.since('d', 1, 0))![0]!.update.fill(0);
      (await documents.load('d'))!.snapshot.state.fill(0);
      const loaded = (await documents.load('d'))!;
      expect(loaded.tail[0]!.update).toEqual(record(1).update);
      expect(loaded.snapshot.state).toEqual(first().state);
    });
  });

  describe('an epoch', () => {
    it('begins with its own state and sequences, and is what load gives', async () => {
      const claim = await created();
      await appendUpTo(claim, 3);
      await documents.beginEpoch(claim, { ...first('d', { state: bytes(8) }), epoch: 2 });
      expect(await documents.load('d')).toMatchObject({
        epoch: 2,
        snapshot: { epoch: 2, sequence: 0, state: bytes(8) },
        tail: [],
      });
      await append(claim, record(1, { epoch: 2, batch: 'new' }));
      await reopen();
      expect(sequences((await documents.load('d'))!.tail)).toEqual([1]);
    });

    it('takes no more records, and keeps those it has until it is dropped', async () => {
      const claim = await created();
      await appendUpTo(claim, 3);
      await documents.beginEpoch(claim, { ...first(), epoch: 2 });
      await expect(append(claim, record(4))).rejects.toThrow();
      await append(claim, record(3));
      expect(sequences(await documents.since('d', 1, 0))).toEqual([1, 2, 3]);
      await documents.dropEpochsBelow(claim, 2);
      expect(await documents.since('d', 1, 0)).toBeNull();
      expect((await documents.load('d'))!.epoch).toBe(2);
    });

    it('follows the one before it', async () => {
      const claim = await created();
      for (const epoch of [0, 1, 3]) {
        await expect(documents.beginEpoch(claim, { ...first(), epoch })).rejects.toThrow();
      }
      expect((await documents.load('d'))!.epoch).toBe(1);
    });

    it('is never dropped while it is the newest', async () => {
      const claim = await created();
      await append(claim, record(1));
      await documents.dropEpochsBelow(claim, 99);
      expect(sequences((await documents.load('d'))!.tail)).toEqual([1]);
    });
  });
}
