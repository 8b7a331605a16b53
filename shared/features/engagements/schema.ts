import { z } from 'zod';
import { daySchema, isMonday, timeZoneSchema } from '@shared/calendar';
import { sideSchema } from '@shared/audience';
import { localTextSchema } from '@shared/language';
import { roleSchema } from '@shared/permissions';
import {
  invitationSchema,
  memberSchema,
  newMemberSchema,
  organisationSchema,
} from '@shared/features/members/schema';

/** Template environment, custom environment, or neither. */
export const routeSchema = z.enum(['A', 'B', 'blank']);
export type Route = z.infer<typeof routeSchema>;

export const progressSchema = z.enum(['past', 'current', 'coming']);
export type Progress = z.infer<typeof progressSchema>;

/** A stretch of weeks laid on the calendar: from its first Monday to its last Sunday. */
export const phaseSchema = z.object({
  id: z.string(),
  label: localTextSchema,
  fromWeek: z.number().int(),
  /** Null: open-ended. */
  toWeek: z.number().int().nullable(),
  from: daySchema,
  to: daySchema.nullable(),
  progress: progressSchema,
  /** Id of the gate that must open before it may start. */
  gate: z.string().nullable(),
});
export type Phase = z.infer<typeof phaseSchema>;

export const milestoneSchema = z.object({
  id: z.string(),
  label: localTextSchema,
  phase: z.string(),
  week: z.number().int(),
  /** The day by which it is due. */
  due: daySchema,
  owner: roleSchema,
  major: z.boolean(),
  /** The day on which it was reached, if it was. */
  doneOn: daySchema.nullable(),
  /** Due before today and not reached. */
  late: z.boolean(),
});
export type Milestone = z.infer<typeof milestoneSchema>;

/** What a gate asks for; who must see to it; who may let it pass. */
export const gateSchema = z.object({
  id: z.string(),
  label: localTextSchema,
  protects: z.object({ phase: z.string().optional(), milestone: z.string().optional() }),
  /** The day on which what it protects begins. */
  due: daySchema,
  conditions: z.array(
    z.object({
      id: z.string(),
      label: localTextSchema,
      owner: roleSchema,
    }),
  ),
});
export type Gate = z.infer<typeof gateSchema>;

export const engagementCardSchema = z.object({
  id: z.string(),
  /** Short and unique on this server, as `LAV`. */
  key: z.string(),
  name: localTextSchema,
  route: routeSchema,
  pilot: z.boolean(),
  client: organisationSchema,
  vendor: organisationSchema,
  /** The reader's own side and roles in it. */
  side: sideSchema,
  roles: z.array(roleSchema),
  /** The Monday of week 1. */
  weekOne: daySchema,
  timeZone: z.string(),
  today: daySchema,
  /** The week that today lies in; 0 and below before the start. */
  week: z.number().int(),
  /** The last planned week before production; null on a blank engagement. */
  weeks: z.number().int().nullable(),
  goLive: daySchema.nullable(),
  /** The phases that today lies in. */
  currentPhases: z.array(z.object({ id: z.string(), label: localTextSchema })),
  nextMilestone: milestoneSchema.nullable(),
  documents: z.number().int(),
  /** Suggestions that wait for somebody's decision, in documents that the reader sees. */
  pendingSuggestions: z.number().int(),
  abilities: z.array(z.string()),
  version: z.number().int(),
});
export type EngagementCard = z.infer<typeof engagementCardSchema>;

export const engagementOverviewSchema = engagementCardSchema.extend({
  phases: z.array(phaseSchema),
  milestones: z.array(milestoneSchema),
  gates: z.array(gateSchema),
  people: z.array(memberSchema),
});
export type EngagementOverview = z.infer<typeof engagementOverviewSchema>;

export const engagementsReplySchema = z.object({ engagements: z.array(engagementCardSchema) });
export type EngagementsReply = z.infer<typeof engagementsReplySchema>;
export const engagementReplySchema = z.object({ engagement: engagementOverviewSchema });
export type EngagementReply = z.infer<typeof engagementReplySchema>;

/** Beyond these a day is a slip of the hand, and a plan laid from it would leave the calendar. */
const [firstDay, lastDay] = ['2000-01-01', '2200-01-01'];

/** What a platform administrator fills in to open a space. */
export const newEngagementSchema = z
  .object({
    /** Made by whoever asks: asking again with the same one, after a lost answer, opens no second space. */
    attempt: z.uuid().optional(),
    key: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/),
    name: z.union([
      localTextSchema,
      z
        .string()
        .trim()
        .min(1)
        .max(300)
        .transform((name) => ({ en: name, fr: name, es: name })),
    ]),
    route: routeSchema,
    pilot: z.boolean().default(false),
    weekOne: daySchema
      .refine(isMonday, 'week-one.monday')
      .refine((day) => day > firstDay && day < lastDay, 'week-one.far'),
    timeZone: timeZoneSchema,
    client: z.object({ organisation: z.string().trim().min(1).max(120) }),
    vendor: z.object({ organisation: z.string().trim().min(1).max(120) }),
    people: z.array(newMemberSchema).min(1).max(200),
  })
  .refine(({ route, pilot }) => route === 'B' || !pilot, {
    path: ['pilot'],
    message: 'pilot.route',
  })
  .superRefine(({ people }, context) => {
    const seen = new Set<string>();
    for (const [index, { email }] of people.entries()) {
      const address = email.toLowerCase();
      const path = ['people', index, 'email'];
      if (seen.has(address)) context.addIssue({ code: 'custom', path, message: 'email.twice' });
      seen.add(address);
    }
  });
export type NewEngagement = z.infer<typeof newEngagementSchema>;
/** The same as it is sent, before defaults. */
export type NewEngagementInput = z.input<typeof newEngagementSchema>;
export const newEngagementReplySchema = z.object({
  engagement: engagementCardSchema.omit({ side: true, roles: true }),
  invitations: z.array(invitationSchema),
});
export type NewEngagementReply = z.infer<typeof newEngagementReplySchema>;
