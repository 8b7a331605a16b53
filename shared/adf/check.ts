import Ajv from 'ajv-draft-04';
import type { ValidateFunction } from 'ajv';
import { AppError } from '../errors.ts';
import { readWhole } from './codec.ts';
import { explain } from './explain.ts';
import { fullSchema } from './fullSchema.ts';
import { overLimits } from './limits.ts';

/** Whether a value is a valid document, else where it is not, as a path such as `content[3].attrs.color`, and why. */
export type Verdict = { ok: true } | { ok: false; path: string; reason: string };

let validator: ValidateFunction | undefined;

/**
 * Judges by ADF's own JSON schema, and refuses besides what no reader may be exposed to: unsafe links, CSS in the place of a colour, and what
 * cannot be stored. Changes nothing and never throws, whatever the value.
 */
export function checkAdf(value: unknown): Verdict {
  const limit = overLimits(value);
  if (limit) return { ok: false, ...limit };
  // Compiling costs a quarter of a second, so it is done once and not on import.
  validator ??= new Ajv({ strict: false }).compile(fullSchema);
  if (!validator(value)) {
    const fault = explain(value) ?? { path: '', reason: 'must be a valid document' };
    return { ok: false, ...fault };
  }
  return holdable(value);
}

const quiet = { note: () => {}, refuseMisplaced: false };

function holdable(value: unknown): Verdict {
  try {
    readWhole(value, quiet);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, path: String(error.params.path), reason: String(error.params.reason) };
  }
}
