import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { arbitraryAdf } from '../../test/support/arbitraryAdf.ts';
import { canonicalJson } from './canonical.ts';
import { checkAdf } from './check.ts';
import { importAdf } from './import.ts';

type Place = { holder: Record<string | number, unknown>; key: string | number };

function places(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const holder = value as Record<string | number, unknown>;
    found.push({ holder, key });
    places(holder[key], found);
  }
  return found;
}

const wrong = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    [],
    {},
    [[]],
    'javascript:alert(1)',
    'url(x)',
    '\uD800',
    'a\u2029b',
    { type: 'paragraph' },
    { type: 'text', text: 'a' },
    { type: 'tableRow' },
    { type: 'unsupportedBlock', attrs: { originalValue: {} } },
    [{ type: 'text', text: '' }],
    [{ type: 'strong' }, { type: 'link', attrs: { href: 'vbscript:' } }],
    JSON.parse('{"__proto__": {"type": "doc"}}'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A valid document with something wrong put in the place of some of its parts. */
const hostile = fc
  .tuple(arbitraryAdf, fc.array(fc.tuple(fc.nat(), wrong), { minLength: 1, maxLength: 3 }))
  .map(([adf, faults]) => {
    const broken = structuredClone(adf);
    for (const [at, value] of faults) {
      const all = places(broken);
      const place = all[at % all.length];
      if (place) place.holder[place.key] = structuredClone(value);
    }
    return broken as unknown;
  });

/** What import makes of a value; null when it refuses it as it should. */
function imported(value: unknown) {
  try {
    return importAdf(value);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'document.invalid') return null;
    throw error;
  }
}

/** The document as text, without what is the affair of extensions alone. */
function withoutParameters(adf: unknown): string {
  return JSON.stringify(adf, (key, value: unknown) => (key === 'parameters' ? null : value));
}

describe('Whatever comes in', () => {
  it('check has an answer and leaves it as it was', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.anything()), (value) => {
        const before = structuredClone(value);
        const verdict = checkAdf(value);
        if (!verdict.ok) expect(verdict.reason).not.toBe('');
        expect(value).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it('import takes it in for good, or refuses it', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const first = imported(value);
        if (!first) return;
        expect(withoutParameters(first.adf)).not.toMatch(/"href":"(?:javascript|vbscript)/);
        const again = imported(first.adf);
        expect(canonicalJson(again?.adf)).toBe(canonicalJson(first.adf));
        if (checkAdf(value).ok === false) expect(first.report).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
