import { describe } from 'vitest';
import { embeddedContract } from './embedded/embedded.contract.ts';
import { findFuzzContract } from './find.fuzz.contract.ts';

describe('the embedded collection', () => findFuzzContract(embeddedContract, 60));
