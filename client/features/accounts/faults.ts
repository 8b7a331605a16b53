import { AppError } from '@shared/errors';

/** True when the server found fault with the value at a path of what was sent. */
export function isFaulty(error: unknown, path: string): boolean {
  return error instanceof AppError && error.faults.some((fault) => fault.path === path);
}
