import { test } from 'vitest';
import { runModel } from './model.scenario.ts';

const seeds = process.env.CADRAGE_SEED ? [Number(process.env.CADRAGE_SEED)] : [1, 2, 3, 4, 5, 6];

test.each(seeds)(
  '[D6] on a network that loses, doubles and swaps, everybody ends with the same and acknowledged is durable (seed %i)',
  (seed) => runModel(seed, 1_500),
  60_000,
);
