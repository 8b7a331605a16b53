import { describe, expect, test } from 'vitest';
import { dueOfGate, layTemplate } from './lay.ts';

const weekOne = '2026-03-02';
const dueOf = (plan: ReturnType<typeof layTemplate>, id: string) =>
  plan.milestones.find((milestone) => milestone.id === id)?.due;

describe('a template laid on dates', () => {
  test('by route B with a pilot goes live in week 8, without one in week 4', () => {
    expect(dueOf(layTemplate('B', weekOne, true), 'm2-go-live')).toBe('2026-04-24');
    expect(dueOf(layTemplate('B', weekOne, false), 'm2-go-live')).toBe('2026-03-27');
  });

  test('has the pilot with its milestone and its gate only where it was chosen', () => {
    const withPilot = layTemplate('B', weekOne, true);
    const without = layTemplate('B', weekOne, false);
    expect(withPilot.phases.map(({ id }) => id)).toContain('pilot');
    expect(withPilot.gates.map(({ id }) => id)).toContain('g-pilot');
    expect(without.phases.map(({ id }) => id)).not.toContain('pilot');
    expect(without.gates.map(({ id }) => id)).not.toContain('g-pilot');
    expect(dueOf(without, 'm-pilot-end')).toBeUndefined();
  });

  test('by route A goes live in week 2', () => {
    const plan = layTemplate('A', weekOne, false);
    expect(plan.weeks).toBe(2);
    expect(plan.milestones.findLast(({ major }) => major)?.due).toBe('2026-03-13');
  });

  test('opens a gate on the day on which what it protects begins, also after that was moved', () => {
    const plan = layTemplate('B', weekOne, true);
    const days = plan.gates.map((gate) => [gate.id, dueOfGate(gate, plan)]);
    expect(days).toContainEqual(['g-configure', '2026-03-09']);
    expect(days).toContainEqual(['g-go-live', '2026-04-24']);
    const milestones = plan.milestones.map((one) => ({ ...one, due: '2026-05-01' }));
    const goLive = { protects: { milestone: 'm2-go-live' } };
    expect(dueOfGate(goLive, { ...plan, milestones })).toBe('2026-05-01');
  });

  test('names for each condition of a gate who must see to it', () => {
    const gate = layTemplate('B', weekOne, true).gates.find(({ id }) => id === 'g-configure');
    expect(gate?.conditions.map(({ id, owner }) => [id, owner])).toContainEqual([
      'scope-signed',
      'sponsor',
    ]);
  });

  test('that is blank holds nothing', () => {
    expect(layTemplate('blank', weekOne, false)).toEqual({
      weeks: null,
      phases: [],
      milestones: [],
      gates: [],
    });
  });
});
