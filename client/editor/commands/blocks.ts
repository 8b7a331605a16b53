import { uuidv4 } from 'lib0/random';
import type { Attrs, Node, NodeType, Schema } from 'prosemirror-model';
import { Fragment } from 'prosemirror-model';
import { lift, wrapIn } from 'prosemirror-commands';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { Selection, TextSelection } from 'prosemirror-state';
import { suggestionAttributes } from '@shared/adf/schema';

/** A node type by its ADF name; asking for one that the schema lacks is a fault of ours. */
export function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name];
  if (!type) throw new RangeError(`no node ${name} in the schema`);
  return type;
}

/** What a block keeps when its type changes: what others said of it, and the marks that the new type has too. */
export function carriedAttributes(node: Node, type: NodeType): Attrs {
  const kept = Object.entries(node.attrs).filter(
    ([name]) =>
      type.spec.attrs?.[name] !== undefined &&
      (name.startsWith('mark:') ||
        name === 'localId' ||
        (suggestionAttributes as readonly string[]).includes(name)),
  );
  return Object.fromEntries(kept);
}

/** The textblocks that the selection touches. */
export function selectedTextblocks(state: EditorState): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  const { from, to } = state.selection;
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) found.push({ node, pos });
    return !node.isTextblock;
  });
  return found;
}

/** Turns each selected paragraph, heading or code block into a block of another type. */
export function setBlock(name: string, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const type = nodeType(state.schema, name);
    const convertible = selectedTextblocks(state).filter(({ node, pos }) => {
      const $pos = state.doc.resolve(pos);
      const same =
        node.type === type &&
        Object.entries(attrs).every(([key, value]) => node.attrs[key] === value);
      return !same && $pos.parent.canReplaceWith($pos.index(), $pos.index() + 1, type);
    });
    if (convertible.length === 0) return false;

    if (dispatch) {
      const tr = state.tr;
      for (const { node, pos } of convertible) {
        const at = tr.mapping.map(pos);
        if (!type.validContent(node.content)) tr.clearIncompatible(at, type);
        tr.setNodeMarkup(at, type, { ...carriedAttributes(node, type), ...attrs });
      }
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** The nearest ancestor of the selection with one of these names. */
export function ancestor(
  state: EditorState,
  ...names: string[]
): { node: Node; pos: number; depth: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (names.includes(node.type.name)) return { node, pos: $from.before(depth), depth };
  }
  return null;
}

/** Puts a block in the place of an empty paragraph, else after the block with the caret; the caret goes into it or after it. */
export function insertBlock(make: (schema: Schema) => Node): Command {
  return (state, dispatch) => {
    const block = make(state.schema);
    const { $from } = state.selection;

    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const parent = $from.node(depth - 1);
      const index = $from.index(depth - 1);
      const here = $from.node(depth);
      const isEmpty =
        here.type.name === 'paragraph' &&
        here.content.size === 0 &&
        suggestionAttributes.every((name) => (here.attrs[name] ?? null) === null);

      if (isEmpty && parent.canReplaceWith(index, index + 1, block.type)) {
        if (dispatch) {
          const from = $from.before(depth);
          const tr = state.tr.replaceWith(from, $from.after(depth), block);
          dispatch(caretInto(tr, from, block));
        }
        return true;
      }
      if (parent.canReplaceWith(index + 1, index + 1, block.type)) {
        if (dispatch) {
          const at = $from.after(depth);
          dispatch(caretInto(state.tr.insert(at, block), at, block));
        }
        return true;
      }
    }

    return false;
  };
}

/** The caret at the first place inside an inserted block; after one that has none, in a paragraph made for it if need be. */
function caretInto(tr: Transaction, pos: number, block: Node): Transaction {
  if (!block.isLeaf) {
    return tr.setSelection(Selection.near(tr.doc.resolve(pos + 1))).scrollIntoView();
  }

  const after = pos + block.nodeSize;
  const paragraph = nodeType(tr.doc.type.schema, 'paragraph');
  const $after = tr.doc.resolve(after);
  const canHold = $after.parent.canReplaceWith($after.index(), $after.index(), paragraph);
  if (!$after.nodeAfter?.isTextblock && canHold) tr.insert(after, paragraph.create());

  return tr.setSelection(TextSelection.near(tr.doc.resolve(after))).scrollIntoView();
}

/** Wraps the selected blocks in a panel of a kind, or gives the panel that they are in that kind. */
export function setPanel(panelType: string): Command {
  return (state, dispatch) => {
    const panel = ancestor(state, 'panel', 'panel_c1');
    if (!panel) return wrapIn(nodeType(state.schema, 'panel'), { panelType })(state, dispatch);
    if (panel.node.attrs.panelType === panelType) return lift(state, dispatch);

    dispatch?.(state.tr.setNodeAttribute(panel.pos, 'panelType', panelType));
    return true;
  };
}

/** Wraps the selected blocks in a quotation, or takes them out of the one that they are in. */
export const toggleQuote: Command = (state, dispatch) =>
  ancestor(state, 'blockquote')
    ? lift(state, dispatch)
    : wrapIn(nodeType(state.schema, 'blockquote'))(state, dispatch);

/** A line across the page. */
export const insertRule = insertBlock((schema) => nodeType(schema, 'rule').create());

/** A part that can be folded away, with an empty paragraph in it. */
export const insertExpand = insertBlock((schema) =>
  nodeType(schema, 'expand').create(null, nodeType(schema, 'paragraph').create()),
);

/** A table with a header row, all cells empty. */
export function insertTable(rows = 3, columns = 3): Command {
  return insertBlock((schema) => {
    const cell = (name: string) =>
      nodeType(schema, name).create(null, nodeType(schema, 'paragraph').create());
    const row = (name: string) =>
      nodeType(schema, 'tableRow').create(
        null,
        Fragment.fromArray(Array.from({ length: columns }, () => cell(name))),
      );
    return nodeType(schema, 'table').create(
      { localId: uuidv4() },
      Array.from({ length: rows }, (_, index) => row(index === 0 ? 'tableHeader' : 'tableCell')),
    );
  });
}
