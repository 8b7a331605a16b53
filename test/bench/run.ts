/** `npm run bench -- sync [--full] [--only=busy,rooms]` or `-- guard`: prints a table, then one JSON row per figure. */
import { rows as guardRows } from './guard.ts';
import { runSync } from './sync/run.ts';
import { table, type Row } from './rows.ts';

const suites: Record<
  string,
  (o: { full: boolean; only: string[] | null }) => Promise<{ rows: Row[]; base: string }>
> = {
  sync: runSync,
  guard: async () => ({ rows: await guardRows(), base: 'cadrage' }),
};

const [suite = 'sync', ...flags] = process.argv.slice(2);
const run = suites[suite];
if (!run) {
  console.error(
    `There is no benchmark called ${suite}; there is: ${Object.keys(suites).join(', ')}.`,
  );
  process.exit(2);
}
const only =
  flags
    .find((flag) => flag.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',') ?? null;
const { rows, base } = await run({ full: flags.includes('--full'), only });
console.log(`\n${table(rows, base)}\n`);
for (const row of rows) console.log(JSON.stringify(row));
process.exit(0);
