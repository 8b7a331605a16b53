import { describe, expect, it } from 'vitest';
import type { Gate, Milestone, Phase } from '@shared/features/engagements/schema';
import { calendarScale, phaseBars, workingDaysLate } from './calendarScale.ts';

const label = { en: 'x', fr: 'x', es: 'x' };
const phase = (from: string, to: string | null): Phase => ({
  id: from,
  label,
  fromWeek: 1,
  toWeek: null,
  from,
  to,
  progress: 'coming',
  gate: null,
});
const weekOne = '2026-03-02';
const source = {
  weekOne,
  today: '2026-03-18',
  phases: [phase('2026-02-23', '2026-03-01'), phase('2026-03-02', '2026-03-15')],
  milestones: [] as Milestone[],
  gates: [] as Gate[],
};

describe('the scale of the calendar', () => {
  it('spans whole weeks from the first phase to the last, and numbers them by week 1', () => {
    const scale = calendarScale(source)!;
    expect([scale.from, scale.until]).toEqual(['2026-02-23', '2026-03-16']);
    expect(scale.weeks.map(({ number }) => number)).toEqual([0, 1, 2]);
    expect(scale.weeks.map(({ at }) => Math.round(at))).toEqual([0, 33, 67]);
  });

  it('stretches to a milestone or a gate beyond the last phase', () => {
    const milestone = { due: '2026-03-20' } as Milestone;
    const gate = { due: '2026-03-30' } as Gate;
    expect(calendarScale({ ...source, milestones: [milestone] })!.until).toBe('2026-03-23');
    expect(calendarScale({ ...source, gates: [gate] })!.until).toBe('2026-04-06');
  });

  it('gives a phase without an end one week of its own', () => {
    const phases = [...source.phases, phase('2026-03-16', null)];
    expect(calendarScale({ ...source, phases })!.until).toBe('2026-03-23');
  });

  it('puts a day in its place, and days outside at the edge', () => {
    const scale = calendarScale(source)!;
    expect(scale.at('2026-02-23')).toBe(0);
    expect(scale.at('2026-03-02')).toBeCloseTo(33.33, 1);
    expect(scale.at('2026-01-01')).toBe(0);
    expect(scale.at('2027-01-01')).toBe(100);
  });

  it('is not drawn without a phase', () => {
    expect(calendarScale({ ...source, phases: [] })).toBeNull();
  });
});

describe('the bar of a phase', () => {
  const scale = calendarScale(source)!;

  it('is done up to and with today', () => {
    const bar = phaseBars(phase('2026-03-02', '2026-03-15'), scale, '2026-03-08');
    expect(bar.start).toBeCloseTo(33.33, 1);
    expect(bar.now).toBeCloseTo(66.67, 1);
    expect(bar.end).toBe(100);
  });

  it('is all done before today, and nothing of it is done when it is still to come', () => {
    const past = phaseBars(phase('2026-02-23', '2026-03-01'), scale, '2026-03-10');
    expect(past.now).toBe(past.end);
    const coming = phaseBars(phase('2026-03-09', '2026-03-15'), scale, '2026-03-01');
    expect(coming.now).toBe(coming.start);
  });
});

describe('lateness', () => {
  it('counts working days after the day on which something was due', () => {
    expect(workingDaysLate('2026-03-13', '2026-03-18')).toBe(3);
    expect(workingDaysLate('2026-03-13', '2026-03-15')).toBe(0);
    expect(workingDaysLate('2026-03-18', '2026-03-18')).toBe(0);
  });
});
