import type { CollectionSpec, StoredRecord } from '../../collection.ts';

/** What the program that is killed writes: shared with the test that looks at what is left. */
export interface Note extends StoredRecord {
  text: string;
  labels: string[];
  slug: string;
}

export const noteSpec: CollectionSpec<Note> = {
  name: 'notes',
  schemaVersion: 1,
  indexes: {
    byText: { fields: ['audience', 'text'], counted: true },
    byLabel: { fields: ['labels', 'text'], each: 'labels' },
    bySlug: { fields: ['slug'], unique: true },
  },
};

export const crashDocuments = Array.from({ length: 12 }, (_, i) => `document ${i}`);
