import { expect, it } from 'vitest';
import { crashRounds } from './crash/crashRounds.ts';
import { randomFrom } from './crash/randomFrom.ts';

const rounds = Number(process.env.CADRAGE_ROUNDS ?? 60);
const seed = Number(process.env.CADRAGE_SEED ?? Date.now());

it(`${rounds} times kill -9 take back nothing that was acknowledged (seed ${seed})`, async () => {
  expect(await crashRounds(rounds, randomFrom(seed))).toBeGreaterThan(rounds);
});
