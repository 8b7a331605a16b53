import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkAdf } from './check.ts';
import { fromAdf, toAdf } from './codec.ts';
import { importAdf } from './import.ts';
import { plantDocument, readDocument, rootOf } from './yread.ts';

const document = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks });

describe('Import', () => {
  it.each([
    [
      'private attributes',
      { type: 'expand', attrs: { title: 'a', __expanded: true }, content: [paragraph()] },
    ],
    ['nulls that say nothing', { type: 'codeBlock', attrs: { language: null } }],
    ['null in the place of marks', { type: 'paragraph', marks: null }],
    [
      'an unsafe link',
      paragraph(text('a', { type: 'link', attrs: { href: 'javascript:alert(1)' } })),
    ],
    [
      'an unsafe card in text',
      paragraph({ type: 'inlineCard', attrs: { url: 'javascript:alert(1)' } }),
    ],
    [
      'an unsafe card',
      { type: 'embedCard', attrs: { url: 'javascript:alert(1)', layout: 'center' } },
    ],
    [
      'CSS in the place of a colour',
      {
        type: 'panel',
        attrs: { panelType: 'custom', panelColor: 'url(x)' },
        content: [paragraph()],
      },
    ],
    [
      'a mark out of place',
      paragraph({ type: 'mention', attrs: { id: 'a' }, marks: [{ type: 'strong' }] }),
    ],
    [
      'two colours on one word',
      paragraph(
        text(
          'a',
          ...['#111111', '#222222'].map((color) => ({ type: 'textColor', attrs: { color } })),
        ),
      ),
    ],
    ['bold code', paragraph(text('a', { type: 'code' }, { type: 'strong' }))],
    ['a list without items', { type: 'bulletList', content: [] }],
    [
      'a cell without content',
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }] }] },
    ],
    ['a heading without a level', { type: 'heading', content: [text('a')] }],
    ['half a character', paragraph(text('a\uD83D'))],
    ['U+2029 in text', paragraph(text('a\u2029b'))],
    ['text without characters', paragraph(text(''))],
  ])('cleans %s, says so, and is done with it', (_, block) => {
    const { adf, report } = importAdf(document(paragraph(text('before')), block));
    expect(checkAdf(adf)).toEqual({ ok: true });
    expect(report).toEqual([
      { path: expect.stringMatching(/^content\[1\]/), what: expect.any(String) },
    ]);
    expect(importAdf(adf)).toEqual({ adf, report: [] });
  });

  it('keeps the words of what it cleans', () => {
    const { adf } = importAdf(
      document(
        paragraph(
          { type: 'inlineCard', attrs: { url: 'vbscript:a' } },
          text('b', { type: 'shadow' }),
        ),
      ),
    );
    expect(adf.content[0]?.content).toEqual([
      { type: 'text', text: 'vbscript:a' },
      { type: 'text', text: 'b', marks: [{ type: 'shadow' }] },
    ]);
  });

  it('[L7] keeps unknown blocks, leaves, marks and attributes, and reports each', () => {
    const strange = document(
      { type: 'orbit', content: [paragraph()] },
      { type: 'panel', attrs: { panelType: 'info', glow: 1 }, content: [{ type: 'spark' }] },
      { type: 'paragraph', content: [{ type: 'wink', attrs: { at: 'you' } }] },
    );
    const { adf, report } = importAdf(strange);
    expect(adf).toEqual(strange);
    expect(report.map(({ path }) => path)).toEqual([
      'content[0]',
      'content[1].attrs',
      'content[1].content[0]',
      'content[2].content[0]',
    ]);
  });

  it('leaves the parameters of an extension to the extension', () => {
    const attrs = {
      extensionType: 'a',
      extensionKey: 'b',
      parameters: { color: 'var(--x)', url: null },
    };
    const { adf, report } = importAdf(document({ type: 'extension', attrs }));
    expect(report).toEqual([]);
    expect(adf.content[0]?.attrs).toEqual({ ...attrs, layout: 'default' });
  });

  it('takes what is unsafe out of unknown content too', () => {
    const { adf, report } = importAdf(
      document({
        type: 'orbit',
        attrs: { 'de.ep': [{ href: 'javascript:a', n: 1 }], style: 'a:b' },
      }),
    );
    expect(adf.content).toEqual([{ type: 'orbit', attrs: { 'de.ep': [{ n: 1 }] } }]);
    expect(report.map(({ path }) => path)).toEqual([
      'content[0].attrs.de.ep[0].href',
      'content[0].attrs.style',
      'content[0]',
    ]);
  });

  it.each([
    ['an unknown block', { constructor: { name: 'a' } }],
    ['an unknown leaf', paragraph({ type: 'orbit', constructor: {} })],
  ])('refuses %s that Yjs would take for something of its own', (_, block) => {
    expect(() => importAdf(document(block))).toThrowError(
      expect.objectContaining({ kind: 'document.invalid' }),
    );
  });

  it('keeps parameters that Yjs would take for something of its own where it does not look', () => {
    const parameters = { constructor: { name: 'a' } };
    const attrs = { extensionType: 'a', extensionKey: 'b', parameters };
    const { adf } = importAdf(document({ type: 'extension', attrs }));
    expect(adf.content[0]?.attrs).toMatchObject({ parameters });
    const ydoc = new Y.Doc();
    plantDocument(ydoc, fromAdf(adf));
    expect(toAdf(readDocument(rootOf(ydoc)))).toEqual(adf);
  });

  it.each([
    ['text', (mark: unknown) => paragraph(text('a', mark))],
    ['a leaf', (mark: unknown) => paragraph({ type: 'hardBreak', marks: [mark] })],
    ['a block', (mark: unknown) => ({ ...paragraph(text('a')), marks: [mark] })],
  ])('removes from %s a mark whose type is no word', (_, on) => {
    for (const type of [{ toString: 1 }, [{ toString: 1 }], { a: 1 }]) {
      const { adf, report } = importAdf(document(on({ type })));
      expect(JSON.stringify(adf)).not.toContain('marks');
      expect(report).toMatchObject([{ what: 'removed: not a mark' }]);
      expect(checkAdf(adf)).toEqual({ ok: true });
    }
  });

  it.each([
    [
      'words in a table header',
      'content[0].content[0].content[0].content[0]',
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [text('a')] }] }],
      },
    ],
    [
      'a paragraph in a list',
      'content[0].content[0]',
      { type: 'bulletList', content: [paragraph()] },
    ],
    ['words among blocks', 'content[0]', text('a')],
  ])('refuses %s, with the place', (_, path, block) => {
    expect(() => importAdf(document(block))).toThrowError(
      expect.objectContaining({
        kind: 'document.invalid',
        params: expect.objectContaining({ path }),
      }),
    );
  });

  it.each([
    null,
    3,
    'doc',
    [],
    {},
    { type: 'doc', version: 3, content: [] },
    { type: 'doc', content: 3 },
  ])('refuses %j, which is no document', (value) => {
    expect(() => importAdf(value)).toThrowError(
      expect.objectContaining({ kind: 'document.invalid' }),
    );
  });

  it('gives an empty document its paragraph', () => {
    expect(importAdf({ type: 'doc' }).adf.content).toEqual([{ type: 'paragraph' }]);
  });
});
