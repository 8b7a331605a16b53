import * as fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { arbitraryAdf } from '../../test/support/arbitraryAdf.ts';
import type { AdfDocument, AdfNode } from './adf.ts';
import { canonicalJson } from './canonical.ts';
import { checkAdf } from './check.ts';
import { fromAdf, toAdf } from './codec.ts';
import { normalForm } from './normalForm.ts';
import { schema } from './schema.ts';
import { plantDocument, readDocument, rootOf } from './yread.ts';

const document = (...content: AdfNode[]): AdfDocument => ({ type: 'doc', version: 1, content });
const there = (adf: AdfDocument) => toAdf(fromAdf(adf));
const normal = (adf: AdfDocument) => canonicalJson(normalForm(adf));
const text = (value: string, ...marks: AdfNode['marks'] & object): AdfNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks } : {}),
});

describe('The codec', () => {
  it('gives every valid document back in its normal form', () => {
    fc.assert(
      fc.property(arbitraryAdf, (adf) => {
        const back = there(adf);
        expect(normal(back)).toBe(normal(adf));
        expect(checkAdf(back)).toEqual({ ok: true });
      }),
      { numRuns: 300 },
    );
  });

  it('[L2] gives every valid document back through Yjs', () => {
    fc.assert(
      fc.property(arbitraryAdf, (adf) => {
        const ydoc = new Y.Doc();
        plantDocument(ydoc, fromAdf(adf));
        const other = new Y.Doc();
        Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc));
        expect(normal(toAdf(readDocument(rootOf(other))))).toBe(normal(adf));
      }),
      { numRuns: 100 },
    );
  });

  it('makes documents that the editor finds valid', () => {
    fc.assert(
      fc.property(arbitraryAdf, (adf) => fromAdf(adf).check()),
      { numRuns: 100 },
    );
  });

  it('gives back a mark that it can only hold, beside those that it knows', () => {
    const odd = document({
      type: 'paragraph',
      marks: [
        { type: 'fontSize', attrs: { fontSize: 'small' } },
        { type: 'indentation', attrs: { level: 1.5 } },
      ],
    });
    expect(there(odd)).toEqual(odd);
  });

  it('[L7] gives back unchanged what it does not know', () => {
    const strange = document(
      { type: 'orbit', attrs: { localId: 'a', deep: [{ er: null }] } },
      {
        type: 'paragraph',
        attrs: { glow: true },
        marks: [{ type: 'shadow', attrs: { depth: 2 } }],
        content: [text('a', { type: 'wobble' }), { type: 'spark', attrs: { n: 1 } }],
      },
    );
    const doc = fromAdf(strange);
    expect(doc.child(0).type.name).toBe('unsupportedBlock');
    expect(doc.child(1).attrs['mark:unsupportedMark']).toHaveLength(1);
    expect(there(strange)).toEqual(strange);
  });

  it('keeps the value that somebody set over the unknown one that came in', () => {
    const doc = fromAdf(document({ type: 'heading', attrs: { level: 9 }, content: [text('a')] }));
    const heading = doc.child(0);
    const changed = heading.type.create({ ...heading.attrs, level: 3 }, heading.content);
    expect(toAdf(doc).content[0]?.attrs).toEqual({ level: 9 });
    expect(toAdf(doc.copy(doc.content.replaceChild(0, changed))).content[0]?.attrs).toEqual({
      level: 3,
    });
  });

  it('keeps link and code on the same words', () => {
    const both = document({
      type: 'paragraph',
      content: [text('a', { type: 'code' }, { type: 'link', attrs: { href: '/a' } })],
    });
    expect(there(both)).toEqual(both);
  });

  it('leaves out marks that ADF does not allow on a leaf or in a place', () => {
    const mention = schema.node('mention', { id: 'ada' }, undefined, [schema.mark('strong')]);
    const paragraph = schema.node('paragraph', { 'mark:alignment': { align: 'end' } }, [mention]);
    const item = schema.node('listItem', null, [paragraph]);
    const doc = schema.node('doc', null, [paragraph, schema.node('bulletList', null, [item])]);
    const [first, second] = toAdf(doc).content;
    expect(first?.marks).toEqual([{ type: 'alignment', attrs: { align: 'end' } }]);
    expect(first?.content?.[0]).not.toHaveProperty('marks');
    expect(second?.content?.[0]?.content?.[0]).not.toHaveProperty('marks');
    expect(checkAdf(toAdf(doc))).toEqual({ ok: true });
  });

  it('keeps one of alignment and indentation that two people set at the same moment', () => {
    const both = { 'mark:alignment': { align: 'end' }, 'mark:indentation': { level: 1 } };
    const doc = schema.node('doc', null, [schema.node('paragraph', both)]);
    expect(toAdf(doc).content[0]?.marks).toEqual([{ type: 'alignment', attrs: { align: 'end' } }]);
  });

  it.each([
    ['media', { type: 'file' }],
    ['media', { type: 'file', url: 'https://example.com/a.png' }],
    ['media', { type: 'external', id: 'a' }],
  ])('makes a valid %s of attributes that do not fit together: %j', (type, attrs) => {
    const group = schema.node('mediaGroup', null, [schema.node(type, attrs)]);
    expect(checkAdf(toAdf(schema.node('doc', null, [group])))).toEqual({ ok: true });
  });

  it.each([
    ['blockCard', {}],
    ['blockCard', { url: '/a', data: {}, width: 3, layout: 'wide' }],
    ['blockCard', { url: '/a', datasource: { id: 'a', parameters: 1, views: [{ type: 't' }] } }],
    ['mediaSingle', { width: 300 }],
    ['mediaSingle', { widthType: 'pixel' }],
  ])('makes a valid %s of attributes that do not fit together: %j', (type, attrs) => {
    const content = type === 'mediaSingle' ? [schema.node('media', { url: '/a.png' })] : [];
    const doc = schema.node('doc', null, [schema.node(type, attrs, content)]);
    expect(checkAdf(toAdf(doc))).toEqual({ ok: true });
  });

  it('leaves out a status that has no words yet', () => {
    const doc = schema.node('doc', null, [
      schema.node('paragraph', null, [schema.text('a'), schema.node('status'), schema.text('b')]),
    ]);
    expect(toAdf(doc).content).toEqual([{ type: 'paragraph', content: [text('ab')] }]);
  });

  it('[L13] refuses to write a document in which something is only suggested', () => {
    const words = schema.text('a', [schema.mark('insertion', { id: 'ada/1' })]);
    const inText = schema.node('doc', null, [schema.node('paragraph', null, [words])]);
    const onBlock = schema.node('doc', null, [
      schema.node('paragraph', { deletion: { id: 'ada/1' } }),
    ]);
    expect(() => toAdf(inText)).toThrow('insertion');
    expect(() => toAdf(onBlock)).toThrow('deletion');
  });

  it('says where it cannot hold a document', () => {
    const unsafe = document({
      type: 'paragraph',
      content: [text('a', { type: 'link', attrs: { href: 'javascript:alert(1)' } })],
    });
    expect(() => fromAdf(unsafe)).toThrowError(
      expect.objectContaining({
        kind: 'document.invalid',
        params: expect.objectContaining({ path: 'content[0].content[0].marks[0].attrs.href' }),
      }),
    );
  });
});
