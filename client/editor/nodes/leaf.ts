import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView } from 'prosemirror-view';
import { element } from '../element.ts';
import { mayWrite } from '../setting.ts';
import type { EditorSetting } from '../setting.ts';

export type Position = () => number | undefined;

/** Makes the view of one node; every entry of the table in `nodeViews.ts` has this shape. */
export type MakeNodeView = (
  setting: EditorSetting,
) => (node: Node, view: EditorView, getPos: Position) => NodeView;

/** Changes some attributes of the node at `getPos` as an ordinary edit, if the reader may write. */
export function changeAttributes(
  view: EditorView,
  getPos: Position,
  setting: EditorSetting,
  attrs: Record<string, unknown>,
): void {
  const pos = getPos();
  const node = pos === undefined ? null : view.state.doc.nodeAt(pos);
  if (pos === undefined || !node || !mayWrite(setting)) return;

  const tr = view.state.tr;
  for (const [name, value] of Object.entries(attrs)) {
    if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
  if (tr.docChanged) view.dispatch(tr);
}

/**
 * The view of a node without content: `draw` fills a fresh element, again whenever the node changes. Where an `edit` is given,
 * a click or Enter on it opens that.
 */
export function leafView(
  tag: 'span' | 'div',
  draw: (node: Node, dom: HTMLElement, setting: EditorSetting) => void,
  edit?: (view: EditorView, getPos: Position, node: Node, dom: HTMLElement) => void,
): (setting: EditorSetting) => (node: Node, view: EditorView, getPos: Position) => NodeView {
  return (setting) => (first, view, getPos) => {
    let node = first;
    const dom = element(tag, { contenteditable: 'false' });
    draw(node, dom, setting);

    if (edit) {
      dom.addEventListener('click', () => {
        if (mayWrite(setting)) edit(view, getPos, node, dom);
      });
      dom.addEventListener('cdg-edit', () => edit(view, getPos, node, dom));
    }

    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        dom.replaceChildren();
        draw(node, dom, setting);
        return true;
      },
      ignoreMutation: () => true,
    };
  };
}

/** The view of a node with content of its own, which ProseMirror draws into `content`; `redraw` draws the rest for each next state. */
export function contentView(
  first: Node,
  dom: HTMLElement,
  content: HTMLElement,
  redraw: (next: Node) => void,
  more: Partial<NodeView> = {},
): NodeView {
  return {
    dom,
    contentDOM: content,
    update(next) {
      if (next.type !== first.type) return false;
      redraw(next);
      return true;
    },
    ignoreMutation: (mutation) => !content.contains(mutation.target),
    ...more,
  };
}
