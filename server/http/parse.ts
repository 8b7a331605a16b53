import type { z } from 'zod';
import { AppError } from '@shared/errors';
import { faultsOf } from '@shared/faults';

/** Checks what came in against its schema; names every fault by its path. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('input.invalid', {}, faultsOf(parsed.error).slice(0, 50));
}
