import { describe, expect, test } from 'vitest';
import { documentStateSchema } from '@shared/features/documents/schema';
import { type Role, roleSchema } from '@shared/permissions';
import { allowsMode } from '@shared/protocol/modes';
import { documentStates, grantedMode, mayDecide, maySetModeOf } from './rules.ts';

const states = documentStateSchema.options;

describe('who works how in a document', () => {
  test.each([
    ['draft', ['sponsor'], 'edit'],
    ['draft', ['key-user'], 'edit'],
    ['draft', ['account-manager'], 'suggest'],
    ['draft', ['steering-member'], 'comment'],
    ['draft', ['steering-member', 'sponsor'], 'edit'],
    ['draft', ['guest'], null],
    ['draft', ['platform-administrator'], null],
    ['in-review', ['consultant'], 'suggest'],
    ['closed', ['sponsor'], 'view'],
    ['signed', ['point-of-contact'], 'suggest'],
    ['amended', ['customer-success-officer'], 'view'],
  ] as const)('in state %s, %j gives %s', (state, roles, mode) => {
    expect(grantedMode(state, roles)).toBe(mode);
  });

  test('a mode set by hand holds instead of the one by role', () => {
    expect(grantedMode('draft', ['key-user'], 'view')).toBe('view');
    expect(grantedMode('draft', ['guest'], 'comment')).toBe('comment');
  });

  test('no mode by role or by hand exceeds what the state allows to anybody', () => {
    for (const state of states) {
      for (const role of roleSchema.options) {
        const { ceiling } = documentStates[state];
        expect(allowsMode(ceiling, grantedMode(state, [role], 'edit') ?? 'view')).toBe(true);
        expect(allowsMode(ceiling, grantedMode(state, [role]) ?? 'view')).toBe(true);
      }
    }
  });
});

describe('who decides suggestions', () => {
  test('in a draft the sponsor and the leads of each side, and nobody else', () => {
    const deciders = roleSchema.options.filter((role) => mayDecide('draft', [role]));
    expect(deciders).toEqual([
      'sponsor',
      'point-of-contact',
      'customer-success-officer',
      'project-director',
    ]);
  });

  test.each(['closed', 'signed', 'amended'] as const)(
    'nobody in a document that is %s',
    (state) => {
      expect(roleSchema.options.some((role) => mayDecide(state, [role]))).toBe(false);
    },
  );
});

test("a sponsor's mode is set by nobody else", () => {
  const sponsor = { id: 'ada', roles: ['sponsor'] satisfies Role[] };
  expect(maySetModeOf('ben', sponsor)).toBe(false);
  expect(maySetModeOf('ada', sponsor)).toBe(true);
  expect(maySetModeOf('ada', { id: 'ben', roles: ['consultant'] })).toBe(true);
});
