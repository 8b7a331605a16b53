import { z } from 'zod';
import { sideSchema } from '@shared/audience';
import { languageSchema } from '@shared/language';
import { roleSchema, roleSides } from '@shared/permissions';

/** One of the two companies of an engagement, as both sides see it. */
export const organisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  side: sideSchema,
});
export type Organisation = z.infer<typeof organisationSchema>;

/** Somebody who takes part in an engagement, as the other members see them. */
export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  side: sideSchema,
  organisation: organisationSchema,
  roles: z.array(roleSchema),
  /** What stands on their business card; empty when unknown. */
  title: z.string(),
  email: z.string(),
  phone: z.string(),
  language: languageSchema,
  /** The ones that they speak, best first. */
  languages: z.array(languageSchema),
  timeZone: z.string(),
});
export type Member = z.infer<typeof memberSchema>;

/** Somebody to be put into an engagement; without an account yet they get a link to set a password. */
export const newMemberSchema = z
  .object({
    email: z.string().trim().pipe(z.email().max(254)),
    name: z.string().trim().min(1).max(120),
    side: sideSchema,
    roles: z.array(roleSchema).min(1).max(8),
    language: languageSchema.default('en'),
    title: z.string().trim().max(160).default(''),
  })
  .refine(({ side, roles }) => roles.every((role) => roleSides[role].includes(side)), {
    path: ['roles'],
    message: 'role.side',
  });
export type NewMember = z.infer<typeof newMemberSchema>;

/** A link for somebody who has no password yet; told once, to whoever invited them. */
export const invitationSchema = z.object({
  email: z.string(),
  /** The token is in the fragment, so that no server log or referrer ever holds it. */
  link: z.string(),
  expiresAt: z.number(),
});
export type Invitation = z.infer<typeof invitationSchema>;
