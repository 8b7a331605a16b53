import { expect, it } from 'vitest';
import { crashRounds } from './crashRounds.ts';
import { randomFrom } from './randomFrom.ts';

it('kill -9 takes back nothing that was acknowledged, and leaves every index exact', async () => {
  expect(await crashRounds(4, randomFrom(1))).toBeGreaterThan(4);
}, 60_000);
