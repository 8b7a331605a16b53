import { describe } from 'vitest';
import { embeddedContract } from './embedded/embeddedContract.ts';
import { findFuzzContract } from './find.fuzz.contract.ts';

describe('the embedded collection', () => findFuzzContract(embeddedContract, 60));
