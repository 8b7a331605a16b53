import {
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
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

const tsc = join('node_modules', 'typescript', 'bin', 'tsc');

async function buildInto(folder: string): Promise<void> {
  const parts = { client: 'vite.config.ts', server: 'vite.server.config.ts' };
  for (const [name, configFile] of Object.entries(parts)) {
    await build({ configFile, logLevel: 'warn', build: { outDir: resolve(folder, name) } });
  }
  const types = ['-p', 'tsconfig.sync.json', '--outDir', join(folder, 'types')];
  execFileSync(process.execPath, [tsc, ...types], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Builds page, server and script library beside the present build and swaps them in whole: no half build is ever run. */
async function buildAll(): Promise<void> {
  const started = new Date();
  const next = `dist.${process.pid}`;
  const old = `${next}.old`;
  try {
    await buildInto(next);
    writeFileSync(join(next, '.built'), '');
    // A source that changed while this ran is newer than the build.
    utimesSync(join(next, '.built'), started, started);
    if (existsSync('dist')) renameSync('dist', old);
    renameSync(next, 'dist');
  } finally {
    rmSync(next, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

if (process.argv.includes('--if-needed') && isFresh()) process.exit(0);
console.error('Building Cadrage …');
await buildAll();
