import type { Database } from './database.ts';

/** An empty store of one implementation, as the contract suites need it. */
export interface ContractStore {
  readonly db: Database;
  /** Closes the store and opens it again, as a restart does. */
  reopen(): Promise<Database>;
  dispose(): Promise<void>;
}

/** How a suite gets its stores, and what this implementation cannot promise. */
export interface Contract {
  open(): Promise<ContractStore>;
  /** False where a server answers two replaces at one version with success (FerretDB v1). */
  comparesAndSets: boolean;
  /** The order of the types of index values after null. */
  typeOrder: ('boolean' | 'number' | 'string')[];
}
