import { describe, expect, it } from 'vitest';
import { newEngagementSchema } from '@shared/features/engagements/schema';
import { faultsOf } from '@shared/faults';
import type { Draft } from './draft.ts';
import { emptyDraft, includesEmail, inputOf, keyFor, movedTo } from './draft.ts';
import { besideFields, withoutFault } from './faults.ts';

const attempt = '7f3d3c1e-3d5f-4c43-9d0e-0d8f3f0c2a11';
const begin = () =>
  emptyDraft(
    { language: 'fr', organisation: { name: 'Vendor Ltd', side: 'vendor' } },
    '2026-03-04',
    'Europe/Paris',
  );

function filled(): Draft {
  const draft = begin();
  const [contact, sponsor, success] = draft.people;
  return {
    ...draft,
    name: 'Déploiement',
    key: 'DEP',
    client: 'Client SAS',
    people: [
      contact!,
      { ...sponsor!, name: 'Sue', email: 'sue@example.org' },
      { ...success!, name: 'Leo', email: 'leo@example.org' },
    ],
  };
}

const faultsIn = (draft: Draft) => {
  const parsed = newEngagementSchema.safeParse(inputOf(draft, attempt));
  return parsed.success ? {} : besideFields(faultsOf(parsed.error), draft);
};

describe('the form to open an engagement', () => {
  it('begins next Monday, with one’s own company and rows for those who are needed first', () => {
    const draft = begin();
    expect(draft).toMatchObject({ weekOne: '2026-03-09', vendor: 'Vendor Ltd', client: '' });
    expect(draft.people.map(({ side, roles }) => [side, roles])).toEqual([
      ['client', ['point-of-contact']],
      ['client', ['sponsor']],
      ['vendor', ['customer-success-officer']],
    ]);
  });

  it('is accepted with a row left blank, which is not sent', () => {
    expect(faultsIn(filled())).toEqual({});
    expect(inputOf(filled(), attempt).people.map(({ email }) => email)).toEqual([
      'sue@example.org',
      'leo@example.org',
    ]);
  });

  it('sends a pilot on route B only', () => {
    expect(inputOf(filled(), attempt).pilot).toBe(true);
    expect(inputOf({ ...filled(), route: 'A' }, attempt).pilot).toBe(false);
  });

  it('says everything that is missing at once, each beside its field', () => {
    expect(faultsIn({ ...begin(), vendor: '', weekOne: null })).toEqual({
      name: 'needed',
      key: 'key',
      client: 'needed',
      vendor: 'needed',
      weekOne: 'monday',
      people: 'people',
    });
  });

  it('finds the row of a fault though rows above it are not sent', () => {
    const draft = filled();
    const [contact, sponsor, success] = draft.people;
    const people = [contact!, { ...sponsor!, email: 'sue' }, { ...success!, roles: [] }];
    expect(faultsIn({ ...draft, people })).toEqual({
      'people.sponsor.email': 'email',
      'people.success.roles': 'roles',
    });
  });

  it('sees that an address stands in two rows', () => {
    const draft = filled();
    const people = draft.people.map((person) =>
      person.id === 'success' ? { ...person, email: 'Sue@example.org' } : person,
    );
    expect(faultsIn({ ...draft, people })).toEqual({ 'people.success.email': 'email-twice' });
  });

  it('shows a key that is taken beside the key', () => {
    expect(besideFields([{ path: 'key', key: 'key.taken' }], filled())).toEqual({
      key: 'key-taken',
    });
  });

  it('forgets the fault of a field that is changed, and no other', () => {
    const faults = { key: 'key', people: 'people', 'people.sponsor.email': 'email' } as const;
    expect(withoutFault(faults, 'people.sponsor.email')).toEqual({ key: 'key' });
  });
});

describe('somebody in the form', () => {
  it('keeps on the other side only the roles that exist there', () => {
    const [contact] = begin().people;
    const both = { ...contact!, roles: ['point-of-contact', 'steering-member'] as const };
    expect(movedTo({ ...both, roles: [...both.roles] }, 'vendor').roles).toEqual([
      'steering-member',
    ]);
  });

  it('is found by address, however it is written', () => {
    expect(includesEmail(filled(), 'SUE@example.org')).toBe(true);
    expect(includesEmail(filled(), 'eve@example.org')).toBe(false);
  });
});

describe('the key out of a name', () => {
  it.each([
    ['Maison Lavande', 'LAVA'],
    ['Été à Paris', 'PARI'],
    ['2026 Lys', 'LYS'],
    ['…', ''],
  ])('of %s is %s', (name, key) => expect(keyFor(name)).toBe(key));
});
