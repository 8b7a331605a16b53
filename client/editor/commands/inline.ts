import type { Attrs, MarkType, Schema } from 'prosemirror-model';
import { toggleMark } from 'prosemirror-commands';
import type { Command, EditorState } from 'prosemirror-state';
import { TextSelection } from 'prosemirror-state';
import type { EditorPerson } from '../setting.ts';
import { nodeType } from './blocks.ts';
import { newLocalId } from './localIds.ts';

export function markType(schema: Schema, name: string): MarkType {
  const type = schema.marks[name];
  if (!type) throw new RangeError(`no mark ${name} in the schema`);
  return type;
}

export function toggle(name: string): Command {
  return (state, dispatch, view) =>
    toggleMark(markType(state.schema, name), null, { includeWhitespace: true })(
      state,
      dispatch,
      view,
    );
}

/** True when the caret, or any part of the selection, has the mark. */
export function hasMark(state: EditorState, name: string): boolean {
  const type = markType(state.schema, name);
  const { from, $from, to, empty } = state.selection;
  return empty
    ? Boolean(type.isInSet(state.storedMarks ?? $from.marks()))
    : state.doc.rangeHasMark(from, to, type);
}

/**
 * Puts an inline node in the place of the selection, or of the text from `from` to the caret, with a space after it so that
 * writing goes on.
 */
export function insertInline(name: string, attrs: () => Attrs, from?: number): Command {
  return (state, dispatch) => {
    const type = nodeType(state.schema, name);
    const { $from, $to } = state.selection;
    const fits = $from.parent.canReplaceWith($from.index(), $to.index(), type);
    if (!$from.parent.inlineContent || !$from.sameParent($to) || !fits) return false;

    if (dispatch) {
      const start = from ?? $from.pos;
      const tr = state.tr.replaceWith(start, $to.pos, type.create(attrs(), null, $from.marks()));
      const after = start + 1;
      const $after = tr.doc.resolve(after);
      const next = $after.parent.textBetween($after.parentOffset, $after.parent.content.size);
      if (!/^\s/.test(next)) tr.insertText(' ', after);
      dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
    }
    return true;
  };
}

/** Today, as the calendar day of whoever presses it. */
export const insertDate = insertInline('date', () => {
  const now = new Date();
  return { timestamp: String(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) };
});

export function insertStatus(text: string): Command {
  return insertInline('status', () => ({ text, color: 'neutral', localId: newLocalId() }));
}

/** Names somebody in the place of the selection, or of the query after "@" that begins at `from`. */
export function insertMention(person: EditorPerson, from?: number): Command {
  const attrs = () => ({ id: person.id, text: `@${person.name}`, localId: newLocalId() });
  return insertInline('mention', attrs, from);
}

/** The whole extent of the link at the caret, or null. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const type = markType(state.schema, 'link');
  const { $from } = state.selection;
  const parent = $from.parent;
  const child = parent.childAfter($from.parentOffset);
  const before = parent.childBefore($from.parentOffset);
  const found = [child, before].find(({ node }) => node && type.isInSet(node.marks));
  const mark = found?.node && type.isInSet(found.node.marks);
  if (!found?.node || !mark) return null;

  let first = found.index;
  let last = found.index;
  while (first > 0 && mark.isInSet(parent.child(first - 1).marks)) first -= 1;
  while (last < parent.childCount - 1 && mark.isInSet(parent.child(last + 1).marks)) last += 1;

  let from = $from.start();
  for (let index = 0; index < first; index += 1) from += parent.child(index).nodeSize;
  let to = from;
  for (let index = first; index <= last; index += 1) to += parent.child(index).nodeSize;
  return { from, to, href: String(mark.attrs.href) };
}

/** Links the selection, or the link at the caret, to an address; with nothing selected the address itself becomes the text. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const type = markType(state.schema, 'link');
    const existing = linkAt(state);
    const { from, to, empty, $from } = state.selection;
    if (!$from.parent.type.allowsMarkType(type)) return false;

    if (dispatch) {
      const tr = state.tr;
      const mark = type.create({ href });
      if (empty && !existing) {
        const text = href.replace(/^(mailto|tel):/, '').replace(/^https?:\/\//, '');
        tr.insert(from, state.schema.text(text, [...$from.marks(), mark]));
      } else {
        const range = empty && existing ? existing : { from, to };
        tr.removeMark(range.from, range.to, type).addMark(range.from, range.to, mark);
      }
      dispatch(tr.removeStoredMark(type).scrollIntoView());
    }
    return true;
  };
}

/** Takes the link away and leaves its text. */
export const removeLink: Command = (state, dispatch) => {
  const existing = linkAt(state);
  if (!existing) return false;
  dispatch?.(state.tr.removeMark(existing.from, existing.to, markType(state.schema, 'link')));
  return true;
};
