import { AppError } from '@shared/errors';

/** Runs a read and replace again as long as somebody else's replace comes between the two. */
export async function whileConflicting<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict.version') throw error;
    }
  }
}
