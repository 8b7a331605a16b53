import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors';
import type { TemporaryStore } from '../../test/support/temporaryStore.ts';
import { temporaryStore } from '../../test/support/temporaryStore.ts';
import { startProgram } from './embedded/crash/childProgram.ts';
import { handOver, marksIn, stepNames } from './embedded/crash/handOver.ts';
import type { Operation } from './operations.ts';
import { resumeOperations, runOperation } from './operations.ts';

class PowerCut extends Error {}

const log = pino({ level: 'silent' });
let store: TemporaryStore;

beforeEach(async () => {
  store = await temporaryStore();
});
afterEach(() => store.dispose());

const neverCut = () => undefined;

it('an operation runs its steps in order and gives the result of the last', async () => {
  const operation = handOver(store.db, neverCut);
  expect(await runOperation(store.db, operation, 'k', { engagement: 'e' })).toBe('e: 3 steps');
  expect(await marksIn(store.db)).toEqual(stepNames.map((name) => `k ${name}`));
});

it('the same key gives the same result and does nothing again', async () => {
  const runs: string[] = [];
  const operation = handOver(store.db, (point) => void runs.push(point));
  const both = [1, 2].map(() => runOperation(store.db, operation, 'k', { engagement: 'e' }));
  expect(await Promise.all(both)).toEqual(['e: 3 steps', 'e: 3 steps']);
  await store.reopen();
  const again = handOver(store.db, (point) => void runs.push(point));
  expect(await runOperation(store.db, again, 'k', { engagement: 'e' })).toBe('e: 3 steps');
  expect(runs).toHaveLength(2 * stepNames.length);
});

it('a key belongs to one operation and one input', async () => {
  const operation = handOver(store.db, neverCut);
  await runOperation(store.db, operation, 'k', { engagement: 'e' });
  const refusal = expect.objectContaining({ kind: 'conflict.unique' });
  await expect(runOperation(store.db, operation, 'k', { engagement: 'f' })).rejects.toEqual(
    refusal,
  );
  const other = { ...operation, kind: 'other' };
  await expect(runOperation(store.db, other, 'k', { engagement: 'e' })).rejects.toEqual(refusal);
});

describe('a crash', () => {
  const points = stepNames.flatMap((name) => [`before ${name}`, `after ${name}`]);

  it.each(points)('%s is made good at the next start', async (cut) => {
    const cutting = (point: string) => {
      if (point === cut) throw new PowerCut();
    };
    const broken = handOver(store.db, cutting);
    await expect(runOperation(store.db, broken, 'k', { engagement: 'e' })).rejects.toThrow(
      PowerCut,
    );
    await store.reopen();
    const whole = handOver(store.db, neverCut) as Operation<never, string>;
    expect(await resumeOperations(store.db, [whole], log)).toEqual([]);
    expect(await marksIn(store.db)).toEqual(stepNames.map((name) => `k ${name}`));
    expect(await runOperation(store.db, whole, 'k', { engagement: 'e' } as never)).toBe(
      'e: 3 steps',
    );
    expect(await resumeOperations(store.db, [], log)).toEqual([]);
  });

  it('by kill -9 between each two steps is made good at the next start', async () => {
    await store.db.close();
    for (const [i, cut] of points.entries()) {
      const program = startProgram('handOver', [store.dir, `key ${i}`, cut]);
      expect((await program.lines.next()).value).toBe(cut);
      await program.kill();
    }
    await store.reopen();
    const whole = handOver(store.db, neverCut) as Operation<never, string>;
    expect(await resumeOperations(store.db, [whole], log)).toEqual([]);
    const expected = points.flatMap((_, i) => stepNames.map((name) => `key ${i} ${name}`));
    expect(await marksIn(store.db)).toEqual(expected.toSorted());
  }, 60_000);
});

it('the first step may refuse: nothing is kept, and the key is free', async () => {
  let isAllowed = false;
  const operation = handOver(store.db, (point) => {
    if (point === 'before reserve' && !isAllowed) throw new AppError('not-found');
  });
  const run = () => runOperation(store.db, operation, 'k', { engagement: 'e' });
  await expect(run()).rejects.toEqual(expect.objectContaining({ kind: 'not-found' }));
  expect(await resumeOperations(store.db, [], log)).toEqual([]);
  isAllowed = true;
  expect(await run()).toBe('e: 3 steps');
});

it('a later step that fails leaves the operation to be taken up', async () => {
  const operation = handOver(store.db, (point) => {
    if (point === 'before copy') throw new AppError('not-found');
  });
  await expect(runOperation(store.db, operation, 'k', { engagement: 'e' })).rejects.toThrow();
  const same = operation as Operation<never, string>;
  expect(await resumeOperations(store.db, [same], log)).toEqual(['k']);
  expect(await resumeOperations(store.db, [], log)).toEqual(['k']);
  expect(await marksIn(store.db)).toEqual(['k reserve']);
});
