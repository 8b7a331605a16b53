import { expect, it } from 'vitest';
import { crashRounds } from './crash/crashRounds.ts';
import { randomFrom } from './crash/randomFrom.ts';

it('kill -9 takes back nothing that was acknowledged, and leaves every index exact', async () => {
  expect(await crashRounds(4, randomFrom(1))).toBeGreaterThan(4);
}, 60_000);
