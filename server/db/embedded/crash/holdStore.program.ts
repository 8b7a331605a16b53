/** Opens the store in the given directory, says so on standard output, and holds it until it is killed. */
import { pino } from 'pino';
import { openEmbedded } from '../openEmbedded.ts';

try {
  await openEmbedded({ dir: process.argv[2]!, now: Date.now, log: pino({ level: 'silent' }) });
  process.stdout.write('open\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = 1;
}
