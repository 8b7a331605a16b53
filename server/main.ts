import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { type Config, describeConfig, readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { openEmbedded } from './db/embedded/openEmbedded.ts';
import { demoAccounts } from './demo/cast.ts';
import { fillDemo, welcome } from './demo/fill.ts';
import { createSetUpLink } from './features/accounts/actions.ts';
import { announceRunning, newRunSecret, withdrawRunning } from './running.ts';
import { isLoopback, listenFault, openFault, unknownArgument } from './starting.ts';

const isDemo = process.argv.includes('--demo');

/** Ends with a sentence about what is wrong, instead of a stack that helps nobody who runs a server. */
function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

/** Ends with the sentence when there is one; a fault without one is for its stack to explain. */
function explained(error: unknown, sentence: string | null): unknown {
  return sentence === null ? error : refuse(sentence);
}

function settings(): Config {
  const read = readConfig();
  if ('config' in read) return read.config;
  const faults = read.faults.map(({ name, message }) => `  ${name}: ${message}`);
  return refuse(`These settings cannot be used:\n${faults.join('\n')}\nSee --help.`);
}

/** The folder of the built page, found from the built server or from its source. */
function pageFolder(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const folders = [join(here, '..', 'client'), join(here, '..', 'dist', 'client')];
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}

/** Holds a store to one purpose for good: demo data never becomes real, nor the other way round. */
async function claimStore(db: Database, dir: string): Promise<void> {
  const kind = isDemo ? 'demo' : 'real';
  const known = await db.facts.get('kind');
  if (known === null) return db.facts.set('kind', kind);
  if (known === kind) return;
  await db.close();
  refuse(
    isDemo
      ? `${dir} holds a real store. The demo does not touch it: give it a DATA_DIR of its own.`
      : `${dir} holds the demo. Start it with "npm run demo", or give the server another DATA_DIR.`,
  );
}

async function start(): Promise<void> {
  const config = settings();
  const log = pino(
    { level: config.LOG_LEVEL === 'info' && isDemo ? 'warn' : config.LOG_LEVEL },
    // What is said to people is on standard output, and nothing else.
    pino.destination(2),
  );
  const dir = config.DATA_DIR ?? join('.cadrage', isDemo ? 'demo' : 'data');
  const db = await openEmbedded({ dir, now: Date.now, log }).catch((error: unknown) => {
    throw explained(error, openFault(error, dir));
  });
  await claimStore(db, dir);

  const page = pageFolder();
  if (page === null) log.warn('there is no built page: only the API is served');
  const secret = newRunSecret();
  const demo = isDemo ? demoAccounts : null;
  const server = createApp({ config, db, log, page, runSecret: secret, demo });
  await db.ready();
  const filled = isDemo ? await fillDemo(server.app) : null;

  const stop = stopOnce(async () => {
    withdrawRunning(dir);
    await server.close();
  });
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const url = await server.listen().catch((error: unknown) => {
    throw explained(error, listenFault(error, config));
  });
  announceRunning(dir, { url, pid: process.pid, secret });
  const shown = config.PUBLIC_URL ?? url;
  console.log(`Cadrage is ready at ${shown}`);
  if (!config.PUBLIC_URL && !isLoopback(config.HOST)) {
    console.log(
      'Until PUBLIC_URL says how others reach it, people sign in from this machine only.',
    );
  }
  if (filled) console.log(welcome(filled));
  const link = isDemo ? null : await createSetUpLink(server.app);
  if (link) {
    console.log('Nobody has an account yet. Make the first one here, once, within a day:');
    console.log(`  ${shown}/setup#${link}`);
  }
}

/** Stops in order; asked a second time, or unable to, it ends at once. */
function stopOnce(close: () => Promise<void>): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
}

// What is stored is nobody else's to read on this machine, in a directory that somebody made beforehand too.
process.umask(0o077);
const unknown = unknownArgument(process.argv.slice(2));
if (unknown !== null) refuse(unknown);
if (process.argv.includes('--help')) {
  console.log(`Cadrage, the server. Settings, as environment variables:\n\n${describeConfig()}`);
} else {
  await start();
}
