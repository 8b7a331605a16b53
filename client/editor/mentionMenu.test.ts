import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { matchingPeople, mentionQuery } from './mentionMenu.ts';
import type { EditorPerson } from './setting.ts';

const people: EditorPerson[] = [
  { id: 'h', name: 'Hélène Montclar', side: 'client' },
  { id: 'b', name: 'Beatriz Olmovera', side: 'vendor' },
];
const after = (words: string, type = 'paragraph') => {
  const doc = schema.node('doc', null, [schema.node(type, null, [schema.text(words)])]);
  const state = EditorState.create({ doc });
  return state.apply(state.tr.setSelection(TextSelection.atEnd(doc)));
};

describe('a mention', () => {
  it('is asked for by an @ that begins a word, and the name after it', () => {
    expect(mentionQuery(after('see @hel'))).toEqual({ from: 5, text: 'hel' });
    expect(mentionQuery(after('@Hélène Mont'))).toEqual({ from: 1, text: 'Hélène Mont' });
  });

  it('is not asked for inside an e-mail address, in code, or after a full sentence', () => {
    expect(mentionQuery(after('ada@hel'))).toBeNull();
    expect(mentionQuery(after('@hel', 'codeBlock'))).toBeNull();
    expect(mentionQuery(after('@hel said that this'))).toBeNull();
  });

  it('finds people by any of their names, without minding accents', () => {
    expect(matchingPeople(people, 'helene').map(({ id }) => id)).toEqual(['h']);
    expect(matchingPeople(people, 'olm').map(({ id }) => id)).toEqual(['b']);
    expect(matchingPeople(people, 'Hélène Mo').map(({ id }) => id)).toEqual(['h']);
    expect(matchingPeople(people, 'tclar')).toEqual([]);
  });
});
