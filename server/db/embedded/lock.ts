import { realpathSync } from 'node:fs';

/** Data directories that this process has open. */
const open = new Set<string>();

/** Another process, or another part of this one, uses the data directory. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';

  constructor(
    readonly dir: string,
    readonly pid: number,
  ) {
    super(
      `The data directory ${dir} is in use by process ${pid}. Stop that process first, ` +
        'or give this one a data directory of its own.',
    );
  }
}

/** Takes a directory for this process, or throws `DirectoryInUse`; gives back what releases it. */
export function reserve(dir: string): () => void {
  const path = realpathSync(dir);
  if (open.has(path)) throw new DirectoryInUse(dir, process.pid);
  open.add(path);
  return () => open.delete(path);
}
