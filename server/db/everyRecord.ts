import type { Collection, Query, StoredRecord } from './collection.ts';

/** The largest page that the port gives. */
const pageSize = 500;

/** Every record that a query finds, read page by page as the caller goes on. For lists that are wanted whole. */
export async function* everyRecord<T extends StoredRecord>(
  collection: Pick<Collection<T>, 'find'>,
  query: Omit<Query, 'limit' | 'cursor'>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await collection.find({
      ...query,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    yield* page.records;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
