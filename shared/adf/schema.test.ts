import { Fragment, Node, Schema } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { blockMarkAttribute, repeatableMarks, schema, suggestionAttributes } from './schema.ts';

const block = (type: string, attrs: Record<string, unknown> = {}, content?: Node | Node[]) =>
  schema.node(type, attrs, content);

describe('The schema', () => {
  it('is made by the one prosemirror-model that everything else uses', () => {
    expect(schema).toBeInstanceOf(Schema);
    const paragraph = block('paragraph', {}, schema.text('a'));
    expect(paragraph).toBeInstanceOf(Node);
    expect(paragraph.content).toBeInstanceOf(Fragment);
    expect(Node.fromJSON(schema, block('doc', {}, paragraph).toJSON()).textContent).toBe('a');
  });

  it('[L5] gives every block an attribute for each mark that ADF allows on it', () => {
    expect(block('paragraph').attrs).toMatchObject({ 'mark:alignment': null });
    expect(blockMarkAttribute('breakout')).toBe('mark:breakout');
    expect(repeatableMarks).toContain('annotation');
    block('paragraph', { 'mark:alignment': { align: 'end' } }).check();
  });

  it('[L10] gives every block and no leaf in text the four suggestion attributes', () => {
    for (const type of Object.values(schema.nodes)) {
      const defaults = type.spec.attrs ?? {};
      const held = suggestionAttributes.filter((name) => Object.hasOwn(defaults, name));
      const expected = type.isBlock && type.name !== 'doc' ? [...suggestionAttributes] : [];
      expect([type.name, held]).toEqual([type.name, expected]);
    }
  });

  it('[L9] lets two people suggest on the same words', () => {
    const mine = schema.mark('insertion', { id: 'ada/1' });
    const theirs = schema.mark('deletion', { id: 'ben/1' });
    const words = schema.text('both', [mine, theirs]);
    block('paragraph', {}, words).check();
    block('codeBlock', {}, words).check();
  });
});
