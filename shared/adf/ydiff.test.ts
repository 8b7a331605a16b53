import { Transform } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import { randomDocument, randomFrom } from '../../test/support/randomDocument.ts';
import { randomEdit } from '../../test/support/randomEdit.ts';
import { schema } from './schema.ts';
import { applyDifference, patchSteps } from './ydiff.ts';

const p = (words: string) => schema.node('paragraph', null, words ? [schema.text(words)] : []);
const doc = (...words: string[]) => schema.node('doc', null, words.map(p));

describe('Applying what others wrote to an editor', () => {
  it('makes the document exactly that, whatever was edited', () => {
    let compared = 0;
    for (let seed = 1; seed <= 1200; seed++) {
      const random = randomFrom(seed);
      const before = randomDocument(random);
      const after = randomEdit(before, random, 5)?.doc;
      if (!after) continue;
      const tr = applyDifference(new Transform(before), after);
      if (!tr.doc.eq(after))
        expect({ seed, doc: tr.doc.toJSON() }).toEqual({ seed, doc: after.toJSON() });
      compared++;
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('does nothing for the same document', () => {
    const same = doc('one', 'two');
    expect(patchSteps(same, same)).toEqual([]);
  });

  it('keeps positions where they were in the text around a change', () => {
    const before = doc('one two three', 'four');
    const tr = applyDifference(new Transform(before), doc('one 2 three', 'four', 'five'));
    // Before "three", and inside "four".
    expect(tr.mapping.map(9)).toBe(7);
    expect(tr.mapping.map(18)).toBe(16);
  });

  it('changes two distant places by two steps that touch nothing between', () => {
    const before = doc('one', 'two', 'three', 'four');
    const after = schema.node('doc', null, [
      p('one!'),
      before.child(1),
      before.child(2),
      p('four!'),
    ]);
    expect(patchSteps(before, after)).toHaveLength(2);
  });

  it('changes marks and attributes without replacing text', () => {
    const before = schema.node('doc', null, [
      schema.node('heading', { level: 1 }, [schema.text('Scope of work')]),
    ]);
    const after = schema.node('doc', null, [
      schema.node('heading', { level: 2 }, [
        schema.text('Scope '),
        schema.text('of', [schema.mark('strong')]),
        schema.text(' work'),
      ]),
    ]);
    const tr = applyDifference(new Transform(before), after);
    expect(tr.doc.eq(after)).toBe(true);
    const replaced: number[] = [];
    for (const map of tr.mapping.maps) map.forEach((from, to) => replaced.push(to - from));
    expect(replaced).toEqual([]);
  });

  it('reaches a document that its single steps cannot reach one by one', () => {
    const column = (words: string) => schema.node('layoutColumn', { width: 50 }, [p(words)]);
    const layout = (...words: string[]) =>
      schema.node('doc', null, [schema.node('layoutSection', null, words.map(column))]);
    const before = layout('a', 'b');
    const section = before.firstChild!;
    const after = schema.node('doc', null, [
      schema.node('layoutSection', null, [column('new'), section.child(0)]),
    ]);
    expect(applyDifference(new Transform(before), after).doc.eq(after)).toBe(true);
  });
});
