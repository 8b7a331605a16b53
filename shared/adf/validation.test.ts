import { describe, expect, it } from 'vitest';
import { schema } from './schema.ts';

const node = (type: string, attrs: Record<string, unknown>) => () =>
  schema.nodes[type]?.create(attrs);
const mark = (type: string, attrs: Record<string, unknown>) => () => schema.mark(type, attrs);

const modification = (value: unknown) => node('paragraph', { modification: value });
const heading = { type: 'heading', attrs: { level: 2 } };

describe('The schema takes', () => {
  it.each([
    ['a link', mark('link', { href: 'https://example.com' })],
    ['an anchor', mark('link', { href: '#kpi' })],
    ['a picture as data', node('media', { type: 'external', url: 'data:image/png;base64,AA' })],
    ['a colour of a panel', node('panel', { panelType: 'custom', panelColor: '#deebff' })],
    ['a colour of words', mark('textColor', { color: '#172B4D' })],
    ['a suggestion', mark('insertion', { id: 'ada/1' })],
    [
      'a suggested change of marks',
      mark('modification', {
        id: 'p-9/k3',
        add: [{ type: 'link', attrs: { href: '/a' } }],
        remove: ['em'],
      }),
    ],
    ['a suggested change of a block', modification({ id: 'ada/1', ...heading })],
    [
      'a suggested alignment',
      modification({
        id: 'ada/1',
        type: 'paragraph',
        attrs: { 'mark:alignment': { align: 'end' } },
      }),
    ],
    ['an alignment', node('paragraph', { 'mark:alignment': { align: 'center' } })],
    [
      'two annotations on a picture',
      node('media', {
        'mark:annotation': [{ id: 'a', annotationType: 'inlineComment' }, { id: 'b' }],
      }),
    ],
  ])('%s', (_, make) => {
    expect(make).not.toThrow();
  });
});

it('[L8] A suggestion is named by its author and a number', () => {
  for (const id of ['ada/1', '7d0c2e0a-1b7e-4f3b-9f0e-0a4f4c1c9b11/42', 'ada@example.com/k-3']) {
    expect(mark('deletion', { id })).not.toThrow();
  }
  for (const id of ['', '/1', 'ada', 'ada/', 'ada/1/2', 'ada/ 1', 'a"da/1', 3, null]) {
    expect(mark('deletion', { id })).toThrow(RangeError);
  }
});

describe('The schema refuses', () => {
  it.each([
    ['an unsafe link', mark('link', { href: 'javascript:alert(1)' })],
    ['an unsafe card', node('inlineCard', { url: 'vbscript:a' })],
    ['an unsafe link in the data of a card', node('blockCard', { data: { url: 'javascript:a' } })],
    ['an unsafe link on a picture', node('media', { 'mark:link': { href: 'javascript:a' } })],
    ['a picture that a browser runs', node('media', { url: 'data:image/svg+xml,<svg/>' })],
    ['CSS as a colour of words', mark('textColor', { color: 'red;background:url(x)' })],
    ['CSS as a colour of a cell', node('tableCell', { background: 'url(x)' })],
    ['CSS as a colour of a status', node('status', { text: 'a', color: 'url(x)' })],
    ['CSS as a border', node('media', { 'mark:border': { size: 1, color: 'red' } })],
    ['a level that is no number', node('heading', { level: '2' })],
    ['a width beyond all', node('layoutColumn', { width: Infinity })],
    [
      'bytes',
      node('extension', { extensionKey: 'a', extensionType: 'b', parameters: new Uint8Array(1) }),
    ],
    [
      'a mark attribute that is not ADF’s',
      node('paragraph', { 'mark:alignment': { align: 'end', x: 1 } }),
    ],
    ['a mark attribute that is missing', node('paragraph', { 'mark:alignment': {} })],
    ['an empty list of annotations', node('media', { 'mark:annotation': [] })],
    [
      'unknown content with an unsafe link',
      node('unsupportedBlock', { originalValue: { type: 'a', attrs: { href: 'javascript:a' } } }),
    ],
    ['unknown content that is no object', node('unsupportedInline', { originalValue: 'a' })],
    ['a suggestion of nobody', mark('insertion', { id: '1' })],
    ['a suggestion with more than its id', node('paragraph', { deletion: { id: 'ada/1', x: 1 } })],
    [
      'a suggested change into an unknown kind',
      modification({ id: 'ada/1', type: 'orbit', attrs: {} }),
    ],
    ['a suggested change into text', modification({ id: 'ada/1', type: 'text', attrs: {} })],
    [
      'a suggested unsafe card',
      modification({ id: 'ada/1', type: 'blockCard', attrs: { url: 'javascript:a' } }),
    ],
    [
      'a suggested suggestion',
      modification({ id: 'ada/1', type: 'paragraph', attrs: { insertion: { id: 'ben/1' } } }),
    ],
    [
      'a suggested unsafe mark',
      mark('modification', {
        id: 'ada/1',
        add: [{ type: 'link', attrs: { href: 'javascript:a' } }],
        remove: [],
      }),
    ],
    [
      'a suggested suggestion mark',
      mark('modification', { id: 'ada/1', add: [], remove: ['insertion'] }),
    ],
  ])('%s', (_, make) => {
    expect(make).toThrow(RangeError);
  });
});
