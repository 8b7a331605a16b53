import type { Day } from '@shared/calendar';
import type { Route } from '@shared/features/engagements/schema';
import type { LocalText } from '@shared/language';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';
import type { Plan } from './lay.ts';

export interface EngagementRecord extends StoredRecord, Plan {
  key: string;
  name: LocalText;
  route: Route;
  pilot: boolean;
  clientId: string;
  vendorId: string;
  weekOne: Day;
  timeZone: string;
  createdAt: number;
  createdBy: string;
}

const engagements: CollectionSpec<EngagementRecord> = {
  name: 'engagements',
  schemaVersion: 1,
  indexes: { byKey: { fields: ['key'], unique: true } },
};

/** The collection of this feature; private to it. */
export const engagementStore = perDatabase((db) => db.collection(engagements));
