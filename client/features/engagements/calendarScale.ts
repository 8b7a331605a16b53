import { addDays, daysBetween, mondayOf } from '@shared/calendar';
import type { Day } from '@shared/calendar';
import type { Gate, Milestone, Phase } from '@shared/features/engagements/schema';

export interface CalendarSource {
  weekOne: Day;
  today: Day;
  phases: readonly Phase[];
  milestones: readonly Milestone[];
  gates: readonly Gate[];
}

/** A stretch of whole weeks laid out from 0 to 100 percent. */
export interface CalendarScale {
  from: Day;
  /** The day after the last one shown. */
  until: Day;
  weeks: { number: number; monday: Day; at: number }[];
  /** Where a day begins; what lies outside is drawn at the edge. */
  at(day: Day): number;
}

/** The scale that holds the plan and today, in whole weeks; an open-ended phase gets one week of its own. */
export function calendarScale(source: CalendarSource): CalendarScale | null {
  if (source.phases.length === 0) return null;
  const closed = source.phases.flatMap(({ from, to }) => [from, to ?? addDays(from, 6)]);
  const days = [
    ...closed,
    ...source.milestones.map(({ due }) => due),
    ...source.gates.map(({ due }) => due),
  ].toSorted();
  const from = mondayOf(days[0]!);
  const until = addDays(mondayOf(days.at(-1)!), 7);
  const length = daysBetween(from, until);
  const at = (day: Day) => Math.min(100, Math.max(0, (daysBetween(from, day) / length) * 100));
  const weeks = Array.from({ length: length / 7 }, (_, index) => {
    const monday = addDays(from, index * 7);
    return { number: 1 + daysBetween(source.weekOne, monday) / 7, monday, at: at(monday) };
  });
  return { from, until, weeks, at };
}

/** The working days that have passed since a day on which something was due; weekends do not count. */
export function workingDaysLate(due: Day, today: Day): number {
  let late = 0;
  for (let day = addDays(due, 1); day <= today; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) late += 1;
  }
  return late;
}

/** The stretches of a phase that are behind today and ahead of it, in percent. */
export function phaseBars(
  phase: Pick<Phase, 'from' | 'to'>,
  scale: CalendarScale,
  today: Day,
): { start: number; now: number; end: number; isOpen: boolean } {
  const start = scale.at(phase.from);
  const end = phase.to === null ? 100 : scale.at(addDays(phase.to, 1));
  const now = Math.min(end, Math.max(start, scale.at(addDays(today, 1))));
  return { start, now, end, isOpen: phase.to === null };
}
