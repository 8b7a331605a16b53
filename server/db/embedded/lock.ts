/**
 * One process per data directory. Two proofs, both the kernel's, so that nothing is left behind by kill -9 and no stale lock
 * has to be guessed at from a pid:
 *
 * 1. lmdb's table of readers. Every process that has the file open holds an fcntl lock on the byte of its pid, on every
 *    system that lmdb runs on. A process enters itself first and looks for others then, so of two that start at once at
 *    least one sees the other.
 * 2. On Linux also a Unix socket in the directory that somebody listens on. It tells apart what the first cannot: two
 *    containers over one volume in which both processes have the same pid, and two threads of one process. A socket that
 *    refuses connections has no owner any more and is taken over.
 *
 * Both are of one machine: a network share is no place for a data directory.
 */
import { closeSync, openSync, realpathSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { hostname } from 'node:os';
import { connect, createServer } from 'node:net';
import type { Logger } from 'pino';

/** Somebody else has the data directory open; nothing in it was touched. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';

  constructor(
    readonly dir: string,
    /** Such as `process 17 on web-1 since 2026-03-02T08:00:00.000Z`. */
    readonly owner: string,
  ) {
    super(
      `The data directory ${dir} is in use by ${owner}. ` +
        'Stop that process first, or give this one a data directory of its own.',
    );
  }
}

const socketName = 'cadrage.lock';
const answerMs = 1000;
const unnamed = 'another process';

/** Data directories that this process has open: lmdb itself must not open a file twice in one process. */
const open = new Set<string>();

/** Takes a directory for this process or throws `DirectoryInUse`; gives back what releases it. */
export async function lockDirectory(
  dir: string,
  now: () => number,
  log: Pick<Logger, 'warn'>,
): Promise<() => Promise<void>> {
  const path = realpathSync(dir);
  if (open.has(path)) throw new DirectoryInUse(dir, `process ${process.pid}, which is this one`);
  const self = `process ${process.pid} on ${hostname()} since ${new Date(now()).toISOString()}`;
  open.add(path);
  try {
    const release =
      process.platform === 'linux' ? await holdSocket(dir, self, log) : async () => undefined;
    return async () => {
      open.delete(path);
      await release();
    };
  } catch (error) {
    open.delete(path);
    throw error;
  }
}

/** Throws `DirectoryInUse` when lmdb's table of readers names another living process. */
export function assertOnlyReader(dir: string, readers: number[]): void {
  const other = readers.find((pid) => pid !== process.pid);
  if (other !== undefined) throw new DirectoryInUse(dir, `process ${other}`);
}

async function holdSocket(
  dir: string,
  self: string,
  log: Pick<Logger, 'warn'>,
): Promise<() => Promise<void>> {
  // The path of a socket has 107 bytes at most; through the open folder it is short however deep the folder lies.
  const folder = openSync(dir, 'r');
  const path = `/proc/self/fd/${folder}/${socketName}`;
  try {
    const owner = await ownerOf(path);
    if (owner !== null) throw new DirectoryInUse(dir, owner);
    rmSync(path, { force: true });
    const server = await listen(path, self);
    return async () => {
      await new Promise((resolve) => server.close(resolve));
      rmSync(path, { force: true });
      closeSync(folder);
    };
  } catch (error) {
    closeSync(folder);
    if (error instanceof DirectoryInUse) throw error;
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new DirectoryInUse(dir, unnamed);
    // Some shared folders of virtual machines know no sockets: lmdb's own table is left.
    log.warn({ err: error }, 'store.lock.socket');
    return async () => undefined;
  }
}

function listen(path: string, answer: string): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(answer));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server.unref()));
  });
}

/** Who listens on the socket; null when nobody does. */
function ownerOf(path: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path);
    const done = (owner: string | null) => {
      socket.destroy();
      resolve(owner);
    };
    // An owner that is too busy to answer is an owner all the same.
    socket.setTimeout(answerMs, () => done(unnamed));
    socket.on('data', (data) => (answer += String(data)));
    socket.on('end', () => done(answer || unnamed));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '')) done(null);
      else reject(error);
    });
  });
}
