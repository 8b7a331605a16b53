import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collection, Query } from './collection.ts';
import type { Contract, ContractStore } from './contractStore.ts';
import type { Task } from './contractTask.ts';
import { ids, task, taskSpec } from './contractTask.ts';

/** What every implementation of `Collection` finds and counts. */
export function findContract(contract: Contract): void {
  let store: ContractStore;
  let tasks: Collection<Task>;

  beforeEach(async () => {
    store = await contract.open();
    tasks = store.db.collection(taskSpec);
  });
  afterEach(() => store.dispose());

  const found = async (query: Query) => ids((await tasks.find(query)).records);
  const all = async (query: Query) => {
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tasks.find({ ...query, ...(cursor !== undefined && { cursor }) });
      pages.push(ids(page.records));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return pages.join(' | ');
  };

  describe('find', () => {
    const equals = { board: 'scoping', audience: 'shared' };

    it('sorts null first, and each type by its own order', async () => {
      const numbers = [1e21, -1, 0.5, 0, -1e-7, 10, 9];
      const texts = [
        'z',
        'é',
        'a',
        '',
        'ab',
        'a\u0000b',
        '\uffff',
        '🦉',
        'Z',
        'a'.repeat(64),
        'a'.repeat(63),
      ];
      const values = [...numbers, ...texts, true, false, null, undefined];
      await tasks.insertMany(values.map((due, i) => task(`t${i}`, { due })));
      const sorted = (await tasks.find({ index: 'byDue', equals })).records.map(({ due }) => due);
      const byType = {
        boolean: [false, true],
        number: numbers.toSorted((a, b) => a - b),
        string: [
          '',
          'Z',
          'a',
          'a\u0000b',
          'a'.repeat(63),
          'a'.repeat(64),
          'ab',
          'z',
          'é',
          '\uffff',
          '🦉',
        ],
      };
      expect(sorted.map((value) => value ?? null)).toEqual([
        null,
        null,
        ...contract.typeOrder.flatMap((type): unknown[] => byType[type]),
      ]);
      const reversed = (await tasks.find({ index: 'byDue', equals, order: 'desc' })).records;
      expect(reversed.map(({ due }) => due)).toEqual(sorted.toReversed());
    });

    it('sorts records of the same value by id', async () => {
      await tasks.insertMany(['c', 'a', 'b'].map((id) => task(id, { due: 1 })));
      expect(await found({ index: 'byDue', equals })).toBe('a b c');
      expect(await found({ index: 'byDue', equals, order: 'desc' })).toBe('c b a');
    });

    it('takes each kind of bound, in both directions', async () => {
      await tasks.insertMany([1, 2, 3, 4].map((due) => task(String(due), { due })));
      const cases: [Query['range'], string][] = [
        [{ gt: 2 }, '3 4'],
        [{ gte: 2 }, '2 3 4'],
        [{ lt: 3 }, '1 2'],
        [{ lte: 3 }, '1 2 3'],
        [{ gt: 1, lt: 4 }, '2 3'],
        [{ gte: 2, lte: 2 }, '2'],
        [{ gt: 2, lt: 2 }, ''],
        [{ gte: 4, lte: 1 }, ''],
        [{ gt: 1.5, lte: 3.5 }, '2 3'],
      ];
      for (const [range, expected] of cases) {
        expect(await found({ index: 'byDue', equals, range: range! })).toBe(expected);
        const reversed = expected.split(' ').toReversed().join(' ');
        expect(await found({ index: 'byDue', equals, range: range!, order: 'desc' })).toBe(
          reversed,
        );
      }
    });

    it('finds values of the type of the bounds only', async () => {
      const values = [null, false, true, -1, 5, '', 'm', undefined];
      await tasks.insertMany(values.map((due, i) => task(`t${i}`, { due })));
      const inRange = async (range: Query['range']) =>
        (await tasks.find({ index: 'byDue', equals, range: range! })).records.map(({ due }) => due);
      expect(await inRange({ gt: -5 })).toEqual([-1, 5]);
      expect(await inRange({ lt: 100 })).toEqual([-1, 5]);
      expect(await inRange({ gte: '' })).toEqual(['', 'm']);
      expect(await inRange({ lt: 'z' })).toEqual(['', 'm']);
      expect(await inRange({ gte: false })).toEqual([false, true]);
    });

    it('sorts over all alternatives of a list by the fields that follow', async () => {
      await tasks.insertMany([
        task('a', { due: 3 }),
        task('b', { due: 1, audience: 'client' }),
        task('c', { due: 2 }),
        task('d', { due: 2, audience: 'client' }),
        task('e', { due: 0, audience: 'vendor' }),
      ]);
      const either = { board: 'scoping', audience: ['shared', 'client', 'shared'] };
      expect(await found({ index: 'byDue', equals: either })).toBe('b c d a');
      expect(await all({ index: 'byDue', equals: either, order: 'desc', limit: 1 })).toBe(
        'a | d | c | b',
      );
      expect(await found({ index: 'byDue', equals: either, range: { gte: 2 } })).toBe('c d a');
      expect(await found({ index: 'byDue', equals: { board: 'scoping', audience: [] } })).toBe('');
    });

    it('finds absent and null alike', async () => {
      await tasks.insertMany([task('a', { due: null }), task('b'), task('c', { due: 0 })]);
      expect(await found({ index: 'byDue', equals: { ...equals, due: null } })).toBe('a b');
    });

    it('takes minus zero for zero', async () => {
      await tasks.insert(task('a', { due: -0 }));
      expect(await found({ index: 'byDue', equals: { ...equals, due: 0 } })).toBe('a');
      expect(await found({ index: 'byDue', equals, range: { gte: -0, lt: 1 } })).toBe('a');
    });

    it('keeps neighbouring prefixes apart', async () => {
      await tasks.insertMany([
        task('a', { board: 'a', title: 'b' }),
        task('b', { board: 'a\u0000b', title: '' }),
        task('c', { board: 'ab', title: 'a' }),
        task('d', { board: '', title: 'ab' }),
        task('e', { board: 'a'.repeat(70), title: 'x' }),
        task('f', { board: `${'a'.repeat(70)}\u0000x`, title: '' }),
      ]);
      for (const [id, board] of Object.entries({ a: 'a', b: 'a\u0000b', c: 'ab', d: '' })) {
        expect(await found({ index: 'byTitle', equals: { board } })).toBe(id);
      }
      expect(await found({ index: 'byTitle', equals: { board: 'a'.repeat(70) } })).toBe('e');
    });

    it('is exact at the bounds of long strings', async () => {
      const long = 'é'.repeat(400);
      await tasks.insertMany(
        ['', 'a', 'b', 'c'].map((end) => task(`t${end}`, { title: long + end })),
      );
      const inRange = (range: Query['range']) =>
        tasks
          .find({ index: 'byTitle', equals: { board: 'scoping' }, range: range! })
          .then(({ records }) => ids(records).split(' ').toSorted().join(' '));
      expect(await inRange({ gt: `${long}a` })).toBe('tb tc');
      expect(await inRange({ gte: `${long}a`, lt: `${long}c` })).toBe('ta tb');
      expect(await inRange({ lte: long })).toBe('t');
      expect(await inRange({ gt: long.slice(0, -1), lt: `${long}b` })).toBe('t ta');
    });

    it('refuses what is not over the leading fields of a declared index', async () => {
      const faulty: Query[] = [
        { index: 'byColour' },
        { index: 'byDue', equals: { audience: 'shared' } },
        { index: 'byDue', equals: { board: 'scoping', due: 1 } },
        { index: 'byDue', equals: { board: ['a'], audience: ['b'] } },
        { index: 'byDue', equals: { board: Array.from({ length: 17 }, String) } },
        { index: 'byDue', limit: 0 },
        { index: 'byDue', limit: 501 },
        { index: 'byAudience', equals, range: { gt: 1 } },
        { index: 'byDue', equals, range: { gt: 1, lt: 'a' } },
        { index: 'byDue', equals, range: { gt: null } },
        { index: 'byLabel', equals: { board: 'scoping' } },
      ];
      for (const query of faulty) {
        await expect(tasks.find(query)).rejects.toEqual(
          expect.not.objectContaining({ kind: expect.anything() }),
        );
      }
    });
  });

  describe('a multi-entry index', () => {
    it('finds a record by each of its elements, and once by several', async () => {
      await tasks.insertMany([
        task('a', { labels: ['x', 'y', 'x'], due: 2 }),
        task('b', { labels: ['y'], due: 1 }),
        task('c', { labels: [], due: 0 }),
        task('d', { due: 0 }),
      ]);
      const by = (labels: string | string[]) => ({ board: 'scoping', labels });
      expect(await found({ index: 'byLabel', equals: by('x') })).toBe('a');
      expect(await found({ index: 'byLabel', equals: by('y') })).toBe('b a');
      expect(await all({ index: 'byLabel', equals: by(['x', 'y', 'z']), limit: 1 })).toBe('b | a');
      expect(await tasks.count('byLabel', by('y') as Record<string, string>)).toBe(2);
    });

    it('leads through an array of objects', async () => {
      await tasks.insert(task('a', { extra: { watchers: [{ id: 'ada' }, { id: 'ben' }] } }));
      expect(await found({ index: 'byWatcher', equals: { 'extra.watchers.id': 'ben' } })).toBe('a');
      expect(await found({ index: 'byWatcher', equals: { 'extra.watchers.id': 'eve' } })).toBe('');
    });
  });

  describe('count', () => {
    it('counts what a prefix finds, with and without a running count', async () => {
      const kept = await tasks.insert(task('a', { labels: ['x'], due: 1 }));
      await tasks.insertMany([task('b', { audience: 'client' }), task('c', { board: 'other' })]);
      const counts = async () => [
        await tasks.count('byAudience', { board: 'scoping', audience: 'shared' }),
        await tasks.count('byAudience', { board: 'scoping' }),
        await tasks.count('byAudience', {}),
        await tasks.count('byDue', { board: 'scoping' }),
        await tasks.count('byLabel', { board: 'scoping', labels: 'x' }),
      ];
      expect(await counts()).toEqual([1, 2, 3, 2, 1]);
      await tasks.replace({ ...kept, audience: 'client', labels: [] });
      expect(await counts()).toEqual([0, 2, 3, 2, 0]);
      await tasks.remove('a', 2);
      expect(await counts()).toEqual([0, 1, 2, 1, 0]);
    });
  });

  describe('a cursor', () => {
    const query: Query = { index: 'byDue', equals: { board: 'scoping', audience: 'shared' } };

    it('goes on where the page ended, and is absent on the last page', async () => {
      await tasks.insertMany([0, 1, 1, 1, 2].map((due, i) => task(`t${i}`, { due })));
      expect(await all({ ...query, limit: 2 })).toBe('t0 t1 | t2 t3 | t4');
      expect(await all({ ...query, limit: 2, order: 'desc' })).toBe('t4 t3 | t2 t1 | t0');
      expect(await all({ ...query, limit: 5 })).toBe('t0 t1 t2 t3 t4');
      const all1 = { index: 'bySlug', limit: 1 };
      await tasks.insertMany([task('x', { slug: 'x' }), task('y', { slug: 'y' })]);
      expect(await all(all1)).toBe('x | y');
    });

    it('holds when the record it came from is gone, and others have come', async () => {
      await tasks.insertMany([0, 1, 2, 3].map((due) => task(`t${due}`, { due })));
      const { cursor } = await tasks.find({ ...query, limit: 2 });
      await tasks.remove('t1', 1);
      await tasks.insertMany([task('early', { due: 0.5 }), task('late', { due: 1.5 })]);
      expect(await found({ ...query, cursor: cursor! })).toBe('late t2 t3');
    });

    it('is refused when it is not one of this query', async () => {
      await tasks.insertMany([0, 1, 2, 3].map((due) => task(`t${due}`, { due })));
      const { cursor } = await tasks.find({ ...query, limit: 2 });
      const text = Buffer.from(cursor!, 'base64url').toString();
      const forged = [
        text.replace('1]', '1,2]'),
        text.replace('1]', '{}]'),
        text.replace('1]', 'null,"x'),
      ];
      const bad = ['', 'x', '!', '[]', 'bnVsbA', 'W10', cursor!.slice(3), 'A'.repeat(10_000)];
      const encoded = forged.map((json) => Buffer.from(json).toString('base64url'));
      for (const one of [...bad, ...encoded]) {
        await expect(tasks.find({ ...query, cursor: one })).rejects.toEqual(
          expect.objectContaining({ kind: 'input.invalid' }),
        );
      }
      const others: Query[] = [
        { ...query, order: 'desc' },
        { ...query, range: { gt: 0 } },
        { ...query, equals: { board: 'scoping', audience: 'client' } },
        { index: 'byLabel', equals: { board: 'scoping', labels: 'x' } },
      ];
      for (const other of others) {
        await expect(tasks.find({ ...other, cursor: cursor! })).rejects.toEqual(
          expect.objectContaining({ kind: 'input.invalid' }),
        );
      }
    });
  });
}
