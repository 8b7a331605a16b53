import { describe } from 'vitest';
import { collectionContract } from './collection.contract.ts';
import { documentStoreContract } from './documentStore.contract.ts';
import { embeddedContract } from './embedded/embedded.contract.ts';
import { fileStoreContract } from './fileStore.contract.ts';
import { findContract } from './find.contract.ts';
import { migrationsContract } from './migrations.contract.ts';

describe('the embedded collection', () => collectionContract(embeddedContract));
describe('the embedded collection, asked,', () => findContract(embeddedContract));
describe('the embedded migrations', () => migrationsContract(embeddedContract));
describe('the embedded document store', () => documentStoreContract(embeddedContract));
describe('the embedded file store', () => fileStoreContract(embeddedContract));
