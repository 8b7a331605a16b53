import type { Collection, StoredRecord } from '../../collection.ts';
import type { Database } from '../../database.ts';
import type { Operation } from '../../operations.ts';

interface Mark extends StoredRecord {
  step: string;
}

export const stepNames = ['reserve', 'copy', 'tell'];

const collections = new WeakMap<Database, Collection<Mark>>();

/** A small operation for tests: each step leaves one mark, and `reach` is called before and after each. */
export function handOver(
  db: Database,
  reach: (point: string) => unknown,
): Operation<{ engagement: string }, string> {
  const marks = marksOf(db);
  return {
    kind: 'hand-over',
    audience: () => 'vendor',
    steps: stepNames.map((step) => ({
      name: step,
      async run({ engagement }, before, key) {
        await reach(`before ${step}`);
        const id = `${key} ${step}`;
        if ((await marks.get(id)) === null) await marks.insert({ id, audience: 'vendor', step });
        await reach(`after ${step}`);
        const done = Number((before as { done: number } | null)?.done ?? 0) + 1;
        return step === 'tell' ? `${engagement}: ${done} steps` : { done };
      },
    })),
  };
}

/** The marks that steps have left, sorted. */
export async function marksIn(db: Database): Promise<string[]> {
  const { records } = await marksOf(db).find({ index: 'all', limit: 500 });
  return records.map(({ id }) => id).toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
}

function order(id: string): number {
  return id.startsWith('k ') ? stepNames.indexOf(id.slice(2)) : 0;
}

function marksOf(db: Database): Collection<Mark> {
  const known = collections.get(db);
  if (known !== undefined) return known;
  const marks = db.collection<Mark>({
    name: 'marks',
    schemaVersion: 1,
    indexes: { all: { fields: ['audience', 'step'] } },
  });
  collections.set(db, marks);
  return marks;
}
