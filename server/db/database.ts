import type { Collection, CollectionSpec, StoredRecord } from './collection.ts';
import type { DocumentStore } from './documentStore.ts';
import type { FileStore } from './fileStore.ts';

/** What one store implementation gives: the three ports over one place. */
export interface Database {
  collection<T extends StoredRecord>(spec: CollectionSpec<T>): Collection<T>;
  /** Every collection declared so far, by name: for what goes over all of them. */
  collections(): ReadonlyMap<string, Collection<StoredRecord>>;
  /**
   * Calls the listener for each record that carries pending work: after each write of one, and for those that are found when
   * a collection is declared. Gives back what ends that.
   */
  onPending(listener: (collection: string, id: string) => void): () => void;
  /** Fulfilled when every collection declared so far has its present shape; rejected when one cannot have it. */
  ready(): Promise<void>;
  documents: DocumentStore;
  files: FileStore;
  /** Facts about the store itself, such as whether it holds demo data. */
  facts: {
    get(name: string): Promise<string | null>;
    set(name: string, value: string): Promise<void>;
  };
  /** Finishes what is under way; every later call is refused with `store.closed`. */
  close(): Promise<void>;
}
