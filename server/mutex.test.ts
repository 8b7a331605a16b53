import { expect, test } from 'vitest';
import { createMutex } from './mutex.ts';

test('tasks of one key run one behind the other, those of another key beside them', async () => {
  const exclusive = createMutex();
  const seen: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const first = exclusive('a', async () => {
    await held;
    seen.push('first');
  });
  const second = exclusive('a', async () => void seen.push('second'));
  await exclusive('b', async () => void seen.push('other'));
  expect(seen).toEqual(['other']);
  release();
  await Promise.all([first, second]);
  expect(seen).toEqual(['other', 'first', 'second']);
});

test('a task that fails tells its caller and holds up nobody', async () => {
  const exclusive = createMutex();
  const failing = exclusive('a', async () => {
    throw new Error('broken');
  });
  const next = exclusive('a', async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
