import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it('takes the first and the last name, and passes over particles', () => {
  expect(initials('Hélène Montclar')).toBe('HM');
  expect(initials('Armand de Vaugrenel')).toBe('AV');
  expect(initials('Ana María López García')).toBe('AG');
});

it('copes with one name, small letters, accents and spaces', () => {
  expect(initials('  Ada ')).toBe('A');
  expect(initials('ben carter')).toBe('BC');
  expect(initials('Élodie')).toBe('É');
  expect(initials('')).toBe('');
});
