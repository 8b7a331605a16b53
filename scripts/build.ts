import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const sources = ['client', 'server', 'shared', 'plugin'];
const settings = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'vite.server.config.ts'];
const stamp = join('dist', '.built');

function newestChange(path: string): number {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(facts.mtimeMs, ...inside);
}

function isFresh(): boolean {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return [...sources, ...settings].every(
    (path) => !existsSync(path) || newestChange(path) <= built,
  );
}

/** Builds page, server and script library beside the present build and swaps them in whole, so that no half build is ever run. */
async function buildAll(): Promise<void> {
  const started = new Date();
  const next = `dist.${process.pid}`;
  await build({
    configFile: 'vite.config.ts',
    logLevel: 'warn',
    build: { outDir: join('..', next, 'client') },
  });
  await build({
    configFile: 'vite.server.config.ts',
    logLevel: 'warn',
    build: { outDir: join(next, 'server') },
  });
  execFileSync(
    process.execPath,
    [
      join('node_modules', 'typescript', 'bin', 'tsc'),
      '-p',
      'tsconfig.sync.json',
      '--outDir',
      join(next, 'types'),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  writeFileSync(join(next, '.built'), started.toISOString());
  if (existsSync('dist')) renameSync('dist', `${next}.old`);
  renameSync(next, 'dist');
  rmSync(`${next}.old`, { recursive: true, force: true });
}

if (process.argv.includes('--if-needed') && isFresh()) process.exit(0);
console.error('Building Cadrage …');
await buildAll();
