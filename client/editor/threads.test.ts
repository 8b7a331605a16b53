import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { annotationRanges, findQuote, letterOf } from './threads.ts';

const about = (id: string) => schema.marks.annotation!.create({ id });
const document = (...lines: ReturnType<typeof schema.text>[][]) =>
  schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, line)),
  );

describe('the place of a thread', () => {
  it('is all that its mark covers, also where other marks begin inside', () => {
    const doc = document([
      schema.text('a '),
      schema.text('bc', [about('t')]),
      schema.text('de', [about('t'), schema.marks.strong!.create()]),
    ]);
    expect(annotationRanges(doc).get('t')).toEqual({ from: 3, to: 7 });
  });

  it('is the first of two that bear the same mark', () => {
    const doc = document([schema.text('one', [about('t')])], [schema.text('one', [about('t')])]);
    expect(annotationRanges(doc).get('t')).toEqual({ from: 1, to: 4 });
  });

  it('is found again by its words, if they stand there once', () => {
    expect(findQuote(document([schema.text('a pilot of four weeks')]), 'four')).toEqual({
      from: 12,
      to: 16,
    });
    expect(findQuote(document([schema.text('four and four')]), 'four')).toBeNull();
    expect(findQuote(document([schema.text('five')]), 'four')).toBeNull();
  });
});

describe('the letters of threads', () => {
  it('go on after z', () => {
    expect([0, 25, 26, 27, 52].map(letterOf)).toEqual(['a', 'z', 'aa', 'ab', 'ba']);
  });
});
