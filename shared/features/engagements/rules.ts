import { addDays, type Day, daysBetween, mondayOf } from '@shared/calendar';
import type { Milestone, Phase, Progress } from './schema.ts';

/** The Monday of a week of the engagement; week 1 begins on the Monday of `weekOne`, week 0 lies before it. */
export function mondayOfWeek(weekOne: Day, week: number): Day {
  return addDays(mondayOf(weekOne), (week - 1) * 7);
}

/** The week of the engagement in which a day lies; 0 and below before it starts. */
export function weekOf(weekOne: Day, day: Day): number {
  return Math.floor(daysBetween(mondayOf(weekOne), day) / 7) + 1;
}

/** The working day by which something planned for a week is due: its Friday. */
export function dueInWeek(weekOne: Day, week: number): Day {
  return addDays(mondayOfWeek(weekOne, week), 4);
}

/** Where a stretch of weeks lies in relation to the present one. */
export function progressOf(window: Pick<Phase, 'fromWeek' | 'toWeek'>, week: number): Progress {
  if (week < window.fromWeek) return 'coming';
  return window.toWeek !== null && week > window.toWeek ? 'past' : 'current';
}

/** Due before today, and not reached. */
export function isLate(milestone: Pick<Milestone, 'due' | 'doneOn'>, today: Day): boolean {
  return milestone.doneOn === null && milestone.due < today;
}

/** The first milestone that was not reached yet, by its due day. */
export function nextMilestone<M extends Pick<Milestone, 'due' | 'doneOn'>>(
  milestones: readonly M[],
): M | null {
  const open = milestones.filter(({ doneOn }) => doneOn === null);
  return open.toSorted((one, other) => one.due.localeCompare(other.due))[0] ?? null;
}
