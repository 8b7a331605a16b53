import { describe, expect, it } from 'vitest';
import { roleSchema } from '@shared/permissions';
import type { Role } from '@shared/permissions';
import { byRole, leads } from './order.ts';

const person = (name: string, ...roles: Role[]) => ({ name, roles });
const names = (people: { name: string }[]) => people.map(({ name }) => name);

describe('the order of people', () => {
  const people = [
    person('Gus', 'guest'),
    person('Zoe', 'key-user'),
    person('Ben', 'steering-member', 'sponsor'),
    person('Ada', 'key-user'),
  ];

  it('goes by the foremost role of each, then by name', () => {
    expect(names(byRole(people))).toEqual(['Ben', 'Ada', 'Zoe', 'Gus']);
  });

  it('knows every role', () => {
    const all = roleSchema.options.map((role) => person(role, role));
    const unknown = person('unknown');
    expect(byRole([unknown, ...all]).at(-1)).toBe(unknown);
  });

  it('shows those who answer for the engagement, or everybody while nobody does', () => {
    expect(names(leads(people))).toEqual(['Ben']);
    expect(names(leads(people.slice(0, 2)))).toEqual(['Zoe', 'Gus']);
  });
});
