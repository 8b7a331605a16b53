import { describe } from 'vitest';
import { embeddedContract } from './embedded/embedded.contract.ts';
import { findFuzzContract } from './find.fuzz.contract.ts';

const runs = Number(process.env.CADRAGE_ROUNDS ?? 1000);
const seed = Number(process.env.CADRAGE_SEED ?? Date.now() % 2 ** 31);

describe(`the embedded collection (seed ${seed})`, () =>
  findFuzzContract(embeddedContract, runs, seed));
