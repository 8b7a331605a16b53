import type { Key } from 'lmdb';
import { AppError } from '@shared/errors';
import type { Claim, DocumentStore, JournalRecord, LoadedDocument } from '../documentStore.ts';
import { StaleOwner } from '../documentStore.ts';
import type { Environment, ReadPoint } from './environment.ts';
import { below, idPart, isPossibleId } from './keys.ts';
import { getSnapshot, putSnapshot, removeSnapshot, snapshotSequences } from './snapshots.ts';

/** What is known of a document as a whole. */
interface Head {
  epoch: number;
  /** Of the newest claim; 0 before the first. */
  fence: number;
}

type Kept = Omit<JournalRecord, 'document' | 'epoch' | 'sequence'>;

const removedAtOnce = 1000;

/** The journal and snapshots of Yjs documents in lmdb. */
export function embeddedDocuments(env: Environment): DocumentStore {
  const headOf = (document: string, at?: ReadPoint) =>
    isPossibleId(document)
      ? (env.heads.get([idPart(document)], at) as Head | undefined)
      : undefined;

  /** Every write begins with it: what an owner before the newest claim writes is refused. */
  const owned = ({ document, fence }: Claim): Head => {
    const head = headOf(document);
    if (head === undefined) throw new AppError('not-found');
    if (head.fence !== fence) throw new StaleOwner(document);
    return head;
  };

  return {
    async create(first) {
      const document = idPart(first.document);
      const snapshot = { ...first, epoch: 1, sequence: 0 };
      await env.write(() => {
        if (env.heads.doesExist([document])) throw new AppError('conflict.unique', { index: 'id' });
        env.heads.putSync([document], { epoch: 1, fence: 0 } satisfies Head);
        putSnapshot(env, snapshot);
      });
    },

    async claim(document, owner) {
      const fence = await env.write(() => {
        const head = headOf(document);
        if (head === undefined) throw new AppError('not-found');
        env.heads.putSync([idPart(document)], { ...head, fence: head.fence + 1 } satisfies Head);
        return head.fence + 1;
      });
      return { document, fence, owner };
    },

    async load(document) {
      return env.read((at): LoadedDocument | null => {
        const head = headOf(document, at);
        if (head === undefined) return null;
        const { epoch } = head;
        const newest = snapshotSequences(env, document, epoch, at)[0]!;
        const tail = recordsAfter(env, document, epoch, newest, at);
        return { epoch, snapshot: getSnapshot(env, document, epoch, newest, at), tail };
      });
    },

    async append(records) {
      await env.write(() => {
        for (const { claim, record } of records) {
          if (claim.document !== record.document)
            throw new Error('A claim is for its own document.');
          appendOne(env, owned(claim), record);
        }
      });
    },

    async since(document, epoch, sequence) {
      return env.read((at) => {
        if (headOf(document, at) === undefined) return null;
        const snapshots = snapshotSequences(env, document, epoch, at);
        if (snapshots.length === 0) return null;
        const records = recordsAfter(env, document, epoch, sequence, at);
        const isWhole =
          records.length > 0
            ? records[0]!.sequence === sequence + 1
            : isNewest(env, document, epoch, sequence, snapshots, at);
        return isWhole ? records : null;
      });
    },

    async snapshot(claim, snapshot) {
      const { document, epoch, sequence } = snapshot;
      await env.write(() => {
        const head = owned(claim);
        if (claim.document !== document) throw new Error('A claim is for its own document.');
        if (epoch !== head.epoch)
          throw new Error(`Document ${document} is in epoch ${head.epoch} now.`);
        const key = [idPart(document), epoch, sequence];
        // Made from the same durable records, so what is there says the same.
        if (env.snapshots.doesExist(key)) return;
        if (!env.journal.doesExist(key)) {
          throw new Error(`Document ${document} has no durable sequence ${sequence}.`);
        }
        putSnapshot(env, snapshot);
      });
      await compact(env, document, epoch);
    },

    async beginEpoch(claim, first) {
      await env.write(() => {
        const head = owned(claim);
        if (claim.document !== first.document) throw new Error('A claim is for its own document.');
        if (first.epoch !== head.epoch + 1) {
          throw new Error(`Epoch ${head.epoch + 1} of document ${first.document} comes next.`);
        }
        env.heads.putSync([idPart(first.document)], { ...head, epoch: first.epoch } satisfies Head);
        putSnapshot(env, { ...first, sequence: 0 });
      });
    },

    async dropEpochsBelow(claim, epoch) {
      const document = idPart(claim.document);
      const newest = await env.write(() => owned(claim).epoch);
      const end = [document, Math.min(epoch, newest)];
      for (const table of [env.journal, env.chunks, env.snapshots]) {
        let left = true;
        while (left) {
          left = await env.write(() => {
            owned(claim);
            return removeSome(table, [document], end);
          });
        }
      }
    },
  };
}

/** Adds a record at the end of its epoch; what this very batch wrote before is done already. */
function appendOne(env: Environment, head: Head, record: JournalRecord): void {
  const { document, epoch, sequence, ...kept } = record;
  const key = [idPart(document), epoch, sequence];
  const there = env.journal.get(key) as Kept | undefined;
  if (there?.batch === record.batch) return;
  if (there !== undefined || epoch < head.epoch) throw new StaleOwner(document);
  const before = [idPart(document), epoch, sequence - 1];
  if (!env.journal.doesExist(before) && !env.snapshots.doesExist(before)) {
    throw new Error(
      `Sequence ${sequence} of document ${document} would leave a hole in epoch ${epoch}.`,
    );
  }
  env.journal.putSync(key, kept satisfies Kept);
}

function recordsAfter(
  env: Environment,
  document: string,
  epoch: number,
  sequence: number,
  at: ReadPoint,
): JournalRecord[] {
  const prefix = [idPart(document), epoch];
  const range = { start: [...prefix, sequence + 1], end: below(prefix).end, ...at };
  return [...env.journal.getRange(range)].map(({ key, value }) => {
    const { update, ...kept } = value as Kept;
    const number = (key as number[])[2]!;
    return { document, epoch, sequence: number, ...kept, update: new Uint8Array(update) };
  });
}

/** Whether nothing durable lies beyond the sequence, and it is durable itself. */
function isNewest(
  env: Environment,
  document: string,
  epoch: number,
  sequence: number,
  snapshots: number[],
  at: ReadPoint,
): boolean {
  if (snapshots[0] === sequence) return true;
  return env.journal.get([idPart(document), epoch, sequence], at) !== undefined;
}

/** Drops what the kept snapshots make needless. Works from what is stored, so an interrupted one is made up by the next. */
async function compact(env: Environment, document: string, epoch: number): Promise<void> {
  const id = idPart(document);
  const older = await env.write(() => {
    const [, kept, ...rest] = snapshotSequences(env, document, epoch);
    for (const sequence of rest) removeSnapshot(env, document, epoch, sequence);
    return kept;
  });
  if (older === undefined) return;
  const end = [id, epoch, older + 1];
  while (await env.write(() => removeSome(env.journal, [id, epoch], end)));
}

/** Removes a share of the keys between two; true when more may be left. */
function removeSome(table: Environment['journal' | 'chunks'], start: Key[], end: Key[]): boolean {
  const keys = [...table.getKeys({ start, end, limit: removedAtOnce })];
  for (const key of keys) table.removeSync(key);
  return keys.length === removedAtOnce;
}
