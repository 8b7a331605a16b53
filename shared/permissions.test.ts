import { describe, expect, test } from 'vitest';
import { abilities, abilitiesOf, can, roleSchema } from './permissions.ts';

describe('the table of rights', () => {
  test.each(abilities)(
    '%s on a record internal to the vendor is given to no role of the client',
    (ability) => {
      const facts = { side: 'client', audience: 'vendor' } as const;
      expect(roleSchema.options.filter((role) => can([role], ability, facts))).toEqual([]);
    },
  );

  test('running the platform gives no content', () => {
    expect(abilitiesOf(['platform-administrator'])).toEqual(['engagement.read']);
  });

  test('several roles give the abilities of each', () => {
    expect(can(['steering-member'], 'suggestion.decide')).toBe(false);
    expect(can(['steering-member', 'sponsor'], 'suggestion.decide')).toBe(true);
  });

  test('nobody decides a proposal of their own, not even the sponsor', () => {
    expect(can(['sponsor'], 'suggestion.decide', { isAuthor: false })).toBe(true);
    expect(can(['sponsor'], 'suggestion.decide', { isAuthor: true })).toBe(false);
  });

  test('a guest reads only what they were let into by name', () => {
    const facts = { side: 'client', audience: 'shared' } as const;
    expect(can(['guest'], 'document.read', facts)).toBe(false);
    expect(can(['guest'], 'document.read', { ...facts, isNamed: true })).toBe(true);
    expect(
      can(['guest'], 'document.read', { side: 'client', audience: 'vendor', isNamed: true }),
    ).toBe(false);
    expect(can(['guest'], 'suggestion.decide', { ...facts, isNamed: true })).toBe(false);
  });
});
