import type { Mark, Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { schema } from './schema.ts';

const drawNode = (node: Node) => JSON.stringify(node.type.spec.toDOM?.(node));
const drawMark = (mark: Mark) => JSON.stringify(mark.type.spec.toDOM?.(mark, true));

/** A node or mark whose attributes nobody checked, as a fault elsewhere might bring one about. */
function unchecked<T extends Node | Mark>(thing: T, attrs: Record<string, unknown>): T {
  return Object.assign(Object.create(thing) as T, { attrs: { ...thing.attrs, ...attrs } });
}

/** As much of an element as the rules of the schema read. */
function element(attributes: Record<string, string>): HTMLElement {
  return {
    getAttribute: (name: string) => attributes[name] ?? null,
    hasAttribute: (name: string) => name in attributes,
  } as HTMLElement;
}

function parse(type: string, tag: string, attributes: Record<string, string>): unknown {
  const spec = schema.nodes[type]?.spec ?? schema.marks[type]?.spec;
  const rule = spec?.parseDOM?.find((candidate) => 'tag' in candidate && candidate.tag === tag);
  if (!rule || !('getAttrs' in rule)) throw new Error(`${type} has no rule for ${tag}`);
  return (rule.getAttrs as (from: HTMLElement) => unknown)(element(attributes));
}

const unsafe = 'javascript:alert(1)';
const css = 'red;background:url(//x)';

describe('What is drawn', () => {
  it.each(['inlineCard', 'blockCard', 'embedCard'])('has no unsafe link for %s', (type) => {
    const card = schema.node(type, { url: 'https://example.com' });
    expect(drawNode(card)).toContain('example.com');
    expect(drawNode(unchecked(card, { url: unsafe }))).not.toContain('"href"');
  });

  it('has no unsafe link for a link', () => {
    const link = schema.mark('link', { href: 'https://example.com' });
    expect(drawMark(link)).toContain('"href":"https://example.com"');
    expect(drawMark(unchecked(link, { href: unsafe }))).not.toContain('javascript');
  });

  it.each(['textColor', 'backgroundColor', 'border'])('has no CSS of others for %s', (type) => {
    const size = type === 'border' ? { size: 1 } : {};
    const mark = schema.mark(type, { color: '#172b4d', ...size });
    const style = (drawn: string) => /"style":"([^"]*)"/.exec(drawn)?.[1];
    expect(style(drawMark(mark))).toContain('#172b4d');
    expect(style(drawMark(unchecked(mark, { color: css })))).not.toContain('url');
  });

  it('has no CSS of others for a cell', () => {
    const cell = schema.node('tableCell', { background: '#e3fcef' }, [schema.node('paragraph')]);
    expect(drawNode(cell)).toContain('"style":"background-color: #e3fcef"');
    expect(drawNode(unchecked(cell, { background: css }))).not.toContain('"style"');
  });

  it('shows marks and suggestions of a block to style sheets', () => {
    const paragraph = schema.node('paragraph', {
      'mark:alignment': { align: 'end' },
      deletion: { id: 'ada/1' },
    });
    expect(drawNode(paragraph)).toContain('"data-align":"end"');
    expect(drawNode(paragraph)).toContain('"data-deletion":"ada/1"');
  });
});

describe('What is pasted', () => {
  it('brings the marks of a block, and no suggestion', () => {
    const drawn = schema.node('paragraph', {
      'mark:alignment': { align: 'end' },
      insertion: { id: 'ada/1' },
    });
    const [, attributes] = JSON.parse(drawNode(drawn)) as [string, Record<string, string>];
    expect(parse('paragraph', 'p', attributes)).toEqual({
      'mark:alignment': { align: 'end' },
      localId: null,
    });
  });

  it('brings no unsafe link', () => {
    expect(parse('link', 'a[href]', { href: '/a' })).toMatchObject({ href: '/a' });
    expect(parse('link', 'a[href]', { href: unsafe })).toBe(false);
    const rule = 'a[data-inline-card], span[data-inline-card]';
    expect(parse('inlineCard', rule, { href: '/a' })).toMatchObject({ url: '/a' });
    expect(parse('inlineCard', rule, { href: unsafe })).not.toHaveProperty('url');
  });

  it('brings nothing that fails its check, and fails on nothing', () => {
    const marks = { 'data-block-marks': '{"alignment":{"align":"x"},"constructor":{}}' };
    expect(parse('paragraph', 'p', marks)).toEqual({ localId: null });
    expect(parse('paragraph', 'p', { 'data-block-marks': '{' })).toBe(false);
    const unknown = '[data-node-type="unsupportedBlock"]';
    const held = JSON.stringify({ type: 'orbit', attrs: { href: unsafe } });
    expect(parse('unsupportedBlock', unknown, { 'data-original-value': held })).toBe(false);
    expect(parse('unsupportedBlock', unknown, { 'data-original-value': '{' })).toBe(false);
  });
});
