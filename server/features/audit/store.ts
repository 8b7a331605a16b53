import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';
import type { ChainEntry } from './chain.ts';

export interface EntryRecord extends StoredRecord, ChainEntry {
  /** The idempotency key of the work that made it. */
  key: string;
}

/** What happened, apart from the chain: it may be left out of one side's dossier, or erased, and the chain still holds. */
export interface BodyRecord extends StoredRecord {
  engagementId: string;
  salt: string;
  body: AuditBody;
}

export interface AuditBody {
  at: number;
  /** Who did it; `system` when nobody did. */
  personId: string;
  /** Past tense, as `suggestions.accepted`. */
  what: string;
  /** The record that it was done to. */
  on: string;
  reason: string | null;
  details: Record<string, string | number | boolean | null | string[]>;
}

const entries: CollectionSpec<EntryRecord> = {
  name: 'auditEntries',
  schemaVersion: 1,
  indexes: {
    byEngagement: { fields: ['engagementId', 'audience', 'sequence'] },
    bySequence: { fields: ['engagementId', 'sequence'], unique: true },
    byKey: { fields: ['key'], unique: true },
  },
};
const bodies: CollectionSpec<BodyRecord> = { name: 'auditBodies', schemaVersion: 1, indexes: {} };

/** The collections of this feature; private to it. */
export const auditStore = perDatabase((db) => ({
  entries: db.collection(entries),
  bodies: db.collection(bodies),
}));
