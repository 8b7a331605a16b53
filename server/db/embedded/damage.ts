import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What stands in the place of the store is not one, or only a part of one; nothing in it was touched. */
export class StoreDamaged extends Error {
  override readonly name = 'StoreDamaged';

  constructor(file: string) {
    super(
      `${file} is damaged, or no store of Cadrage. Restore a backup, or give another DATA_DIR.`,
    );
  }
}

/** Where lmdb's file says what it is, in each of its two first pages: format 2, as 64-bit machines write it. */
const places = {
  magic: 24,
  format: 28,
  pageSize: 48,
  roots: [88, 136],
  transaction: 152,
  end: 160,
} as const;
const magic = 0xbe_ef_c0_de;
const format = 2;
/** On others the places are not these; lmdb's own checks must do. */
const machines: readonly string[] = ['x64', 'arm64'];
const noRoot = 0xffff_ffff_ffff_ffffn;
const smallestPage = 256;
const largestPage = 65_536;

/**
 * Refuses a file that lmdb cannot hold: it maps the file into memory and believes it, so that opening or reading such a file
 * would end the process without a word. One that is absent or empty is a new store.
 */
export function assertWhole(file: string): void {
  const size = sizeOf(file);
  if (size === 0 || !machines.includes(process.arch)) return;
  const first = pageAt(file, 0);
  const pageSize = first?.readUInt32LE(places.pageSize) ?? 0;
  const second = isPageSize(pageSize) ? pageAt(file, pageSize) : null;
  if (!first || !second || !isMeta(first) || !isMeta(second)) throw new StoreDamaged(file);
  // Of another format lmdb says so itself.
  if (first.readUInt32LE(places.format) !== format) return;
  const isNewer =
    second.readBigUInt64LE(places.transaction) > first.readBigUInt64LE(places.transaction);
  const newest = isNewer ? second : first;
  const pages = BigInt(Math.floor(size / pageSize));
  const roots = places.roots.map((place) => newest.readBigUInt64LE(place));
  if (roots.some((root) => root !== noRoot && root >= pages)) throw new StoreDamaged(file);
}

function isPageSize(size: number): boolean {
  return size >= smallestPage && size <= largestPage;
}

function isMeta(page: Buffer): boolean {
  return page.readUInt32LE(places.magic) === magic;
}

function sizeOf(file: string): number {
  return withFile(file, 0, (descriptor) => fstatSync(descriptor).size);
}

function pageAt(file: string, position: number): Buffer | null {
  return withFile(file, null, (descriptor) => {
    const head = Buffer.alloc(places.end);
    const read = readSync(descriptor, head, 0, places.end, position);
    return read === places.end ? head : null;
  });
}

function withFile<T>(file: string, absent: T, use: (descriptor: number) => T): T {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
