import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { linesMissingIn } from './lostText.ts';

const document = (...lines: string[]) =>
  schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])),
  );

describe('the text that was not taken', () => {
  it('is each line that the document on the server has not', () => {
    const present = document('Scope', 'Four weeks');
    const lost = document('Scope', 'Four weeks and a day', 'A new line');
    expect(linesMissingIn(present, lost)).toEqual(['Four weeks and a day', 'A new line']);
  });

  it('counts a line that was written twice', () => {
    expect(linesMissingIn(document('Same'), document('Same', 'Same'))).toEqual(['Same']);
  });

  it('is nothing when only the server has more', () => {
    expect(linesMissingIn(document('One', 'Two'), document('One', ''))).toEqual([]);
  });
});
