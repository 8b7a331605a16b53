import { describe, expect, it } from 'vitest';
import { runsOfLatePages } from '../../test/support/latePages.ts';

describe('One who edits and two who suggest, late and for long', () => {
  for (const [blocks, most] of [
    [7, 0.03],
    [60, 0.01],
  ] as const)
    it(`[M3] refuses less than ${most * 100} % of honest updates in ${blocks} blocks`, () => {
      const { sent, impossible, refusals } = runsOfLatePages(60, blocks, 60);
      expect(impossible / sent).toBeLessThan(0.005);
      expect({ refusals, few: refusals.length / sent < most }).toMatchObject({ few: true });
    });
});
