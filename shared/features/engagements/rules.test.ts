import { describe, expect, test } from 'vitest';
import { dueInWeek, isLate, mondayOfWeek, nextMilestone, progressOf, weekOf } from './rules.ts';

const weekOne = '2026-03-02';

describe('the weeks of an engagement', () => {
  test('begin on Mondays, week 0 before the start', () => {
    expect(mondayOfWeek(weekOne, 1)).toBe('2026-03-02');
    expect(mondayOfWeek(weekOne, 0)).toBe('2026-02-23');
    expect(mondayOfWeek(weekOne, 8)).toBe('2026-04-20');
  });

  test.each([
    ['2026-03-01', 0],
    ['2026-03-02', 1],
    ['2026-03-08', 1],
    ['2026-03-29', 4],
    ['2026-03-30', 5],
    ['2026-04-23', 8],
  ])('%s lies in week %i, also over the change to summer time', (day, week) => {
    expect(weekOf(weekOne, day)).toBe(week);
  });

  test('what is planned for a week is due on its Friday', () => {
    expect(dueInWeek(weekOne, 1)).toBe('2026-03-06');
  });

  test('an open-ended phase never becomes past', () => {
    expect(progressOf({ fromWeek: 9, toWeek: null }, 500)).toBe('current');
    expect(progressOf({ fromWeek: 2, toWeek: 3 }, 4)).toBe('past');
    expect(progressOf({ fromWeek: 2, toWeek: 3 }, 1)).toBe('coming');
  });
});

describe('milestones', () => {
  const reached = { due: '2026-03-06', doneOn: '2026-03-05' };
  const missed = { due: '2026-03-13', doneOn: null };
  const later = { due: '2026-04-23', doneOn: null };

  test('are late once their day has passed without them', () => {
    const today = '2026-03-14';
    expect([reached, missed, later].map((one) => isLate(one, today))).toEqual([false, true, false]);
    expect(isLate(missed, '2026-03-13')).toBe(false);
  });

  test('the next one is the earliest that was not reached', () => {
    expect(nextMilestone([later, missed, reached])).toBe(missed);
    expect(nextMilestone([reached])).toBeNull();
  });
});
