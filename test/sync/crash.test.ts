import { test } from 'vitest';
import { killWhileTyping, killWithAllPagesGone } from './crash.scenario.ts';

test('[D3] a server killed while four people type loses nothing that was acknowledged, and doubles nothing', async () => {
  await killWhileTyping({ kills: 2, seed: 1 });
}, 120_000);

test('[D3] what was acknowledged or seen by anybody is there, with every author gone after the crash', async () => {
  await killWithAllPagesGone({ kills: 1, seed: 2 });
}, 120_000);
