import { test } from 'vitest';
import { runModel } from './model.scenario.ts';

const rounds = Number(process.env.CADRAGE_ROUNDS ?? 150);
const first = Number(process.env.CADRAGE_SEED ?? Date.now() % 1_000_000);

test('[D6] convergence and durability under many seeds', async () => {
  for (let seed = first; seed < first + rounds; seed += 1) await runModel(seed, 4_000);
});
