import { z } from 'zod';
import { audienceSchema, sideSchema } from '@shared/audience';
import { languageSchema } from '@shared/language';
import { modeSchema } from '@shared/protocol/modes';
import { documentKinds } from './rules.ts';

export const documentKindSchema = z.enum(documentKinds);

/** Where a document stands on its way to a signature. */
export const documentStateSchema = z.enum(['draft', 'in-review', 'closed', 'signed', 'amended']);
export type DocumentState = z.infer<typeof documentStateSchema>;

export const documentCardSchema = z.object({
  id: z.string(),
  engagementId: z.string(),
  title: z.string(),
  kind: documentKindSchema,
  audience: audienceSchema,
  language: languageSchema,
  state: documentStateSchema,
  createdBy: z.string(),
  createdAt: z.number(),
  pendingSuggestions: z.number().int(),
  openThreads: z.number().int(),
  /** The strongest mode in which the reader may work in it. */
  mode: modeSchema,
  abilities: z.array(z.string()),
  version: z.number().int(),
});
export type DocumentCard = z.infer<typeof documentCardSchema>;

/** Somebody who may be mentioned in a document: whoever may read it. */
export const documentPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  side: sideSchema,
  /** The mode that they have here. */
  mode: modeSchema,
});
export type DocumentPerson = z.infer<typeof documentPersonSchema>;

export const documentDetailSchema = documentCardSchema.extend({
  people: z.array(documentPersonSchema),
  /** Modes that somebody set by hand for one person, which hold instead of the one by role. */
  modes: z.array(z.object({ person: z.string(), mode: modeSchema })),
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;

/** Any JSON object here; whether it is a valid document is judged by `importAdf`. */
export const adfSchema = z.looseObject({ type: z.literal('doc') });

export const newDocumentSchema = z.object({
  title: z.string().trim().min(1).max(200),
  kind: documentKindSchema,
  adf: adfSchema,
  /** Scope and plan start shared, everything else internal to the author's side. */
  audience: audienceSchema.optional(),
  language: languageSchema.optional(),
});
export type NewDocument = z.infer<typeof newDocumentSchema>;

/** Which text of a document with open suggestions is asked for: without them, or as if all were accepted. */
export const readingSchema = z.enum(['base', 'accepted']);
export type Reading = z.infer<typeof readingSchema>;

export const setModeSchema = z.object({
  /** Id or e-mail address. */
  person: z.string().min(1).max(254),
  /** Null: again the mode that their role gives. */
  mode: modeSchema.nullable(),
});
export type SetMode = z.infer<typeof setModeSchema>;

export const documentsReplySchema = z.object({ documents: z.array(documentCardSchema) });
export type DocumentsReply = z.infer<typeof documentsReplySchema>;
export const documentReplySchema = z.object({ document: documentDetailSchema });
export type DocumentReply = z.infer<typeof documentReplySchema>;
export const newDocumentReplySchema = z.object({
  document: documentDetailSchema,
  /** What was cleaned or wrapped on the way in; empty when the document was valid as it stood. */
  report: z.array(z.object({ path: z.string(), what: z.string() })),
});
export type NewDocumentReply = z.infer<typeof newDocumentReplySchema>;
export const adfReplySchema = z.object({ adf: adfSchema });
export type AdfReply = z.infer<typeof adfReplySchema>;
