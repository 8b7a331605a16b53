import { temporaryStore } from '../../../test/support/temporaryStore.ts';
import type { Contract } from '../contractStore.ts';

/** The embedded store, as the contract suites take it. */
export const embeddedContract: Contract = {
  open: () => temporaryStore(),
  comparesAndSets: true,
  typeOrder: ['boolean', 'number', 'string'],
};
