import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/errors';
import type { FileStore } from '../fileStore.ts';

/** Files in a folder, by the hash of their bytes: written beside, synced, then renamed, so that no half file has a name. */
export async function embeddedFiles(dir: string): Promise<FileStore> {
  const temporary = join(dir, 'unfinished');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  // What a crash left half-written belongs to nobody.
  for (const name of await readdir(temporary)) await rm(join(temporary, name), { force: true });

  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256);

  return {
    async put(source, maxBytes) {
      const path = join(temporary, randomUUID());
      try {
        const file = await write(source, path, maxBytes);
        await settle(path, pathOf(file.sha256));
        return file;
      } catch (error) {
        await rm(path, { force: true });
        throw isFull(error) ? new AppError('store.full') : error;
      }
    },
    async open(sha256) {
      if (!isHash(sha256)) return null;
      const path = pathOf(sha256);
      const found = await stat(path).catch(nullIfMissing);
      return found === null ? null : createReadStream(path);
    },
    async remove(sha256) {
      if (isHash(sha256)) await rm(pathOf(sha256), { force: true });
    },
  };
}

async function write(source: AsyncIterable<Uint8Array>, path: string, maxBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new AppError('input.too-large', { maxBytes });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Gives the file its name for good: a rename is durable once the folder that holds the name is. */
async function settle(from: string, to: string): Promise<void> {
  const made = await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncFolder(dirname(to));
  if (made !== undefined) await syncFolder(dirname(dirname(to)));
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync a folder, and does not need it.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
