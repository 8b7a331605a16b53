import { describe, expect, test } from 'vitest';
import { allowedOrigins } from './origin.ts';

describe('the origin of a page', () => {
  const local = allowedOrigins({ PUBLIC_URL: undefined, ALLOWED_ORIGINS: [] });
  const published = allowedOrigins({
    PUBLIC_URL: 'https://cadrage.example',
    ALLOWED_ORIGINS: ['https://wiki.example'],
  });

  test.each([
    ['http://127.0.0.1:4000', '127.0.0.1:4000', true],
    ['http://localhost:4000', 'localhost:4000', true],
    ['http://localhost:4001', 'localhost:4000', false],
    // A name that somebody points at this machine is not this machine.
    ['http://rebound.example:4000', 'rebound.example:4000', false],
    ['null', '127.0.0.1:4000', false],
  ])('%s at host %s, with no public address: %s', (origin, host, allowed) => {
    expect(local(origin, host)).toBe(allowed);
  });

  test.each([
    ['https://cadrage.example', true],
    ['https://wiki.example', true],
    ['https://cadrage.example.evil.example', false],
    ['http://cadrage.example', false],
    ['http://127.0.0.1:4000', false],
  ])('%s with a public address: %s', (origin, allowed) => {
    expect(published(origin, '127.0.0.1:4000')).toBe(allowed);
  });

  test('is not sent by scripts, which have no cookies of anybody', () => {
    expect(published(undefined, 'cadrage.example')).toBe(true);
  });
});
