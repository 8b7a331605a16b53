import { readConfig } from '../config.ts';
import { runAdf } from './adf.ts';
import { CommandFault } from './fault.ts';
import { link } from './link.ts';
import { token } from './token.ts';

const usage = `Cadrage on the command line:

  cadrage token create --user EMAIL [--name NAME] [--days DAYS]   a personal token for scripts
  cadrage link create --user EMAIL                                another link to choose a first password
  cadrage adf check FILE...                                       judge documents, a JSON line each
  cadrage adf import FILE                                         clean a document and say what was changed`;

/** Runs a command on the server that the settings mean, and prints what it gives. */
async function print(
  run: (args: string[], dataDir: string | undefined) => Promise<string>,
  args: string[],
): Promise<number> {
  const read = readConfig();
  if ('faults' in read) {
    throw new CommandFault(
      read.faults.map(({ name, message }) => `${name}: ${message}`).join('\n'),
    );
  }
  console.log(await run(args, read.config.DATA_DIR));
  return 0;
}

/** Commands by name; each gives the exit code. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  adf: (args) => runAdf(args, console.log),
  token: (args) => print(token, args),
  link: (args) => print(link, args),
};

const [name = '--help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) {
  console.log(usage);
  process.exitCode = name === '--help' || name === 'help' ? 0 : 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
