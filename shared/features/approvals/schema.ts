import { z } from 'zod';

/** `<personId>/<n>`: who proposed it, and a number that is theirs (PROTOCOL.md, L8). */
export const suggestionIdSchema = z.string().regex(/^[^/\s]{1,100}\/[^/\s]{1,60}$/);

export const verdictSchema = z.enum(['accept', 'refuse']);
export type DecisionVerdict = z.infer<typeof verdictSchema>;

/** Why somebody proposes or decides something. */
export const reasonSchema = z.string().trim().min(1).max(2000);

/** One place of a suggestion as it was decided: shortened, and without its place in a text that has moved on. */
export const decidedPieceSchema = z.object({
  kind: z.enum(['insertion', 'deletion', 'modification', 'joinPrevious', 'split']),
  text: z.string(),
  block: z.string().optional(),
  /** For a modification: the type of a block, or formats to add and remove. */
  proposed: z
    .object({
      type: z.string().optional(),
      add: z.array(z.object({ type: z.string() })).optional(),
      remove: z.array(z.string()).optional(),
    })
    .optional(),
});
export type DecidedPiece = z.infer<typeof decidedPieceSchema>;

/** What a decision was about: a suggestion as the text held it when it was decided. */
export const decisionSubjectSchema = z.object({
  id: suggestionIdSchema,
  /** Who proposed it. */
  personId: z.string(),
  /** Its number in the text at that time. */
  number: z.number().int(),
  pieces: z.array(decidedPieceSchema),
});
export type DecisionSubject = z.infer<typeof decisionSubjectSchema>;

/** A command that resolves suggestions, with who and why; kept for good. */
export const decisionSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  suggestions: z.array(suggestionIdSchema),
  decision: verdictSchema,
  reason: z.string().nullable(),
  by: z.string(),
  at: z.number(),
  /** What those suggestions said; empty for a decision that was recorded before this was kept. */
  subjects: z.array(decisionSubjectSchema),
  /** `applying` until the document itself holds it durably. */
  state: z.enum(['applying', 'applied']),
});
export type Decision = z.infer<typeof decisionSchema>;

export const suggestionStateSchema = z.enum(['pending', 'accepted', 'refused', 'withdrawn']);

/** What is known of a suggestion beside its content, which is in the document. */
export const suggestionRecordSchema = z.object({
  id: suggestionIdSchema,
  documentId: z.string(),
  personId: z.string(),
  /** When it was first durable. */
  at: z.number(),
  reason: z.string().nullable(),
  state: suggestionStateSchema,
  decision: decisionSchema
    .pick({ id: true, decision: true, reason: true, by: true, at: true })
    .extend({ subject: decisionSubjectSchema.nullable() })
    .nullable(),
  /** Of the reader: `suggestion.decide`, `suggestion.explain` (its author). */
  abilities: z.array(z.string()),
  version: z.number().int(),
});
export type SuggestionRecord = z.infer<typeof suggestionRecordSchema>;

/** How many decided suggestions a document lists: the latest. Every decision stays in the audit log. */
export const decidedAtMost = 200;

export const suggestionsReplySchema = z.object({ suggestions: z.array(suggestionRecordSchema) });
export type SuggestionsReply = z.infer<typeof suggestionsReplySchema>;

export const explainSuggestionSchema = z.object({ reason: reasonSchema });
export const suggestionReplySchema = z.object({ suggestion: suggestionRecordSchema });
export type SuggestionReply = z.infer<typeof suggestionReplySchema>;

export const decideSchema = z
  .object({
    suggestions: z.array(suggestionIdSchema).min(1).max(200),
    decision: verdictSchema,
    reason: reasonSchema.optional(),
    /** Idempotency key, chosen by the page: the same command sent twice is one decision. */
    key: z.string().min(8).max(100),
  })
  .refine((input) => input.decision === 'accept' || input.reason !== undefined, {
    path: ['reason'],
    message: 'required',
  });
export type Decide = z.infer<typeof decideSchema>;
export const decisionReplySchema = z.object({ decision: decisionSchema });
export type DecisionReply = z.infer<typeof decisionReplySchema>;
