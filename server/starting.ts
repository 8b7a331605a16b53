import { AppError } from '@shared/errors';
import type { Config } from './config.ts';
import { StoreDamaged } from './db/embedded/damage.ts';
import { DirectoryInUse } from './db/embedded/lock.ts';
import { StoreTooNew } from './db/embedded/schema.ts';

/** What the server may be told on its command line; all else is a setting. */
const known = new Set(['--demo', '--help']);

/** A sentence about the first argument that means nothing; null when all mean something. */
export function unknownArgument(args: string[]): string | null {
  const unknown = args.find((arg) => !known.has(arg));
  return unknown === undefined ? null : `"${unknown}" means nothing here. See --help.`;
}

const aboutFolder: Record<string, string> = {
  EACCES: 'may not be read and written by this user',
  EPERM: 'may not be read and written by this user',
  EROFS: 'is on a disk that cannot be written to',
  EEXIST: 'is no folder',
  ENOTDIR: 'is no folder',
  ENOSPC: 'is on a disk that is full',
};

/** Why the data cannot be opened, in a sentence; null for a fault of our own, whose stack is needed. */
export function openFault(error: unknown, dir: string): string | null {
  const saysItself = [DirectoryInUse, StoreDamaged, StoreTooNew].some(
    (kind) => error instanceof kind,
  );
  if (saysItself) return (error as Error).message;
  const isFull = error instanceof AppError && error.kind === 'store.full';
  const reason = aboutFolder[isFull ? 'ENOSPC' : codeOf(error)];
  return reason === undefined ? null : `DATA_DIR ${dir} ${reason}.`;
}

/** True for an address at which nobody but this machine comes in. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Why nobody can be reached here, in a sentence; null for a fault of our own, whose stack is needed. */
export function listenFault(
  error: unknown,
  { HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>,
): string | null {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${PORT} of ${HOST} is taken by another program. Set PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${PORT}. Set PORT to 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
    case 'ENOTFOUND':
      return `HOST ${HOST} is no address of this machine.`;
    default:
      return null;
  }
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null | undefined)?.code);
}
