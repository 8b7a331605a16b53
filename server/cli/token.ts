import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { AppError } from '@shared/errors';
import { openEmbedded } from '@server/db/embedded/openEmbedded';
import { DirectoryInUse } from '@server/db/embedded/lock';
import { createToken } from '@server/features/accounts/actions';
import { findRunning, type Running } from '@server/running';
import { askServer, dataFolders, nobody, unexpected } from './askServer.ts';
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

/** Asks a running server; null when it is gone and only its word was left. */
async function mintThere(running: Running, options: Options): Promise<string | null> {
  const { user: email, name, days } = options;
  const response = await askServer(running, 'tokens', { email, name, days });
  if (!response) return null;
  if (response.status === 201) return ((await response.json()) as { token: string }).token;
  if (response.status === 404) throw nobody(email);
  throw unexpected(running, response);
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
    throw nobody(options.user);
  } finally {
    await db.close();
  }
}

/** Mints a token by the running server if there is one, else on the store. */
export async function token(args: string[], dataDir: string | undefined): Promise<string> {
  const [verb, ...rest] = args;
  if (verb !== 'create') throw new CommandFault(usage);
  const options = optionsOf(rest);
  const possible = dataFolders(dataDir);
  for (const dir of possible) {
    const running = findRunning(dir);
    const made = running && (await mintThere(running, options));
    if (made) return made;
  }
  return openStore(possible[0]!, options);
}
