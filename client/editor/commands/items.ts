import type { Node } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import { Selection, TextSelection } from 'prosemirror-state';
import { ancestor, carriedAttributes, nodeType, selectedTextblocks } from './blocks.ts';
import { newLocalId } from './localIds.ts';

/** Lists whose items hold text directly: tasks and decisions. */
const kinds = {
  taskItem: { list: 'taskList', state: 'TODO' },
  decisionItem: { list: 'decisionList', state: 'DECIDED' },
} as const;
export type ItemKind = keyof typeof kinds;

function isItem(name: string): name is ItemKind {
  return name in kinds;
}

/** The selected neighbours in one parent that are all plain paragraphs or headings, or null. */
function selectedSiblings(state: EditorState): { from: number; to: number; nodes: Node[] } | null {
  const range = state.selection.$from.blockRange(state.selection.$to);
  if (!range) return null;

  const nodes: Node[] = [];
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    nodes.push(range.parent.child(index));
  }
  return nodes.every((node) => node.type.name === 'paragraph' || node.type.name === 'heading')
    ? { from: range.start, to: range.end, nodes }
    : null;
}

/** Makes the selected paragraphs a list of tasks or decisions; the items of such a list become paragraphs again. */
export function toggleItems(kind: ItemKind): Command {
  return (state, dispatch) => {
    if (ancestor(state, kind)) return itemsToParagraphs(state, dispatch);

    const siblings = selectedSiblings(state);
    if (!siblings) return false;
    const itemType = nodeType(state.schema, kind);
    const list = nodeType(state.schema, kinds[kind].list);
    const items = siblings.nodes.map((node) =>
      itemType.create({ localId: newLocalId(), state: kinds[kind].state }, node.content),
    );
    const $from = state.doc.resolve(siblings.from);
    const end = $from.index() + siblings.nodes.length;
    if (!$from.parent.canReplaceWith($from.index(), end, list)) return false;

    if (dispatch) {
      const made = list.create({ localId: newLocalId() }, items);
      const tr = state.tr.replaceWith(siblings.from, siblings.to, made);
      const caret = Math.min(state.selection.head + 1, siblings.from + made.nodeSize - 2);
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret), -1)).scrollIntoView());
    }
    return true;
  };
}

/** Takes the item with the caret out of its list, as a paragraph; what stands before and after it stays a list. */
export const itemsToParagraphs: Command = (state, dispatch) => {
  const item = ancestor(state, 'taskItem', 'decisionItem');
  if (!item) return false;
  const $item = state.doc.resolve(item.pos);
  const list = $item.parent;
  const $list = state.doc.resolve($item.before());
  const paragraph = nodeType(state.schema, 'paragraph');
  if (!$list.parent.canReplaceWith($list.index(), $list.index() + 1, paragraph)) return false;

  if (dispatch) {
    const index = $item.index();
    const before = list.content.cut(0, item.pos - $item.start());
    const after = list.content.cut(item.pos - $item.start() + item.node.nodeSize);
    const text = paragraph.create(carriedAttributes(item.node, paragraph), item.node.content);
    const parts: Node[] = [];
    if (index > 0) parts.push(list.copy(before));
    parts.push(text);
    if (index < list.childCount - 1) parts.push(list.copy(after));

    const from = $item.before();
    const tr = state.tr.replaceWith(from, from + list.nodeSize, parts);
    const textAt = from + (index > 0 ? (parts[0]?.nodeSize ?? 0) : 0);
    const offset = state.selection.head - item.pos - 1;
    dispatch(
      tr.setSelection(TextSelection.near(tr.doc.resolve(textAt + 1 + offset))).scrollIntoView(),
    );
  }
  return true;
};

/** Enter in a task or decision: the next one, not done; in an empty one the list ends. */
export const splitItem: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const kind = $from.parent.type.name;
  if (!isItem(kind) || !$from.sameParent($to)) return false;
  if ($from.parent.content.size === 0) return itemsToParagraphs(state, dispatch);

  if (dispatch) {
    const tr = state.tr;
    if (!empty) tr.deleteSelection();
    const type = nodeType(state.schema, kind);
    const attrs = { localId: newLocalId(), state: kinds[kind].state };
    tr.split(tr.selection.from, 1, [{ type, attrs }]);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Backspace at the start of a task or decision: an ordinary paragraph. */
export const itemBackspace: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isItem($from.parent.type.name)) return false;
  return itemsToParagraphs(state, dispatch);
};

/** Ticks or unticks the tasks that the selection touches. */
export const toggleDone: Command = (state, dispatch) => {
  const tasks = selectedTextblocks(state).filter(({ node }) => node.type.name === 'taskItem');
  if (tasks.length === 0) return false;

  if (dispatch) {
    const done = tasks.every(({ node }) => node.attrs.state === 'DONE');
    const tr = state.tr;
    for (const { pos } of tasks) tr.setNodeAttribute(pos, 'state', done ? 'TODO' : 'DONE');
    dispatch(tr);
  }
  return true;
};

/** Moves the caret out of a code block or the last cell into a paragraph after it, made if there is none. */
export const leaveBlock: Command = (state, dispatch) => {
  const block = ancestor(state, 'codeBlock', 'table', 'panel', 'panel_c1', 'expand', 'blockquote');
  if (!block) return false;
  const after = block.pos + block.node.nodeSize;
  const $after = state.doc.resolve(after);
  const paragraph = nodeType(state.schema, 'paragraph');

  if ($after.nodeAfter?.isTextblock) {
    dispatch?.(state.tr.setSelection(Selection.near($after)).scrollIntoView());
    return true;
  }
  if (!$after.parent.canReplaceWith($after.index(), $after.index(), paragraph)) return false;
  if (dispatch) {
    const tr = state.tr.insert(after, paragraph.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  }
  return true;
};
