import type { z } from 'zod';
import { AppError } from '@shared/errors';

/** Checks what came in against its schema; names every fault by its path. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    key: issue.code === 'custom' ? issue.message : issue.code,
  }));
  throw new AppError('input.invalid', {}, faults.slice(0, 50));
}
