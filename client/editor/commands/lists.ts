import type { Command } from 'prosemirror-state';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { ancestor, nodeType } from './blocks.ts';

/** Makes the selected blocks a list; a list of the other kind changes kind; one of the same kind ends. */
export function toggleList(name: 'bulletList' | 'orderedList'): Command {
  return (state, dispatch) => {
    const type = nodeType(state.schema, name);
    const list = ancestor(state, 'bulletList', 'orderedList');
    if (!list) return wrapInList(type)(state, dispatch);
    if (list.node.type === type) {
      return liftListItem(nodeType(state.schema, 'listItem'))(state, dispatch);
    }

    dispatch?.(state.tr.setNodeMarkup(list.pos, type, { localId: list.node.attrs.localId }));
    return true;
  };
}

export const splitItemOfList: Command = (state, dispatch) =>
  splitListItem(nodeType(state.schema, 'listItem'))(state, dispatch);

export const indent: Command = (state, dispatch) =>
  sinkListItem(nodeType(state.schema, 'listItem'))(state, dispatch);

export const outdent: Command = (state, dispatch) =>
  liftListItem(nodeType(state.schema, 'listItem'))(state, dispatch);
