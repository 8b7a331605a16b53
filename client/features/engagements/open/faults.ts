import type { Fault } from '@shared/faults';
import type { Draft } from './draft.ts';
import { filledIn } from './draft.ts';

/** The sentences that a field of the form may bear, by their keys below `open.fault`. */
export type FaultWord =
  | 'needed'
  | 'key'
  | 'key-taken'
  | 'monday'
  | 'far'
  | 'email'
  | 'email-twice'
  | 'roles'
  | 'people'
  | 'other';

/** What is wrong, by the field that it stands beside: `name`, `people.<row>.email`. */
export type Faults = Readonly<Record<string, FaultWord>>;

/** The rules of our own, by the names that the server gives them. */
const ownRules: Readonly<Record<string, FaultWord>> = {
  'key.taken': 'key-taken',
  'email.twice': 'email-twice',
  'role.side': 'roles',
  'week-one.monday': 'monday',
  'week-one.far': 'far',
};

const byField: Readonly<Record<string, FaultWord>> = {
  name: 'needed',
  client: 'needed',
  vendor: 'needed',
  key: 'key',
  weekOne: 'monday',
  email: 'email',
  roles: 'roles',
  people: 'people',
};

/** Sets the faults that a schema or the server found beside the fields of the form, the first one of each. */
export function besideFields(found: readonly Fault[], draft: Pick<Draft, 'people'>): Faults {
  const sent = filledIn(draft);
  const faults: Record<string, FaultWord> = {};
  for (const { path, key } of found) {
    const [first = '', index = '', part = ''] = path.split('.');
    const row = first === 'people' ? sent[Number(index)] : undefined;
    const field = row ? part : first;
    faults[row ? `people.${row.id}.${part}` : first] ??= ownRules[key] ?? byField[field] ?? 'other';
  }
  return faults;
}

/** The faults that are left once a field was changed; what is said of all people goes with any of them. */
export function withoutFault(faults: Faults, field: string): Faults {
  const gone = field.startsWith('people') ? [field, 'people'] : [field];
  return Object.fromEntries(Object.entries(faults).filter(([name]) => !gone.includes(name)));
}
