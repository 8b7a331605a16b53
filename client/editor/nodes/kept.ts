import type { Node } from 'prosemirror-model';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import type { EditorSetting } from '../setting.ts';
import type { MakeNodeView } from './leaf.ts';
import { contentView, leafView } from './leaf.ts';

/** What something from elsewhere is called: the key of an extension, or the type of what the schema does not know. */
export function keptName(node: Node): string {
  const original = node.attrs.originalValue as { type?: unknown } | undefined;
  const candidates = [
    node.attrs.text,
    node.attrs.extensionKey,
    node.attrs.issueKey,
    original?.type,
    node.attrs.resourceId,
  ];
  const named = candidates.find((value) => typeof value === 'string' && value !== '');
  return typeof named === 'string' ? named : node.type.name;
}

function sentence(node: Node, setting: EditorSetting): HTMLElement {
  return element(
    'span',
    { class: 'adf-kept-label' },
    icon('kept', 14),
    element('span', { class: 'adf-kind' }, keptName(node)),
    element('span', {}, setting.say('kept')),
  );
}

function draw(node: Node, dom: HTMLElement, setting: EditorSetting): void {
  dom.className = 'adf-kept';
  dom.append(sentence(node, setting));
}

/** What another product put into the document: shown as what it is, and given back unchanged. */
export const keptBlockView = leafView('div', draw);
export const keptInlineView = leafView('span', draw);

/** The same for something that holds text of its own, which stays readable and can be edited. */
export const keptBodyView: MakeNodeView = (setting) => (first) => {
  const bar = element('div', { class: 'adf-kept-bar', contenteditable: 'false' });
  const content = element('div', {});
  const dom = element('div', { class: 'adf-kept adf-kept-body' }, bar, content);
  const redraw = (node: Node) => bar.replaceChildren(sentence(node, setting));
  redraw(first);

  return contentView(first, dom, content, redraw);
};
