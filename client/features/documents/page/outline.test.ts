import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { entryAt, outlineOf } from './outline.ts';

const heading = (level: number, text: string) =>
  schema.node('heading', { level }, text === '' ? [] : [schema.text(text)]);
const document = (...headings: ReturnType<typeof heading>[]) =>
  schema.node(
    'doc',
    null,
    headings.flatMap((node) => [node, schema.node('paragraph')]),
  );
const numbers = (...headings: ReturnType<typeof heading>[]) =>
  outlineOf(document(...headings)).map(({ number, title }) => `${number}|${title}`);

describe('the outline', () => {
  it('takes the numbers that people typed', () => {
    expect(
      numbers(
        heading(1, 'Document de périmètre'),
        heading(2, '2. Périmètre'),
        heading(3, '2.1 Domaines couverts'),
        heading(2, 'Annexe'),
      ),
    ).toEqual(['2|Périmètre', '2.1|Domaines couverts', '|Annexe']);
  });

  it('counts by level where nobody typed a number', () => {
    expect(
      numbers(heading(2, 'One'), heading(3, 'First'), heading(3, 'Second'), heading(2, 'Two')),
    ).toEqual(['1|One', '1.1|First', '1.2|Second', '2|Two']);
  });

  it('counts on below a level that was left out', () => {
    expect(numbers(heading(1, 'One'), heading(3, 'Deep'), heading(1, 'Two'))).toEqual([
      '1|One',
      '1.1.1|Deep',
      '2|Two',
    ]);
  });

  it('leaves out empty headings, and knows under which one a position lies', () => {
    const doc = document(heading(2, 'One'), heading(2, ''), heading(2, 'Two'));
    const entries = outlineOf(doc);
    expect(entries).toHaveLength(2);
    expect(entryAt(entries, doc.content.size)?.title).toBe('Two');
    expect(entryAt(entries, entries[1]!.pos - 1)?.title).toBe('One');
  });
});
