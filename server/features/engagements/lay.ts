import { addDays, type Day } from '@shared/calendar';
import { dueInWeek, mondayOfWeek } from '@shared/features/engagements/rules';
import type { Gate, Milestone, Phase, Route } from '@shared/features/engagements/schema';
import { conditions, templateOf } from './templates.ts';

/** A plan as it is stored: laid on dates once, then moved by people; what depends on today is worked out when read. */
export interface Plan {
  /** The last week before production; null on a blank engagement. */
  weeks: number | null;
  phases: Omit<Phase, 'progress'>[];
  milestones: Omit<Milestone, 'late'>[];
  gates: Omit<Gate, 'due'>[];
}

/** Lays the template of a route on the calendar. */
export function layTemplate(route: Route, weekOne: Day, pilot: boolean): Plan {
  const template = templateOf(route);
  const isWanted = ({ onlyIf }: { onlyIf?: 'pilot' | undefined }) => onlyIf !== 'pilot' || pilot;

  const phases = template.phases.filter(isWanted).map((phase) => {
    const { from, to } = (pilot && phase.weeksWithPilot) || phase.weeks;
    return {
      id: phase.id,
      label: phase.label,
      fromWeek: from,
      toWeek: to,
      from: mondayOfWeek(weekOne, from),
      to: to === null ? null : addDays(mondayOfWeek(weekOne, to), 6),
      gate: phase.gate,
    };
  });
  const milestones = template.milestones.filter(isWanted).map((milestone) => {
    const { id, label, phase, owner, major } = milestone;
    const week = (pilot && milestone.weekWithPilot) || milestone.week;
    return { id, label, phase, week, due: dueInWeek(weekOne, week), owner, major, doneOn: null };
  });
  const gates = template.gates.flatMap(({ id, label, protects, conditions: asked }) => {
    // What a gate protects may be left out with the pilot; then nothing needs the gate.
    if (dueOfGate({ protects }, { phases, milestones }) === null) return [];
    return [{ id, label, protects, conditions: asked.map(conditionOf) }];
  });

  const weeks = pilot ? (template.weeksWithPilot ?? template.weeks) : template.weeks;
  return { weeks, phases, milestones, gates };
}

function conditionOf(id: string): Gate['conditions'][number] {
  const condition = conditions.get(id);
  if (!condition) throw new Error(`There is no condition ${id}.`);
  return condition;
}

/** The day on which what a gate protects begins, as the plan stands now. */
export function dueOfGate(
  { protects }: Pick<Gate, 'protects'>,
  { phases, milestones }: Pick<Plan, 'phases' | 'milestones'>,
): Day | null {
  const phase = phases.find(({ id }) => id === protects.phase);
  const milestone = milestones.find(({ id }) => id === protects.milestone);
  return phase?.from ?? milestone?.due ?? null;
}
