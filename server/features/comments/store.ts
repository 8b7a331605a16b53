import type { Anchor, Reply, ThreadState } from '@shared/features/comments/schema';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';

export interface ThreadRecord extends StoredRecord {
  documentId: string;
  state: ThreadState;
  personId: string;
  at: number;
  body: string;
  quote: string;
  prefix: string;
  suffix: string;
  anchor: Anchor | null;
  replies: Reply[];
  resolvedBy: string | null;
  resolvedAt: number | null;
}

const threads: CollectionSpec<ThreadRecord> = {
  name: 'threads',
  schemaVersion: 1,
  indexes: {
    byDocument: { fields: ['documentId', 'audience', 'at'] },
    byState: { fields: ['documentId', 'audience', 'state'], counted: true },
  },
};

/** The collection of this feature; private to it. */
export const threadStore = perDatabase((db) => db.collection(threads));
