import { describe, expect, it } from 'vitest';
import type { AdfNode } from './adf.ts';
import { checkAdf } from './check.ts';

const document = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks });
const link = (href: string) => document(paragraph(text('a', { type: 'link', attrs: { href } })));
const panel = (panelColor: string) =>
  document({ type: 'panel', attrs: { panelType: 'custom', panelColor }, content: [paragraph()] });
const picture = (url: string) =>
  document({
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'external', url } }],
  });
const card = (type: string, url: string) =>
  type === 'inlineCard'
    ? document(paragraph({ type, attrs: { url } }))
    : document({ type, attrs: { url, ...(type === 'embedCard' ? { layout: 'center' } : {}) } });

const unsafeLinks = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\u200Bscript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
];
const safeLinks = [
  'https://example.com',
  'mailto:ada@example.com',
  'tel:+33',
  '/a:b',
  '#a',
  '?a:b',
  '',
];

describe('Check', () => {
  it.each(safeLinks)('accepts a link to %j', (href) => {
    expect(checkAdf(link(href))).toEqual({ ok: true });
  });

  it.each(unsafeLinks)('refuses a link to %j', (href) => {
    const path = 'content[0].content[0].marks[0].attrs.href';
    expect(checkAdf(link(href))).toMatchObject({ ok: false, path });
  });

  it.each(['inlineCard', 'blockCard', 'embedCard'])('refuses an unsafe address in %s', (type) => {
    expect(checkAdf(card(type, 'https://example.com'))).toEqual({ ok: true });
    for (const url of unsafeLinks) expect(checkAdf(card(type, url))).toMatchObject({ ok: false });
  });

  it('accepts a picture as image data and nothing that a browser runs', () => {
    expect(checkAdf(picture('data:image/png;base64,AAAA'))).toEqual({ ok: true });
    expect(checkAdf(picture('data:image/svg+xml,<svg onload="alert(1)"/>')).ok).toBe(false);
    expect(checkAdf(picture('javascript:alert(1)')).ok).toBe(false);
  });

  it.each(['#deebff', '#abc', 'red', 'rgba(1, 2, 3, 0.5)'])('accepts the colour %s', (colour) => {
    expect(checkAdf(panel(colour))).toEqual({ ok: true });
  });

  it.each(['red;background:url(//x)', 'url(//x)', 'var(--x)', 'expression(1)', '#12', 'red}a{'])(
    'refuses %j in the place of a colour',
    (colour) => {
      expect(checkAdf(panel(colour))).toMatchObject({
        ok: false,
        path: 'content[0].attrs.panelColor',
      });
    },
  );

  it('says where the fault is and why, in words', () => {
    const status = { type: 'status', attrs: { text: 'Late', color: 'pink;' } };
    expect(checkAdf(document(paragraph(), paragraph(text('a'), status)))).toEqual({
      ok: false,
      path: 'content[1].content[1].attrs.color',
      reason: 'must match ^(neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6})$',
    });
    expect(checkAdf(document({ type: 'rule' }, { type: 'orbit' }))).toEqual({
      ok: false,
      path: 'content[1].type',
      reason: '"orbit" cannot stand here',
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 3],
    ['a text', '{}'],
    ['a list', []],
    ['an empty object', {}],
    ['a node', paragraph()],
    ['a document of numbers', document(1, 2)],
    ['a list as content', document([paragraph()])],
    ['a version from the future', { ...document(), version: 2 }],
    ['a type that every object has', document({ type: 'constructor' }, { type: '__proto__' })],
    [
      'a name that every object has',
      JSON.parse('{"type":"doc","version":1,"content":[],"__proto__":{}}'),
    ],
    ['a function', document(() => 1)],
    ['a date', document(new Date(0))],
    ['half a character', document(paragraph(text('\uD83D')))],
    ['the character that marks a suggested split', document(paragraph(text('a\u2029b')))],
    ['infinity', document({ type: 'layoutSection', content: [{ width: Infinity }] })],
  ])('refuses %s and does not fail', (_, value) => {
    expect(checkAdf(value)).toMatchObject({ ok: false, reason: expect.any(String) });
  });

  it('refuses a document that is nested without end, and does not fail', () => {
    let node: AdfNode = paragraph() as AdfNode;
    for (let depth = 0; depth < 100_000; depth += 1) node = { type: 'blockquote', content: [node] };
    expect(checkAdf(document(node))).toMatchObject({ ok: false, reason: 'is nested too deeply' });
  });

  it('accepts lists nested as deeply as people nest them', () => {
    let list: AdfNode = { type: 'bulletList', content: [] };
    const item = () => ({ type: 'listItem', content: [paragraph(text('a')) as AdfNode] });
    list.content = [item()];
    for (let depth = 0; depth < 40; depth += 1) {
      const outer = item();
      outer.content.push(list);
      list = { type: 'bulletList', content: [outer] };
    }
    expect(checkAdf(document(list))).toEqual({ ok: true });
  });

  it('judges half a megabyte in well under a second', () => {
    checkAdf(document());
    const blocks = Array.from({ length: 4000 }, (_, n) =>
      paragraph(text(`${n} ${'word '.repeat(20)}`)),
    );
    // Processor time, since other tests may run on the same machine at the same moment.
    const started = process.cpuUsage();
    expect(checkAdf(document(...blocks))).toEqual({ ok: true });
    expect(checkAdf(document(...blocks, { type: 'orbit' }))).toMatchObject({
      path: 'content[4000].type',
    });
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / 1000).toBeLessThan(1500);
  });
});
