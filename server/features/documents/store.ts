import type { DocumentKind } from '@shared/features/documents/rules';
import type { DocumentState } from '@shared/features/documents/schema';
import type { Language } from '@shared/language';
import type { Mode } from '@shared/protocol/modes';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';

/** What is known of a document beside its text, which is in the document store under the same id. */
export interface DocumentRecord extends StoredRecord {
  engagementId: string;
  title: string;
  kind: DocumentKind;
  language: Language;
  state: DocumentState;
  modes: { person: string; mode: Mode }[];
  createdBy: string;
  createdAt: number;
}

const documents: CollectionSpec<DocumentRecord> = {
  name: 'documents',
  schemaVersion: 1,
  indexes: { byEngagement: { fields: ['engagementId', 'audience', 'createdAt'] } },
};

/** The collection of this feature; private to it. */
export const documentRecords = perDatabase((db) => db.collection(documents));
