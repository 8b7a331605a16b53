import { type Audience, type Side, mayRead } from '@shared/audience';
import { notFound } from '@shared/errors';
import type { DocumentState } from '@shared/features/documents/schema';
import { grantedMode } from '@shared/features/approvals/rules';
import { type Ability, type Facts, type Role, abilitiesOf, can } from '@shared/permissions';
import type { Mode } from '@shared/protocol/modes';

/** What access must know of an engagement, of somebody's part in it, and of a document. */
export interface Membership {
  engagementId: string;
  personId: string;
  side: Side;
  roles: Role[];
}
export interface DocumentFacts {
  id: string;
  engagementId: string;
  audience: Audience;
  state: DocumentState;
  /** Modes set by hand for one person. */
  modes: { person: string; mode: Mode }[];
}

/** Where the facts come from: the features that own them. */
export interface AccessSources {
  membership(engagementId: string, personId: string): Promise<Membership | null>;
  document(documentId: string): Promise<DocumentFacts | null>;
}

/** Somebody inside an engagement: who they are there, and what they may do. */
export interface Entered extends Membership {
  can(ability: Ability, facts?: Omit<Facts, 'side'>): boolean;
  abilities(facts?: Omit<Facts, 'side'>): Ability[];
  /** Refuses with "not found" what they may not do. */
  require(ability: Ability, facts?: Omit<Facts, 'side'>): void;
}

/** Somebody inside a document, with the strongest mode in which they may work there. */
export interface EnteredDocument extends Entered {
  document: DocumentFacts;
  mode: Mode;
}

/** The only way in. "Not found" and "not allowed" are the same answer. */
export interface Access {
  enter(actor: { personId: string }, engagementId: string, ability: Ability): Promise<Entered>;
  enterDocument(
    actor: { personId: string },
    documentId: string,
    ability: Ability,
  ): Promise<EnteredDocument>;
}

function entered(membership: Membership): Entered {
  const { side, roles } = membership;
  return {
    ...membership,
    can: (ability, facts) => can(roles, ability, { ...facts, side }),
    abilities: (facts) => abilitiesOf(roles, { ...facts, side }),
    require(ability, facts) {
      if (!can(roles, ability, { ...facts, side })) throw notFound();
    },
  };
}

/** The mode that somebody has in a document, or null when they may not even know of it. */
export function modeIn(document: DocumentFacts, membership: Membership): Mode | null {
  if (!mayRead(membership.side, document.audience)) return null;
  const override = document.modes.find(({ person }) => person === membership.personId)?.mode;
  return grantedMode(document.state, membership.roles, override);
}

export function createAccess(sources: AccessSources): Access {
  async function enter(actor: { personId: string }, engagementId: string, ability: Ability) {
    const membership = await sources.membership(engagementId, actor.personId);
    if (!membership) throw notFound();
    const inside = entered(membership);
    inside.require(ability);
    return inside;
  }

  async function enterDocument(
    actor: { personId: string },
    documentId: string,
    ability: Ability,
  ): Promise<EnteredDocument> {
    const document = await sources.document(documentId);
    const membership =
      document && (await sources.membership(document.engagementId, actor.personId));
    if (!document || !membership) throw notFound();
    const mode = modeIn(document, membership);
    if (!mode) throw notFound();

    const inside = entered(membership);
    // Whoever has a mode here was let in by role or by name.
    const isNamed = !inside.can('document.read');
    inside.require(ability, { audience: document.audience, isNamed });
    return { ...inside, document, mode };
  }

  return { enter, enterDocument };
}
