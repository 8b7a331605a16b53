import { z } from 'zod';
import type { Route } from '@shared/features/engagements/schema';
import { localTextSchema } from '@shared/language';
import { roleSchema } from '@shared/permissions';
import data from './templates.json' with { type: 'json' };

const weeksSchema = z.object({ from: z.number().int(), to: z.number().int().nullable() });
const onlyIf = z.literal('pilot').optional();

const conditionSchema = z.object({ id: z.string(), label: localTextSchema, owner: roleSchema });
const templateSchema = z.object({
  id: z.string(),
  weeks: z.number().int().nullable(),
  weeksWithPilot: z.number().int().optional(),
  phases: z.array(
    z.object({
      id: z.string(),
      label: localTextSchema,
      weeks: weeksSchema,
      weeksWithPilot: weeksSchema.optional(),
      gate: z.string().nullable(),
      onlyIf,
    }),
  ),
  milestones: z.array(
    z.object({
      id: z.string(),
      phase: z.string(),
      label: localTextSchema,
      week: z.number().int(),
      weekWithPilot: z.number().int().optional(),
      owner: roleSchema,
      major: z.boolean().default(false),
      onlyIf,
    }),
  ),
  gates: z.array(
    z.object({
      id: z.string(),
      label: localTextSchema,
      protects: z.object({ phase: z.string().optional(), milestone: z.string().optional() }),
      conditions: z.array(z.string()),
    }),
  ),
});

/** How an engagement usually goes: phases, milestones and gates in weeks, before they are laid on a calendar. */
export type Template = z.infer<typeof templateSchema>;
export type Condition = z.infer<typeof conditionSchema>;

const file = z
  .object({ conditions: z.array(conditionSchema), templates: z.array(templateSchema) })
  .parse(data);

const ids: Record<Route, string> = { A: 'route-a', B: 'route-b', blank: 'blank' };

/** The template of a route. */
export function templateOf(route: Route): Template {
  const template = file.templates.find(({ id }) => id === ids[route]);
  if (!template) throw new Error(`There is no template for route ${route}.`);
  return template;
}

/** Every condition that a gate may ask for, by its id. */
export const conditions: ReadonlyMap<string, Condition> = new Map(
  file.conditions.map((condition) => [condition.id, condition]),
);
