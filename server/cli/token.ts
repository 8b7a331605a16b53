import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { AppError } from '@shared/errors';
import { openEmbedded } from '@server/db/embedded/openEmbedded';
import { DirectoryInUse } from '@server/db/embedded/lock';
import { createToken } from '@server/features/accounts/actions';
import { findRunning, type Running } from '@server/running';
import { CommandFault } from './fault.ts';

const usage = `cadrage token create --user EMAIL [--name NAME] [--days DAYS]

Mints a personal token with which a script acts as that person, and prints it once. Works while the server runs, from the
same machine and user, and while it does not. DATA_DIR says which server; without it the one that runs is meant.`;

interface Options {
  user: string;
  name: string;
  days: number;
}

function optionsOf(args: string[]): Options {
  const options: Options = { user: '', name: 'command line', days: 90 };
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (value === undefined) throw new CommandFault(usage);
    if (name === '--user') options.user = value;
    else if (name === '--name') options.name = value;
    else if (name === '--days') options.days = Number(value);
    else throw new CommandFault(usage);
  }
  const isWhole = Number.isInteger(options.days) && options.days >= 1 && options.days <= 3650;
  if (options.user === '' || !isWhole) throw new CommandFault(usage);
  return options;
}

const nobody = ({ user }: Options) => new CommandFault(`Nobody has the address ${user}.`);

/** Asks a running server; null when it is gone and only its word was left. */
async function askServer(running: Running, options: Options): Promise<string | null> {
  const response = await fetch(new URL('/api/console/tokens', running.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${running.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: options.user, name: options.name, days: options.days }),
  }).catch(() => null);
  // Another server may answer at the address of one that is gone; it knows another secret.
  if (!response || response.status === 401) return null;
  if (response.status === 201) return ((await response.json()) as { token: string }).token;
  if (response.status === 404) throw nobody(options);
  throw new CommandFault(`The server at ${running.url} answered ${response.status}.`);
}

/** Opens the store itself, which works only while no server has it. */
async function openStore(dir: string, options: Options): Promise<string> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const db = await openEmbedded({ dir, now: Date.now, log }).catch((error: unknown) => {
    if (!(error instanceof DirectoryInUse)) throw error;
    throw new CommandFault(
      `${error.message}\nIt is not a server that this command can ask: stop it, or wait until it is ready.`,
    );
  });
  try {
    const app = { db, now: Date.now, newId: randomUUID };
    const input = { email: options.user, name: options.name, days: options.days };
    return (await createToken(app, input)).token;
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
    throw nobody(options);
  } finally {
    await db.close();
  }
}

/** The folders that may be meant: the one that is named, or the usual ones. */
function folders(dataDir: string | undefined): string[] {
  if (dataDir !== undefined) return [dataDir];
  return [join('.cadrage', 'data'), join('.cadrage', 'demo')];
}

/** Mints a token by the running server if there is one, else on the store. */
export async function token(args: string[], dataDir: string | undefined): Promise<string> {
  const [verb, ...rest] = args;
  if (verb !== 'create') throw new CommandFault(usage);
  const options = optionsOf(rest);
  const possible = folders(dataDir).filter((dir) => existsSync(dir));
  for (const dir of possible) {
    const running = findRunning(dir);
    const made = running && (await askServer(running, options));
    if (made) return made;
  }
  const [dir] = possible;
  if (dir === undefined) {
    throw new CommandFault(`There is no data in ${folders(dataDir).join(' nor in ')}.`);
  }
  return openStore(dir, options);
}
