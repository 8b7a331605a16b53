import type { DecisionSubject, DecisionVerdict } from '@shared/features/approvals/schema';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';

/** What is known of a suggestion beside its content. */
export interface SuggestionEntry extends StoredRecord {
  documentId: string;
  suggestionId: string;
  personId: string;
  at: number;
  reason: string | null;
  state: 'pending' | 'accepted' | 'refused' | 'withdrawn';
  decisionId: string | null;
}

export interface DecisionEntry extends StoredRecord {
  documentId: string;
  engagementId: string;
  /** Those that were still there when it was applied. */
  suggestions: string[];
  /** What they said when they were decided; their marks are gone from the text. */
  subjects: DecisionSubject[];
  /** Fingerprint of the command as it was asked, so that its key stands for no other. */
  command: string;
  decision: DecisionVerdict;
  reason: string | null;
  by: string;
  at: number;
  state: 'applying' | 'applied';
  /** Where in the document's journal it stands; null until it does, or when nothing was left to apply. */
  durableAt: { epoch: number; sequence: number } | null;
}

const suggestions: CollectionSpec<SuggestionEntry> = {
  name: 'suggestions',
  schemaVersion: 1,
  indexes: {
    byDocument: { fields: ['documentId', 'audience', 'at'] },
    byState: { fields: ['documentId', 'audience', 'state'], counted: true },
  },
};
const decisions: CollectionSpec<DecisionEntry> = {
  name: 'decisions',
  schemaVersion: 2,
  indexes: { byState: { fields: ['audience', 'state'] } },
  migrations: {
    // What earlier decisions were about is not known any more.
    1: (old: Omit<DecisionEntry, 'subjects'>): DecisionEntry => ({ ...old, subjects: [] }),
  },
};

/** The collections of this feature; private to it. */
export const approvalStore = perDatabase((db) => ({
  suggestions: db.collection(suggestions),
  decisions: db.collection(decisions),
}));

/** A suggestion's id is unique in its document only. */
export const suggestionKey = (documentId: string, suggestionId: string) =>
  `${documentId} ${suggestionId}`;
