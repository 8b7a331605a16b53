import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Contract, ContractStore } from './contractStore.ts';
import type { FileStore } from './fileStore.ts';

const mega = 1024 * 1024;

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function bytesOf(source: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source!) parts.push(part);
  return Buffer.concat(parts);
}

const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What every implementation of `FileStore` promises. */
export function fileStoreContract(contract: Contract): void {
  let store: ContractStore;
  let files: FileStore;

  beforeEach(async () => {
    store = await contract.open();
    files = store.db.files;
  });
  afterEach(() => store.dispose());

  it('keeps a file under the hash of its bytes, through a restart', async () => {
    const stored = await files.put(chunks('scope ', 'document'), 100);
    expect(stored).toEqual({ sha256: hashOf('scope document'), bytes: 14 });
    files = (await store.reopen()).files;
    expect(String(await bytesOf(await files.open(stored.sha256)))).toBe('scope document');
  });

  it('streams files larger than any one record', async () => {
    const part = new Uint8Array(mega).fill(7);
    const parts = Array.from({ length: 20 }, () => part);
    const { sha256, bytes } = await files.put(chunks(...parts), 32 * mega);
    expect(bytes).toBe(20 * mega);
    expect(hashOf(await bytesOf(await files.open(sha256)))).toBe(sha256);
  });

  it('keeps an empty file', async () => {
    const { sha256, bytes } = await files.put(chunks(), 100);
    expect(bytes).toBe(0);
    expect(await bytesOf(await files.open(sha256))).toHaveLength(0);
  });

  it('keeps the same bytes once', async () => {
    const one = await files.put(chunks('a', 'b'), 100);
    const [two, three] = await Promise.all([
      files.put(chunks('ab'), 100),
      files.put(chunks('ab'), 100),
    ]);
    expect([two, three]).toEqual([one, one]);
    await files.remove(one.sha256);
    expect(await files.open(one.sha256)).toBeNull();
  });

  it('takes a file of exactly the limit, and refuses one byte more', async () => {
    const { sha256 } = await files.put(chunks('12345'), 5);
    expect(await files.open(sha256)).not.toBeNull();
    await expect(files.put(chunks('123', '456'), 5)).rejects.toEqual(
      expect.objectContaining({ kind: 'input.too-large' }),
    );
    expect(await files.open(hashOf('123456'))).toBeNull();
  });

  it('stores nothing of a source that breaks off', async () => {
    async function* breaking() {
      yield Buffer.from('half');
      throw new Error('connection lost');
    }
    await expect(files.put(breaking(), 100)).rejects.toThrow('connection lost');
    expect(await files.open(hashOf('half'))).toBeNull();
  });

  it('has nothing under what is no hash of its own', async () => {
    for (const name of [hashOf('unknown'), '', '../facts', 'x'.repeat(64), '/etc/passwd']) {
      expect(await files.open(name)).toBeNull();
      await files.remove(name);
    }
  });
}
