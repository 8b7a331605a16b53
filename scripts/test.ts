import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureChromium } from '../test/support/chromium.ts';

/** `npm test`: builds what is needed, finds a browser, then runs every unit test and browser story in one run. */
const node = (script: string, ...args: string[]) =>
  execFileSync(
    process.execPath,
    [join('node_modules', 'tsx', 'dist', 'cli.mjs'), script, ...args],
    {
      stdio: 'inherit',
    },
  );

if (!process.env.CADRAGE_FIXTURES) {
  console.log('CADRAGE_FIXTURES is not set: the tests over third parties’ documents are skipped.');
}
node('scripts/build.ts', '--if-needed');
const browser = ensureChromium();
console.log(`Browser stories run in ${browser.path} (${browser.origin}).`);

const vitest = join('node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'unit', '--project', 'browser', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, CADRAGE_CHROMIUM: browser.path } },
);
process.exit(run.status ?? 1);
