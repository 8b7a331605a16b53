import { z } from 'zod';
import type { Audience, Side } from './audience.ts';
import { mayRead } from './audience.ts';

/** What somebody is in an engagement; the ids are stored and travel, the words are in the glossary. */
export const roleSchema = z.enum([
  'sponsor',
  'point-of-contact',
  'key-user',
  'technical-staff',
  'steering-member',
  'customer-success-officer',
  'service-coordinator',
  'project-director',
  'account-manager',
  'sales',
  'consultant',
  'service-provider',
  'team-lead',
  'support-agent',
  'guest',
  'platform-administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** The side on which a role may be held. */
export const roleSides: Record<Role, readonly Side[]> = {
  sponsor: ['client'],
  'point-of-contact': ['client'],
  'key-user': ['client'],
  'technical-staff': ['client'],
  'steering-member': ['client', 'vendor'],
  'customer-success-officer': ['vendor'],
  'service-coordinator': ['vendor'],
  'project-director': ['vendor'],
  'account-manager': ['vendor'],
  sales: ['vendor'],
  consultant: ['vendor'],
  'service-provider': ['vendor'],
  'team-lead': ['vendor'],
  'support-agent': ['vendor'],
  guest: ['client', 'vendor'],
  'platform-administrator': ['client', 'vendor'],
};

export const abilities = [
  'engagement.read',
  'document.read',
  'document.create',
  'document.set-mode',
  'suggestion.explain',
  'suggestion.decide',
  'thread.create',
  'thread.reply',
  'thread.resolve',
  'audit.read',
] as const;
export type Ability = (typeof abilities)[number];

/** What is true of the record that an ability is asked on. */
export interface Facts {
  /** The side of the person who asks. */
  side?: Side;
  /** The audience of the record; a record of the other side alone gives no ability at all. */
  audience?: Audience;
  /** The person asking made it. */
  isAuthor?: boolean;
  /** The person was let into this very item by name. */
  isNamed?: boolean;
}

const reader = ['engagement.read', 'document.read'] as const;
const talker = [...reader, 'thread.create', 'thread.reply'] as const;
const writer = [...talker, 'document.create', 'thread.resolve', 'suggestion.explain'] as const;
const lead = [...writer, 'document.set-mode', 'suggestion.decide', 'audit.read'] as const;

/** The table: what each role may do, before facts and the state of a document narrow it. */
export const roleAbilities: Record<Role, readonly Ability[]> = {
  sponsor: lead,
  'point-of-contact': lead,
  'key-user': writer,
  'technical-staff': writer,
  'steering-member': talker,
  'customer-success-officer': lead,
  'service-coordinator': writer,
  'project-director': lead,
  'account-manager': writer,
  sales: writer,
  consultant: writer,
  'service-provider': writer,
  'team-lead': writer,
  'support-agent': talker,
  guest: ['engagement.read'],
  // Runs the platform and sees no content by that role.
  'platform-administrator': ['engagement.read'],
};

/** What a guest may do on the item that they were let into. */
const namedAbilities: readonly Ability[] = ['document.read', 'thread.create', 'thread.reply'];

/** True when one of the roles gives the ability and no fact speaks against it. */
export function can(roles: readonly Role[], ability: Ability, facts: Facts = {}): boolean {
  if (facts.audience && (!facts.side || !mayRead(facts.side, facts.audience))) return false;
  // Only the author explains a suggestion; nobody decides their own.
  if (ability === 'suggestion.explain' && facts.isAuthor === false) return false;
  if (ability === 'suggestion.decide' && facts.isAuthor === true) return false;
  if (facts.isNamed && namedAbilities.includes(ability)) return true;

  return roles.some((role) => roleAbilities[role].includes(ability));
}

/** Every ability that the roles give under the same facts. */
export function abilitiesOf(roles: readonly Role[], facts: Facts = {}): Ability[] {
  return abilities.filter((ability) => can(roles, ability, facts));
}

/** Abilities on the platform itself, held by whoever set the server up or was made administrator. */
export const platformAbilities = ['engagement.create'] as const;
export type PlatformAbility = (typeof platformAbilities)[number];
