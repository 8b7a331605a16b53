/** Every control message and JSON body from the server to a page, as schemas; types are inferred from them. */
import { z } from 'zod';
import { sideSchema } from '../audience.ts';
import { closeCodes, type CloseCode } from './close.ts';
import { modeSchema } from './modes.ts';
import { refusalReasons } from './refusals.ts';

const closeCodeSchema = z.enum(Object.keys(closeCodes) as [CloseCode, ...CloseCode[]]);

/** Who somebody is, as the server says it (P1). */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  side: sideSchema.optional(),
});
export type WirePerson = z.infer<typeof personSchema>;

/** What a client must know to keep within the server's limits (D8, D9). */
export const wireLimitsSchema = z.object({
  updateBytes: z.number().int().positive(),
  updatesPerSecond: z.number().positive(),
});
export type WireLimits = z.infer<typeof wireLimitsSchema>;

/** The answer to `doc.open` (D1). */
export const openedSchema = z.object({
  room: z.number().int().nonnegative(),
  epoch: z.number().int().positive(),
  sequence: z.number().int().nonnegative(),
  mode: modeSchema,
  person: personSchema,
  limits: wireLimitsSchema,
});
export type Opened = z.infer<typeof openedSchema>;

/** The answer when a document cannot be opened; `not-found` also stands for "not allowed". */
export const notOpenedSchema = z.object({ error: closeCodeSchema, retry: z.boolean() });

export const openAnswerSchema = z.union([openedSchema, notOpenedSchema]);
export type OpenAnswer = z.infer<typeof openAnswerSchema>;

/** Says that something changed, never what (N1). */
export const noticeSchema = z.object({
  kind: z.string().max(100),
  id: z.string().max(200),
  version: z.number().int().nonnegative(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Why this connection ends (H5). */
export const closingSchema = z.object({
  code: closeCodeSchema,
  retry: z.boolean(),
  protocol: z.number().int().optional(),
  layout: z.number().int().optional(),
});

/** Body of a `refused` frame. */
export const refusedSchema = z.object({
  reason: z.enum(refusalReasons),
  detail: z.string().optional(),
});

/** Body of an `access` frame (D14). */
export const grantSchema = z.object({ mode: modeSchema });
export type Grant = z.infer<typeof grantSchema>;

/** Body of a `closed` frame. */
export const closedSchema = z.object({ reason: closeCodeSchema, retry: z.boolean() });
export type Closed = z.infer<typeof closedSchema>;

/** Control messages down, by event name. */
export const downMessages = { notice: noticeSchema, closing: closingSchema } as const;
