import type { Milestone } from '@shared/features/engagements/schema';

/** What is to be reached next: the first one by date that is neither reached nor already late. */
export function nextMilestone(milestones: readonly Milestone[]): Milestone | null {
  const coming = milestones.filter(({ doneOn, late }) => doneOn === null && !late);
  return coming.toSorted((a, b) => a.due.localeCompare(b.due))[0] ?? null;
}

/** Late ones first, then what is to come, then what was reached; each by date. */
export function byUrgency(milestones: readonly Milestone[]): Milestone[] {
  const rank = ({ doneOn, late }: Milestone) => (late ? 0 : doneOn === null ? 1 : 2);
  return milestones.toSorted((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due));
}
