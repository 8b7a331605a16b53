import { findRunning } from '@server/running';
import { askServer, dataFolders, nobody, unexpected } from './askServer.ts';
import { CommandFault } from './fault.ts';

const usage = `cadrage link create --user EMAIL

Makes another one-time link for somebody who has no password yet and whose link was lost or is over, and prints it once.
Works while the server runs, from the same machine and user. DATA_DIR says which server; without it the one that runs is
meant.`;

/** Asks the running server for a link with which somebody chooses their first password. */
export async function link(args: string[], dataDir: string | undefined): Promise<string> {
  const [verb, option, email] = args;
  if (verb !== 'create' || option !== '--user' || !email || args.length > 3) {
    throw new CommandFault(usage);
  }
  for (const dir of dataFolders(dataDir)) {
    const running = findRunning(dir);
    const response = running && (await askServer(running, 'links', { email }));
    if (!response) continue;
    if (response.status === 201) return ((await response.json()) as { link: string }).link;
    if (response.status === 404) throw nobody(email);
    if (response.status === 409) throw new CommandFault(`${email} has a password already.`);
    throw unexpected(running, response);
  }
  throw new CommandFault('No server runs on this data. Start it first: the link leads to it.');
}
