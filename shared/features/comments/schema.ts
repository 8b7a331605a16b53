import { z } from 'zod';
import { audienceSchema } from '@shared/audience';

export const threadStateSchema = z.enum(['open', 'resolved']);
export type ThreadState = z.infer<typeof threadStateSchema>;

const bodySchema = z.string().trim().min(1).max(10_000);

/** A few words of the document, for finding the place again and for naming it. */
const contextSchema = z.string().max(400);

export const replySchema = z.object({
  id: z.string(),
  personId: z.string(),
  at: z.number(),
  body: z.string(),
});
export type Reply = z.infer<typeof replySchema>;

const yjsIdSchema = z.strictObject({
  client: z.number().int().nonnegative(),
  clock: z.number().int().nonnegative(),
});

/** A relative position of Yjs, as JSON: only pages read it, but nothing else passes for one. */
const relativePositionSchema = z.strictObject({
  type: yjsIdSchema.optional(),
  tname: z.string().max(100).optional(),
  item: yjsIdSchema.optional(),
  assoc: z.number().int().optional(),
});

/** Where an internal thread stands in the text, without a trace of it in the text. */
export const anchorSchema = z.object({
  from: relativePositionSchema,
  to: relativePositionSchema,
});
export type Anchor = z.infer<typeof anchorSchema>;

export const threadSchema = z.object({
  /** For a shared thread also the id of the annotation mark in the document. */
  id: z.string(),
  documentId: z.string(),
  audience: audienceSchema,
  state: threadStateSchema,
  personId: z.string(),
  at: z.number(),
  body: z.string(),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** Internal threads only. */
  anchor: anchorSchema.nullable(),
  replies: z.array(replySchema),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.number().nullable(),
  abilities: z.array(z.string()),
  version: z.number().int(),
});
export type Thread = z.infer<typeof threadSchema>;

export const newThreadSchema = z
  .object({
    audience: audienceSchema,
    body: bodySchema,
    quote: contextSchema,
    prefix: contextSchema.default(''),
    suffix: contextSchema.default(''),
    anchor: anchorSchema.optional(),
  })
  .refine((input) => input.audience !== 'shared' || input.anchor === undefined, {
    path: ['anchor'],
    message: 'internal-only',
  });
export type NewThread = z.input<typeof newThreadSchema>;
export const newReplySchema = z.object({ body: bodySchema });
export const setThreadStateSchema = z.object({ state: threadStateSchema });

export const threadsReplySchema = z.object({ threads: z.array(threadSchema) });
export type ThreadsReply = z.infer<typeof threadsReplySchema>;
export const threadReplySchema = z.object({ thread: threadSchema });
export type ThreadReply = z.infer<typeof threadReplySchema>;
