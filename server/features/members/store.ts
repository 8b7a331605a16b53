import type { Side } from '@shared/audience';
import type { Role } from '@shared/permissions';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';

export interface OrganisationRecord extends StoredRecord {
  name: string;
  side: Side;
}

export interface MembershipRecord extends StoredRecord {
  engagementId: string;
  personId: string;
  organisationId: string;
  side: Side;
  roles: Role[];
  since: number;
}

const organisations: CollectionSpec<OrganisationRecord> = {
  name: 'organisations',
  schemaVersion: 1,
  indexes: { byName: { fields: ['side', 'name'], unique: true } },
};
const memberships: CollectionSpec<MembershipRecord> = {
  name: 'memberships',
  schemaVersion: 1,
  indexes: {
    byEngagement: { fields: ['engagementId', 'audience'] },
    byPerson: { fields: ['personId', 'audience'] },
  },
};

/** The collections of this feature; private to it. */
export const memberStore = perDatabase((db) => ({
  organisations: db.collection(organisations),
  memberships: db.collection(memberships),
}));

/** One place for each person in each engagement. */
export const membershipId = (engagementId: string, personId: string) =>
  `${engagementId} ${personId}`;
