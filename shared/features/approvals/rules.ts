import type { DocumentState } from '@shared/features/documents/schema';
import type { Role } from '@shared/permissions';
import { allowsMode, type Mode, modeSchema } from '@shared/protocol/modes';

/** Roles that write a document while it is being drawn up. */
const authors: readonly Role[] = [
  'sponsor',
  'point-of-contact',
  'key-user',
  'technical-staff',
  'customer-success-officer',
  'service-coordinator',
  'project-director',
  'consultant',
  'service-provider',
  'team-lead',
];
/** Roles that propose, and change nothing themselves. */
const proposers: readonly Role[] = ['account-manager', 'sales'];
/** Roles that follow and speak up. */
const followers: readonly Role[] = ['steering-member', 'support-agent'];

const each = (roles: readonly Role[], mode: Mode) => roles.map((role) => [role, mode] as const);

/**
 * The table of who works how in which state. `ceiling` binds everybody, modes set by hand included; a role that is not
 * named, such as guest or platform administrator, is let in by name only.
 */
export const documentStates: Record<
  DocumentState,
  { ceiling: Mode; modes: ReadonlyMap<Role, Mode>; deciders: readonly Role[] }
> = {
  draft: {
    ceiling: 'edit',
    modes: new Map([
      ...each(authors, 'edit'),
      ...each(proposers, 'suggest'),
      ...each(followers, 'comment'),
    ]),
    deciders: ['sponsor', 'point-of-contact', 'customer-success-officer', 'project-director'],
  },
  'in-review': {
    ceiling: 'suggest',
    modes: new Map([
      ...each(authors, 'suggest'),
      ...each(proposers, 'suggest'),
      ...each(followers, 'comment'),
    ]),
    deciders: ['sponsor', 'point-of-contact', 'customer-success-officer'],
  },
  // Between review and signature nobody changes anything, comments in the text included.
  closed: {
    ceiling: 'view',
    modes: new Map([
      ...each(authors, 'view'),
      ...each(proposers, 'view'),
      ...each(followers, 'view'),
    ]),
    deciders: [],
  },
  // What was signed changes only through an approved change request: suggestions gather, nobody decides them here.
  signed: {
    ceiling: 'suggest',
    modes: new Map([
      ...each(authors, 'suggest'),
      ...each(proposers, 'suggest'),
      ...each(followers, 'comment'),
    ]),
    deciders: [],
  },
  amended: {
    ceiling: 'view',
    modes: new Map([
      ...each(authors, 'view'),
      ...each(proposers, 'view'),
      ...each(followers, 'view'),
    ]),
    deciders: [],
  },
};

const weaker = (one: Mode, other: Mode): Mode => (allowsMode(one, other) ? other : one);

/** The strongest mode for somebody in a document, or null when neither a role nor a name lets them in. */
export function grantedMode(
  state: DocumentState,
  roles: readonly Role[],
  setByHand?: Mode,
): Mode | null {
  const { ceiling, modes } = documentStates[state];
  if (setByHand) return weaker(ceiling, setByHand);

  const given = roles.map((role) => modes.get(role)).filter((mode) => mode !== undefined);
  return modeSchema.options.findLast((mode) => given.includes(mode)) ?? null;
}

/** True when a role of theirs decides suggestions in this state; never their own, which is asked apart. */
export function mayDecide(state: DocumentState, roles: readonly Role[]): boolean {
  return roles.some((role) => documentStates[state].deciders.includes(role));
}

/** A sponsor's mode is nobody else's to set; anybody else's may be set by whoever has the ability. */
export function maySetModeOf(
  setterId: string,
  target: { id: string; roles: readonly Role[] },
): boolean {
  return setterId === target.id || !target.roles.includes('sponsor');
}
