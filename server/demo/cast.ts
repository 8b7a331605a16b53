import { z } from 'zod';
import { sideSchema } from '@shared/audience';
import type { DemoAccount } from '@shared/features/accounts/schema';
import { languageSchema, localTextSchema } from '@shared/language';
import { roleSchema } from '@shared/permissions';
import data from './data/people.json' with { type: 'json' };

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  side: sideSchema,
  roles: z.array(roleSchema),
  title: z.string(),
  email: z.string(),
  phone: z.string(),
  language: languageSchema,
  languages: z.array(languageSchema),
  timezone: z.string(),
});
const guestSchema = z.object({
  id: z.string(),
  name: z.string(),
  side: sideSchema,
  roles: z.array(roleSchema),
  email: z.string(),
  language: languageSchema,
});

const file = z
  .object({
    engagement: z.object({
      id: z.string(),
      key: z.string(),
      name: localTextSchema,
      client: z.string(),
      vendor: z.string(),
      sponsor: z.string(),
    }),
    organisations: z.array(
      z.object({ id: z.string(), name: z.string(), side: sideSchema, timezone: z.string() }),
    ),
    people: z.array(personSchema),
    guests: z.array(guestSchema),
  })
  .parse(data);

/** Somebody of the demo, guests included. */
export type CastMember = z.infer<typeof personSchema>;

export const { engagement, organisations } = file;

const organisationOf = (side: CastMember['side']) => {
  const found = organisations.find((organisation) => organisation.side === side);
  if (!found) throw new Error(`The demo has no organisation of the ${side}.`);
  return found;
};

/** Everybody of the demo engagement. */
export const everybody: CastMember[] = [
  ...file.people,
  ...file.guests.map((guest) => ({
    ...guest,
    organisation: organisationOf(guest.side).id,
    title: '',
    phone: '',
    languages: [guest.language],
    timezone: organisationOf(guest.side).timezone,
  })),
];

/** Who may sign in to the demo, for its sign-in page. */
export const demoAccounts: DemoAccount[] = everybody.map(({ name, email, roles, side }) => ({
  name,
  email,
  role: roles[0] ?? 'guest',
  side,
}));
