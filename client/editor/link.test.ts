import { describe, expect, it } from 'vitest';
import { addressFrom, isSafeAddress } from './link.ts';

describe('an address', () => {
  it('is taken as it was typed when it can be followed', () => {
    expect(addressFrom(' https://example.com/a?b=c ')).toBe('https://example.com/a?b=c');
    expect(addressFrom('/e/LAV/documents')).toBe('/e/LAV/documents');
  });

  it('is completed when it is a host or an e-mail address', () => {
    expect(addressFrom('example.com')).toBe('https://example.com');
    expect(addressFrom('localhost.test:4000/x')).toBe('https://localhost.test:4000/x');
    expect(addressFrom('ada@example.org')).toBe('mailto:ada@example.org');
  });

  it.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'is refused when it would run or read something: %s',
    (address) => {
      expect(addressFrom(address)).toBeNull();
      expect(isSafeAddress(address)).toBe(false);
    },
  );

  it.each(['', 'two words', 'word'])('is refused when it leads nowhere: “%s”', (typed) => {
    expect(addressFrom(typed)).toBeNull();
  });
});
