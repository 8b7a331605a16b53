import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '@server/running';
import { CommandFault } from './fault.ts';

/** The folders that may be meant: the one that is named, or the usual ones, as far as they are there. */
export function dataFolders(dataDir: string | undefined): string[] {
  const meant =
    dataDir === undefined ? ['data', 'demo'].map((name) => join('.cadrage', name)) : [dataDir];
  const present = meant.filter((dir) => existsSync(dir));
  if (present.length === 0)
    throw new CommandFault(`There is no data in ${meant.join(' nor in ')}.`);
  return present;
}

/** Commands a running server; null when it is gone and only its word was left. */
export async function askServer(
  running: Running,
  path: string,
  body: object,
): Promise<Response | null> {
  const response = await fetch(new URL(`/api/console/${path}`, running.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${running.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  // Another server may answer at the address of one that is gone; it knows another secret.
  return response?.status === 401 ? null : response;
}

export const unexpected = ({ url }: Running, { status }: Response) =>
  new CommandFault(`The server at ${url} answered ${status}.`);

export const nobody = (email: string) => new CommandFault(`Nobody has the address ${email}.`);
