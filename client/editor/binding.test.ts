import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { plantDocument } from '@shared/adf/yread';
import { DocumentBinding } from './binding.ts';

function planted(...paragraphs: string[]): Y.Doc {
  const doc = new Y.Doc();
  const blocks = paragraphs.map((words) => schema.node('paragraph', null, [schema.text(words)]));
  plantDocument(doc, schema.node('doc', null, blocks));
  return doc;
}

describe('a document opened for editing', () => {
  it('is read without a change to it', () => {
    const doc = planted('one', 'two');
    const before = Y.encodeStateAsUpdate(doc);
    const binding = new DocumentBinding(doc);
    const state = EditorState.create({ doc: binding.node(), plugins: [binding.plugin] });
    expect(state.doc.textContent).toBe('onetwo');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('finds a place again after others wrote before it', () => {
    const doc = planted('one', 'two');
    const binding = new DocumentBinding(doc);
    const state = EditorState.create({ doc: binding.node() });
    const second = state.doc.child(0).nodeSize + 2;
    const { anchor, head } = binding.caret(
      state.doc,
      state.apply(state.tr.setSelection(TextSelection.create(state.doc, second))).selection,
    );

    const first = (doc.getXmlFragment('doc').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    first.insert(0, 'zero ');
    const now = new DocumentBinding(doc).node();
    expect([binding.position(now, anchor), binding.position(now, head)]).toEqual([
      second + 5,
      second + 5,
    ]);
  });
});
