import { describe, expect, it } from 'vitest';
import { runsOfLatePages } from '../../test/support/latePages.ts';

describe('One who edits and two who suggest, late', () => {
  for (const blocks of [7, 60])
    it(`[M3] nobody diverges, and hardly anybody honest is refused, in ${blocks} blocks`, () => {
      const { sent, impossible, refusals } = runsOfLatePages(5, blocks, 60);
      expect(sent).toBeGreaterThan(150);
      expect(impossible).toBe(0);
      // Two who propose to delete the same words at the same moment: the later one is told.
      expect({ refusals, few: refusals.length / sent < 0.04 }).toMatchObject({ few: true });
    });
});
