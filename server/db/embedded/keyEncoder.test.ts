import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyEncoder } from './keyEncoder.ts';
import { compareKeys, keyPart } from './keys.ts';

const part = fc.oneof(
  fc.constantFrom(
    null,
    false,
    true,
    0,
    1,
    -1,
    2 ** 53,
    -(2 ** 53),
    1e-300,
    -1e-300,
    '',
    '\u0000',
    '\u0001',
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const key = fc.array(part.map(keyPart), { minLength: 1, maxLength: 4 });

const bytesOf = (parts: unknown[]) => {
  const target = Buffer.alloc(4096);
  return target.subarray(0, keyEncoder.writeKey(parts, target, 0));
};

it('bytes sort as the parts of a key do, and read back as they were', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const [one, other] = [bytesOf(a), bytesOf(b)];
      expect(Math.sign(Buffer.compare(one, other))).toBe(Math.sign(compareKeys(a, b)));
      expect(keyEncoder.readKey(one, 0, one.length)).toEqual(a.map(wellFormed));
    }),
    { numRuns: 2000 },
  );
});

const wellFormed = (value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

it('a key that does not fit is refused, not cut', () => {
  const target = Buffer.alloc(16);
  expect(() => keyEncoder.writeKey(['x'.repeat(15)], target, 0)).toThrow(RangeError);
  expect(() => keyEncoder.writeKey([1, 1], target, 0)).toThrow(RangeError);
});

it('the bytes of each type are those of the stored format', () => {
  expect(bytesOf([null, false, true, 1, -1, 'a']).toString('hex')).toBe(
    '08101120bff000000000000020400fffffffffffff306100',
  );
});
