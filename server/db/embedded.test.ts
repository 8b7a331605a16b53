import { describe } from 'vitest';
import { temporaryStore } from '../../test/support/temporaryStore.ts';
import { collectionContract } from './collection.contract.ts';
import type { Contract } from './contractStore.ts';

const embedded: Contract = {
  open: () => temporaryStore(),
  comparesAndSets: true,
  typeOrder: ['boolean', 'number', 'string'],
};

describe('the embedded collection', () => collectionContract(embedded));
