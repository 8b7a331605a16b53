import type { Snapshot } from '../documentStore.ts';
import type { Environment, ReadPoint } from './environment.ts';
import { below, idPart } from './keys.ts';

type Kept = Omit<Snapshot, 'document' | 'epoch' | 'sequence' | 'state'> & { chunks: number };

/** Small enough that lmdb finds room for it among freed pages instead of growing its file. */
const chunkBytes = 256 * 1024;

/** Stores a snapshot, its state in chunks. Runs in a write job. */
export function putSnapshot(env: Environment, snapshot: Snapshot): void {
  const { document, epoch, sequence, state, ...rest } = snapshot;
  const key = [idPart(document), epoch, sequence];
  const chunks = Math.ceil(state.byteLength / chunkBytes);
  env.snapshots.putSync(key, { ...rest, chunks } satisfies Kept);
  for (let i = 0; i < chunks; i += 1) {
    env.chunks.putSync([...key, i], state.subarray(i * chunkBytes, (i + 1) * chunkBytes));
  }
}

/** The snapshot at exactly this sequence, which is known to be there. */
export function getSnapshot(
  env: Environment,
  document: string,
  epoch: number,
  sequence: number,
  at: ReadPoint,
): Snapshot {
  const key = [idPart(document), epoch, sequence];
  const { chunks, ...kept } = env.snapshots.get(key, at) as Kept;
  const pieces: Uint8Array[] = [];
  for (let i = 0; i < chunks; i += 1) pieces.push(env.chunks.get([...key, i], at)!);
  const joined = Buffer.concat(pieces);
  const state = new Uint8Array(joined.buffer, joined.byteOffset, joined.byteLength);
  return { document, epoch, sequence, state, ...kept };
}

/** The sequences of an epoch's snapshots, newest first. */
export function snapshotSequences(
  env: Environment,
  document: string,
  epoch: number,
  at?: ReadPoint,
): number[] {
  const { start, end } = below([idPart(document), epoch]);
  const keys = env.snapshots.getKeys({ start: end, end: start, reverse: true, ...at });
  return [...keys].map((key) => (key as number[])[2]!);
}

export function removeSnapshot(
  env: Environment,
  document: string,
  epoch: number,
  sequence: number,
): void {
  const key = [idPart(document), epoch, sequence];
  for (const chunk of Array.from(env.chunks.getKeys(below(key)))) env.chunks.removeSync(chunk);
  env.snapshots.removeSync(key);
}
