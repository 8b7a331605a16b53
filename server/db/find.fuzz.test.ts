import { describe } from 'vitest';
import { temporaryStore } from '../../test/support/temporaryStore.ts';
import { findFuzzContract } from './find.fuzz.contract.ts';

describe('the embedded collection', () =>
  findFuzzContract(
    {
      open: () => temporaryStore(),
      comparesAndSets: true,
      typeOrder: ['boolean', 'number', 'string'],
    },
    60,
  ));
