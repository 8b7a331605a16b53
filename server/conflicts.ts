import { AppError } from '@shared/errors';

/** Lets it pass that somebody else wrote the same record first; every other fault rises. */
export function unlessConflict(error: unknown): void {
  if (!isConflict(error)) throw error;
}

export function isConflict(error: unknown): error is AppError {
  return (
    error instanceof AppError &&
    (error.kind === 'conflict.version' || error.kind === 'conflict.unique')
  );
}

/** True when the write was made, false when somebody else's came first. */
export function succeeded(write: Promise<unknown>): Promise<boolean> {
  return write.then(
    () => true,
    (error: unknown) => {
      unlessConflict(error);
      return false;
    },
  );
}
