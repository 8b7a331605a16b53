import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CollectionSpec, StoredRecord } from './collection.ts';
import type { Contract, ContractStore } from './contractStore.ts';

interface Person extends StoredRecord {
  name?: string;
  names?: string[];
  email?: string;
}

const old: CollectionSpec<Person> = {
  name: 'people',
  schemaVersion: 1,
  indexes: { byName: { fields: ['audience', 'name'], counted: true } },
};
const newer: CollectionSpec<Person> = {
  name: 'people',
  schemaVersion: 3,
  indexes: {
    byName: { fields: ['names'], each: 'names', counted: true },
    byEmail: { fields: ['email'], unique: true },
  },
  migrations: {
    1: ({ name, ...person }: { name: string }) => ({ ...person, names: [name] }),
    2: (person: { names: string[] }) => ({ ...person, email: `${person.names[0]}@example.com` }),
  },
};

/** What every implementation does to records of an older shape, and to indexes that were declared otherwise. */
export function migrationsContract(contract: Contract): void {
  let store: ContractStore;

  beforeEach(async () => {
    store = await contract.open();
    const names = Array.from({ length: 1203 }, (_, i) => `name ${i}`);
    await store.db
      .collection(old)
      .insertMany(names.map((name, i) => ({ id: `p${i}`, audience: 'shared' as const, name })));
  });
  afterEach(() => store.dispose());

  it('brings every record to the newest shape, and every index with it', async () => {
    const people = (await store.reopen()).collection(newer);
    const moved = (await people.get('p700'))!;
    expect(moved).toEqual({
      id: 'p700',
      audience: 'shared',
      version: 2,
      names: ['name 700'],
      email: 'name 700@example.com',
    });
    const { records } = await people.find({ index: 'byName', equals: { names: 'name 700' } });
    expect(records).toEqual([moved]);
    expect(await people.count('byEmail', {})).toBe(1203);
    expect(await people.count('byName', { names: 'name 1' })).toBe(1);
  });

  it('leaves records alone whose shape has not changed', async () => {
    const people = (await store.reopen()).collection(old);
    expect((await people.get('p0'))!.version).toBe(1);
    expect(await people.count('byName', { audience: 'shared' })).toBe(1203);
  });

  it('builds an index that was added or declared otherwise, and forgets one that is gone', async () => {
    const indexes = {
      byName: { fields: ['name'], unique: true },
      byAudience: { fields: ['audience'], counted: true },
    };
    let people = (await store.reopen()).collection({ ...old, indexes });
    expect(await people.count('byAudience', { audience: 'shared' })).toBe(1203);
    const { records } = await people.find({ index: 'byName', equals: { name: 'name 5' } });
    expect(records.map(({ id }) => id)).toEqual(['p5']);
    people = (await store.reopen()).collection({ ...old, indexes: { byName: indexes.byName } });
    await people.remove('p5', 1);
    people = (await store.reopen()).collection({ ...old, indexes });
    expect(await people.count('byAudience', { audience: 'shared' })).toBe(1202);
  });

  it('takes up a migration that stopped half-way', async () => {
    let calls = 0;
    const stopping = {
      ...newer,
      migrations: {
        ...newer.migrations,
        2: (person: { names: string[] }) => {
          calls += 1;
          if (calls === 1100) throw new Error('power cut');
          return newer.migrations![2]!(person as never);
        },
      },
    };
    const half = (await store.reopen()).collection(stopping);
    await expect(half.get('p0')).rejects.toThrow('power cut');
    await expect(store.db.ready()).rejects.toThrow('power cut');
    const people = (await store.reopen()).collection(newer);
    await store.db.ready();
    expect(await people.count('byEmail', {})).toBe(1203);
    for (const id of ['p0', 'p600', 'p1202']) expect((await people.get(id))!.version).toBe(2);
  });

  it('refuses a collection that a newer version wrote, and leaves it as it is', async () => {
    const people = (await store.reopen()).collection(newer);
    await people.get('p0');
    const refused = (await store.reopen()).collection(old);
    await expect(refused.get('p0')).rejects.toThrow(/people was written by a newer version/);
    await expect(store.db.ready()).rejects.toThrow(/newer version/);
    const again = (await store.reopen()).collection(newer);
    expect((await again.get('p0'))!.version).toBe(2);
  });

  it('refuses a shape that no step leads to', async () => {
    const people = (await store.reopen()).collection({ ...newer, migrations: {} });
    await expect(people.get('p0')).rejects.toThrow(/no migration from form 1/);
  });
}
