import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAdf } from '../../test/support/arbitraryAdf.ts';
import type { AdfDocument, AdfNode } from './adf.ts';
import { nodeAttributes } from './attributes.ts';
import { canonicalJson } from './canonical.ts';
import { checkAdf } from './check.ts';
import { normalForm, normalFormHash, writtenOut } from './normalForm.ts';

const document = (...content: AdfNode[]): AdfDocument => ({ type: 'doc', version: 1, content });

describe('The normal form', () => {
  it('of a normal form is itself, and valid', () => {
    fc.assert(
      fc.property(arbitraryAdf, (adf) => {
        const once = normalForm(adf);
        expect(canonicalJson(normalForm(once))).toBe(canonicalJson(once));
        expect(checkAdf(once)).toEqual({ ok: true });
      }),
      { numRuns: 200 },
    );
  });

  it('leaves the document that it was given alone', () => {
    fc.assert(
      fc.property(arbitraryAdf, (adf) => {
        const before = structuredClone(adf);
        normalForm(adf);
        expect(adf).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('says what was left to the reader, and only what the closed list names', () => {
    for (const [type, attributes] of Object.entries(writtenOut)) {
      for (const [name, value] of Object.entries(attributes)) {
        expect(nodeAttributes[type]?.[name]?.default).toBe(value);
      }
    }
    expect(normalForm(document({ type: 'orderedList', content: [] })).content).toEqual([
      { type: 'orderedList', attrs: { order: 1 } },
    ]);
  });

  it('is the same for documents that differ in spelling only, and so is the hash', () => {
    const link = { type: 'link', attrs: { href: '/a' } };
    const strong = { type: 'strong' };
    const one = document({
      type: 'paragraph',
      content: [{ type: 'text', text: 'ab', marks: [link, strong] }],
    });
    const other = document({
      marks: [],
      attrs: {},
      type: 'paragraph',
      content: [
        { type: 'text', text: 'a', marks: [strong, link] },
        { type: 'text', text: 'b', marks: [link, strong, strong] },
      ],
    });
    expect(normalForm(other)).toEqual(normalForm(one));
    expect(normalFormHash(other)).toBe(normalFormHash(one));
  });

  it('differs where a word, a mark or an attribute does', () => {
    const paragraph = (attrs: object, ...marks: string[]) =>
      normalFormHash(
        document({
          type: 'paragraph',
          attrs: { ...attrs },
          content: [{ type: 'text', text: 'a', marks: marks.map((type) => ({ type })) }],
        }),
      );
    const all = [paragraph({}), paragraph({}, 'em'), paragraph({ localId: 'a' })];
    expect(new Set(all).size).toBe(3);
  });

  it('has a hash that any other program can work out', () => {
    // printf '{"content":[{"type":"paragraph"}],"type":"doc","version":1}' | sha256sum
    expect(normalFormHash(document())).toBe(
      '1204baf828fbd20af0d2703278b6e7a8aa17bc8c532a71c510b1128160fa86df',
    );
  });
});
