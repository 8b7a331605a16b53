/** Runs the hand-over of the tests on a store, stops at a point of it, says so, and waits to be killed there. */
import { pino } from 'pino';
import { handOver } from './handOver.ts';
import { runOperation } from '../../operations.ts';
import { openEmbedded } from '../openEmbedded.ts';

const [dir, key, cut] = process.argv.slice(2);
const db = await openEmbedded({ dir: dir!, now: Date.now, log: pino({ level: 'silent' }) });
const operation = handOver(db, (point) => {
  if (point !== cut) return undefined;
  process.stdout.write(`${point}\n`);
  setInterval(() => undefined, 60_000);
  return new Promise(() => undefined);
});
await runOperation(db, operation, key!, { engagement: 'e' });
