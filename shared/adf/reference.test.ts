import { describe, expect, it } from 'vitest';
import { authoredAdf, referenceAdf } from '../../test/support/adfFixtures.ts';
import type { AdfDocument } from './adf.ts';
import { checkAdf } from './check.ts';
import { fromAdf, toAdf } from './codec.ts';
import { importAdf } from './import.ts';
import { normalForm } from './normalForm.ts';

const valid = [...authoredAdf, ...referenceAdf.filter(({ expected }) => expected.valid)];
const invalid = referenceAdf.filter(({ expected }) => !expected.valid);

describe.each(valid)('The valid document $name', ({ read }) => {
  it('passes, and comes back in its normal form', () => {
    const adf = read() as AdfDocument;
    expect(checkAdf(adf)).toEqual({ ok: true });
    const doc = fromAdf(adf);
    doc.check();
    expect(JSON.stringify(doc.toJSON())).not.toContain('"unsupported');
    expect(toAdf(doc)).toEqual(normalForm(adf));
    expect(checkAdf(toAdf(doc))).toEqual({ ok: true });
  });

  it('is imported without a word', () => {
    const adf = read() as AdfDocument;
    expect(importAdf(adf)).toEqual({ adf: normalForm(adf), report: [] });
  });
});

describe.skipIf(invalid.length === 0)('Invalid documents', () => {
  it.each(invalid)('$name is refused in its place', ({ read, expected }) => {
    const verdict = checkAdf(read());
    expect(verdict.ok).toBe(false);
    const path = verdict.ok ? '' : verdict.path;
    expect(`/${path.replaceAll(/[.[\]]+/g, '/').replace(/\/$/, '')}`).toContain(placeOf(expected));
  });

  it.each(invalid.filter(({ name }) => name.startsWith('pages/')))(
    '$name is imported, and valid then',
    ({ read }) => {
      const { adf, report } = importAdf(read());
      expect(checkAdf(adf)).toEqual({ ok: true });
      expect(report.length).toBeGreaterThan(0);
      expect(importAdf(adf)).toEqual({ adf, report: [] });
    },
  );
});

/** The node that the expected fault is in; the last steps inside it may be told in another way. */
function placeOf({ deepestError = '' }: { deepestError?: string }): string {
  const place = deepestError.split(' ')[0] ?? '';
  return place.replace(/(?:\/(?:attrs|marks|type)(?:\/[^/]+)*)$/, '');
}
