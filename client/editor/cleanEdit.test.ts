import { splitBlock } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { withoutBorrowedState } from './cleanEdit.ts';

const insertion = schema.marks.insertion!.create({ id: 'ben/1' });
const text = (words: string, suggested = false) => schema.text(words, suggested ? [insertion] : []);
const paragraph = (attrs: object | null, ...content: Node[]) =>
  schema.node('paragraph', attrs, content);
const opened = (...blocks: Node[]) => EditorState.create({ doc: schema.node('doc', null, blocks) });
const marked = (doc: Node) => {
  const words: string[] = [];
  doc.descendants((node) => {
    if (node.isText && node.marks.includes(insertion)) words.push(node.text ?? '');
  });
  return words.join('|');
};

describe('a direct edit beside what others suggest', () => {
  it('is not part of the suggestion that it was typed into', () => {
    const state = opened(paragraph(null, text('one '), text('two', true)));
    const typed = state.tr.insertText('X', 6);
    expect(marked(typed.doc)).toBe('tXwo');
    expect(marked(withoutBorrowedState(typed).doc)).toBe('t|wo');
  });

  it('leaves the suggestion on content that it only moves', () => {
    const state = opened(paragraph(null, text('one '), text('two', true)));
    const moved = state.tr.replaceWith(
      0,
      state.doc.content.size,
      schema.node('taskList', { localId: 'l' }, [
        schema.node('taskItem', { localId: 't', state: 'TODO' }, state.doc.child(0).content),
      ]),
    );
    expect(marked(withoutBorrowedState(moved).doc)).toBe('two');
  });

  it('does not double the suggestion of a block that it splits', () => {
    const state = opened(paragraph({ insertion: { id: 'ben/1' } }, text('new block')));
    const caret = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 4)));
    let split: Node | undefined;
    splitBlock(caret, (tr) => (split = withoutBorrowedState(tr).doc));
    expect(split?.children.map(({ attrs }) => attrs.insertion)).toEqual([{ id: 'ben/1' }, null]);
  });

  it('is left alone where nothing is suggested', () => {
    const state = opened(paragraph(null, text('one')));
    const typed = state.tr.insertText(' two');
    expect(withoutBorrowedState(typed).steps).toHaveLength(1);
  });
});
