import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Audience } from '@shared/audience';
import { AppError } from '@shared/errors';
import type { Collection, StoredRecord } from './collection.ts';
import type { Database } from './database.ts';
import { everyRecord } from './everyRecord.ts';
import { plainCopy } from './plainCopy.ts';

/** Work over several records, as steps that a crash may fall between. */
export interface Operation<Input, Result> {
  kind: string;
  /** Who may see the record of the operation. */
  audience(input: Input): Audience;
  /**
   * In order; each gets what the one before gave, and the last one's is the result. A step may run again after a crash, so
   * it must change nothing the second time. The first may refuse with an `AppError`: nothing was done then.
   */
  steps: OperationStep<Input>[];
  /** Only carries the type. */
  readonly result?: Result;
}

export interface OperationStep<Input> {
  /** Stored: it says where to go on after a restart, also with a newer version of the program. */
  name: string;
  run(input: Input, before: unknown, key: string): Promise<unknown>;
}

interface OperationRecord extends StoredRecord {
  kind: string;
  /** The step to run next; null when all are done. */
  step: string | null;
  state: 'running' | 'done';
  input: unknown;
  /** What the newest finished step gave. */
  result: unknown;
}

/** Runs an operation once per key: the same key gives the same result again, and takes up what was interrupted. */
export async function runOperation<Input, Result>(
  db: Database,
  operation: Operation<Input, Result>,
  key: string,
  input: Input,
): Promise<Result> {
  const under = underWay(db);
  const busy = under.get(key);
  // The steps of one operation never run side by side; whoever asks again gets the same answer.
  if (busy !== undefined) {
    await busy.catch(() => undefined);
    return runOperation(db, operation, key, input);
  }
  const run = begin(db, operation, key, plainCopy(input));
  under.set(key, run);
  try {
    return (await run) as Result;
  } finally {
    under.delete(key);
  }
}

/** Takes up every operation that a crash interrupted; gives the keys of those that could not be finished. */
export async function resumeOperations(
  db: Database,
  operations: Operation<never, unknown>[],
  log: Pick<Logger, 'error' | 'info'>,
): Promise<string[]> {
  const byKind = new Map(operations.map((operation) => [operation.kind, operation]));
  const unfinished: string[] = [];
  const running = { index: 'byState', equals: { state: 'running' } };
  for await (const { id, kind, input } of everyRecord(recordsOf(db), running)) {
    try {
      const operation = byKind.get(kind);
      if (operation === undefined) throw new Error(`No operation is of kind ${kind}.`);
      await runOperation(db, operation, id, input as never);
      log.info({ operation: kind, key: id }, 'operation.resumed');
    } catch (error) {
      log.error({ err: error, operation: kind, key: id }, 'operation.unfinished');
      unfinished.push(id);
    }
  }
  return unfinished;
}

async function begin<Input>(
  db: Database,
  operation: Operation<Input, unknown>,
  key: string,
  input: Input,
): Promise<unknown> {
  const records = recordsOf(db);
  let record = await recordFor(records, operation, key, input);
  while (record.step !== null) {
    const at = operation.steps.findIndex(({ name }) => name === record.step);
    if (at === -1) throw new Error(`${operation.kind} has no step ${record.step}.`);
    const result = await operation.steps[at]!.run(input, record.result, key).catch(
      async (error: unknown) => {
        if (at === 0 && isRefusal(error)) await records.remove(record.id, record.version);
        throw error;
      },
    );
    const step = operation.steps[at + 1]?.name ?? null;
    const state = step === null ? 'done' : 'running';
    record = await records.replace({ ...record, step, state, result: result ?? null });
  }
  return record.result;
}

async function recordFor<Input>(
  records: Collection<OperationRecord>,
  { kind, audience, steps }: Operation<Input, unknown>,
  key: string,
  input: Input,
): Promise<OperationRecord> {
  const known = await records.get(key);
  if (known === null) {
    const step = steps[0]?.name ?? null;
    const state = step === null ? 'done' : 'running';
    const fresh = {
      id: key,
      audience: audience(input),
      kind,
      step,
      state,
      input,
      result: null,
    } as const;
    return records.insert(fresh);
  }
  if (known.kind !== kind || !isDeepStrictEqual(known.input, input)) {
    throw new AppError('conflict.unique', { index: 'key' });
  }
  return known;
}

/** A fault of the store or of the server says nothing about the operation: it stays to be taken up. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.status < 500;
}

const collections = new WeakMap<Database, Collection<OperationRecord>>();
const runs = new WeakMap<Database, Map<string, Promise<unknown>>>();

function recordsOf(db: Database): Collection<OperationRecord> {
  const known = collections.get(db);
  if (known !== undefined) return known;
  const records = db.collection<OperationRecord>({
    name: 'operations',
    schemaVersion: 1,
    indexes: { byState: { fields: ['state', 'kind'] } },
  });
  collections.set(db, records);
  return records;
}

function underWay(db: Database): Map<string, Promise<unknown>> {
  const known = runs.get(db);
  if (known !== undefined) return known;
  const fresh = new Map<string, Promise<unknown>>();
  runs.set(db, fresh);
  return fresh;
}
