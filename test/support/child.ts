/** Starts one of our scripts as a process, waits until it is ready, and asks it things. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Child<Request> {
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  ask<T>(request: Request): Promise<T>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  script: string;
  args: string[];
  /** The processor to run on, where the system can tell it. */
  core?: number;
  nodeOptions?: string[];
}

/** The loader's own path, so that a child needs neither a shell nor the working directory. */
const loader = createRequire(import.meta.url).resolve('tsx');
const taskset = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path));

export async function startChild<Request>(o: ChildOptions): Promise<Child<Request>> {
  const node = [...(o.nodeOptions ?? []), '--import', loader, o.script, ...o.args];
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  const child: ChildProcess =
    taskset && o.core !== undefined
      ? spawn(taskset, ['-c', String(o.core), process.execPath, ...node], { stdio: [...stdio] })
      : spawn(process.execPath, node, { stdio: [...stdio] });
  const ended = once(child, 'exit');
  const waiting = new Map<number, (result: unknown) => void>();
  let ids = 0;

  const port = await new Promise<number>((resolve, reject) => {
    ended.then(([code]) => reject(new Error(`${o.script} ended with ${String(code)}`)));
    child.on('message', (message: { ready?: number; id?: number; result?: unknown }) => {
      if (message.ready !== undefined) return resolve(message.ready);
      waiting.get(message.id!)?.(message.result);
      waiting.delete(message.id!);
    });
  });

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid!,
    port,
    url: `http://127.0.0.1:${port}`,
    ask<T>(request: Request) {
      const id = (ids += 1);
      return new Promise<T>((resolve) => {
        waiting.set(id, resolve as (result: unknown) => void);
        child.send({ id, request });
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
