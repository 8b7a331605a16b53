import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What a running server leaves in its data directory for the command line, which cannot open the store meanwhile: where
 * it answers, and a secret of this run. Whoever may read that file may read the whole store anyway.
 */
const runningSchema = z.object({ url: z.url(), pid: z.number().int(), secret: z.string().min(32) });
export type Running = z.infer<typeof runningSchema>;

const fileIn = (dir: string) => join(dir, 'running.json');

export const newRunSecret = () => randomBytes(32).toString('base64url');

/** Says that a server runs on this directory; readable by its owner only. */
export function announceRunning(dir: string, running: Running): void {
  rmSync(fileIn(dir), { force: true });
  writeFileSync(fileIn(dir), JSON.stringify(running), { mode: 0o600, flag: 'wx' });
}

export function withdrawRunning(dir: string): void {
  rmSync(fileIn(dir), { force: true });
}

/** The server that last ran on this directory, which may be gone since; null when none left word. */
export function findRunning(dir: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(fileIn(dir), 'utf8')));
  } catch {
    // Absent, half written or not ours: all the same to whoever asks.
    return null;
  }
}
