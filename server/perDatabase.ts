import type { Database } from './db/database.ts';

/** Makes something once for each open database, such as the collections of a feature. */
export function perDatabase<T>(make: (db: Database) => T): (app: { db: Database }) => T {
  const made = new WeakMap<Database, T>();
  return ({ db }) => {
    const known = made.get(db);
    if (known !== undefined) return known;
    const fresh = make(db);
    made.set(db, fresh);
    return fresh;
  };
}
