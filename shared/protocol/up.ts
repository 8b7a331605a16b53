/** Every control message from a page to the server, as schemas; types are inferred from them. */
import { z } from 'zod';

/** `auth` of the handshake (H1). Unknown keys are left to later versions. */
export const handshakeSchema = z.object({
  protocol: z.number().int(),
  layout: z.number().int(),
  /** Which page or script this is, for the log. */
  client: z.string().max(100),
  /** A personal token; a browser sends its session cookie instead. */
  token: z.string().max(500).optional(),
});

/** Opens a document, from where the client stands if it holds something of it (D1, D2). */
export const docOpenSchema = z.strictObject({
  document: z.string().min(1).max(200),
  epoch: z.number().int().positive().optional(),
  sequence: z.number().int().nonnegative().optional(),
});
export type DocOpen = z.infer<typeof docOpenSchema>;

/** Leaves a document; the connection stays. */
export const docCloseSchema = z.strictObject({ room: z.number().int().nonnegative() });

/** Control messages up, by event name. */
export const upMessages = { 'doc.open': docOpenSchema, 'doc.close': docCloseSchema } as const;
