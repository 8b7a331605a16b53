import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { newId, neighbour, proposed } from './propose.ts';

const mark = (type: 'insertion' | 'deletion', id: string) => schema.marks[type]!.create({ id });
const opened = (...content: ReturnType<typeof schema.text>[]) =>
  EditorState.create({ doc: schema.node('doc', null, [schema.node('paragraph', null, content)]) });

describe('what is typed as a suggestion', () => {
  it('belongs to the own suggestion that it continues', () => {
    const state = opened(schema.text('old '), schema.text('new', [mark('insertion', 'ada/1')]));
    expect(neighbour(state.tr.insertText('er', 8), 'ada')).toBe('ada/1');
  });

  it('belongs to what was struck out in its place', () => {
    const state = opened(schema.text('four', [mark('deletion', 'ada/1')]), schema.text(' weeks'));
    expect(neighbour(state.tr.insertText('six', 5), 'ada')).toBe('ada/1');
  });

  it('does not join the suggestion of somebody else, nor one further away', () => {
    const state = opened(
      schema.text('old words '),
      schema.text('new', [mark('insertion', 'ada/1')]),
    );
    expect(neighbour(state.tr.insertText('er', 14), 'ben')).toBeNull();
    expect(neighbour(state.tr.insertText('X', 2), 'ada')).toBeNull();
  });

  it('is an edit that leaves the agreed text alone', () => {
    const state = opened(schema.text('four weeks'));
    const suggestion = proposed(state.tr.insertText('six', 1, 5), state, 'ada');
    expect(suggestion?.doc.textContent).toContain('four');
    expect(suggestion?.doc.textContent).toContain('six');
  });

  it('has an id that names its author and is used once', () => {
    const [one, other] = [newId('ada'), newId('ada')];
    expect(one).toMatch(/^ada\/[0-9a-z]+$/);
    expect(other).not.toBe(one);
  });
});
