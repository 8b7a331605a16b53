import { z } from 'zod';
import { sideSchema } from '@shared/audience';
import { timeZoneSchema } from '@shared/calendar';
import { languageSchema } from '@shared/language';

export const themeSchema = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof themeSchema>;

/** The person who is signed in, with their own preferences. */
export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  language: languageSchema,
  theme: themeSchema,
  timeZone: z.string(),
  /** Which abilities they have on the platform itself, such as `engagement.create`. */
  abilities: z.array(z.string()),
  /** The company of whoever set the server up, offered when they open an engagement. */
  organisation: z.object({ name: z.string(), side: sideSchema }).nullable(),
});
export type Me = z.infer<typeof meSchema>;
export const meReplySchema = z.object({ me: meSchema });
export type MeReply = z.infer<typeof meReplySchema>;

export const passwordMinimum = 12;
/** Long enough for a sentence; bounded, because hashing costs memory and time. */
export const passwordSchema = z.string().min(passwordMinimum).max(256);

export const signInSchema = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(256),
});
export type SignIn = z.infer<typeof signInSchema>;

/** The first account of an empty server, made with the one-time link that its first start prints. */
export const setUpSchema = z.object({
  token: z.string().min(1).max(200),
  organisation: z.object({ name: z.string().trim().min(1).max(120), side: sideSchema }),
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  password: passwordSchema,
  language: languageSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;

/** What somebody sends who follows the link to choose their first password (`/welcome#TOKEN`). */
export const choosePasswordSchema = z.object({
  token: z.string().min(1).max(200),
  password: passwordSchema,
});
export type ChoosePassword = z.infer<typeof choosePasswordSchema>;

export const preferencesSchema = z
  .object({ language: languageSchema, theme: themeSchema, timeZone: timeZoneSchema })
  .partial()
  .strict();
export type Preferences = z.infer<typeof preferencesSchema>;

/** Somebody who may sign in to the demo, for its sign-in page. */
export const demoAccountSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: z.string(),
  side: sideSchema,
});
export type DemoAccount = z.infer<typeof demoAccountSchema>;

/** What anybody may know of this server before signing in. */
export const instanceSchema = z.object({
  demo: z.boolean(),
  /** False until the first account exists. */
  setUp: z.boolean(),
  signIn: z.array(demoAccountSchema).optional(),
});
export type Instance = z.infer<typeof instanceSchema>;

/** One of a person's own sessions; the present one cannot be told from a copy, so it is marked. */
export const sessionSchema = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  expiresAt: z.number(),
  userAgent: z.string(),
  address: z.string(),
});
export type SessionEntry = z.infer<typeof sessionSchema>;
export const sessionsReplySchema = z.object({ sessions: z.array(sessionSchema) });
