import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A program of this folder in a process of its own, for tests that kill it. */
export interface ChildProgram {
  pid: number;
  /** The lines of its standard output, one after the other; done when it has ended. */
  lines: AsyncIterator<string>;
  /** Ends it at once, as a power cut would, and waits until it is gone; done at the end of the test in any case. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Starts `<name>.program.ts` with arguments, through `before` when that is given (such as `unshare --pid`). */
export function startProgram(name: string, args: string[], before: string[] = []): ChildProgram {
  const path = fileURLToPath(new URL(`./${name}.program.ts`, import.meta.url));
  const [command, ...rest] = [...before, process.execPath, '--import', 'tsx', path, ...args];
  const child = spawn(command!, rest, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { pid: child.pid!, lines, kill };
}
