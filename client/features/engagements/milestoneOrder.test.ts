import { describe, expect, it } from 'vitest';
import type { Milestone } from '@shared/features/engagements/schema';
import { byUrgency, nextMilestone } from './milestoneOrder.ts';

const milestone = (due: string, facts: Partial<Milestone> = {}) =>
  ({ id: due, due, doneOn: null, late: false, ...facts }) as Milestone;

const reached = milestone('2026-03-02', { doneOn: '2026-03-03' });
const late = milestone('2026-03-06', { late: true });
const pilot = milestone('2026-04-20');
const goLive = milestone('2026-04-23');

describe('the milestones', () => {
  it('are late first, then to come, then reached', () => {
    expect(byUrgency([goLive, reached, pilot, late])).toEqual([late, pilot, goLive, reached]);
  });

  it('have as the next one the first to come, not one that is late', () => {
    expect(nextMilestone([goLive, late, reached, pilot])).toBe(pilot);
    expect(nextMilestone([late, reached])).toBeNull();
  });
});
