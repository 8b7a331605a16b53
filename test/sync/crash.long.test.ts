import { test } from 'vitest';
import { killWhileTyping, killWithAllPagesGone } from './crash.scenario.ts';

// Counts and seeds are options of the long run; the scenarios are those of `crash.test.ts`.
const kills = Number(process.env.CADRAGE_KILLS ?? 25);
const seed = Number(process.env.CADRAGE_SEED ?? Date.now() % 1_000_000);

test('[D3] many kills while four people type', () => killWhileTyping({ kills, seed }));

test('[D3] many kills with every author gone', () => killWithAllPagesGone({ kills, seed }));
