import { describe } from 'vitest';
import { temporaryStore } from '../../test/support/temporaryStore.ts';
import { collectionContract } from './collection.contract.ts';
import type { Contract } from './contractStore.ts';
import { documentStoreContract } from './documentStore.contract.ts';
import { fileStoreContract } from './fileStore.contract.ts';
import { migrationsContract } from './migrations.contract.ts';

const embedded: Contract = {
  open: () => temporaryStore(),
  comparesAndSets: true,
  typeOrder: ['boolean', 'number', 'string'],
};

describe('the embedded collection', () => collectionContract(embedded));
describe('the embedded migrations', () => migrationsContract(embedded));
describe('the embedded document store', () => documentStoreContract(embedded));
describe('the embedded file store', () => fileStoreContract(embedded));
