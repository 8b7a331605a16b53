import { element } from '../element.ts';
import { icon } from '../icon.ts';
import type { IconName } from '../icon.ts';
import type { MakeNodeView } from './leaf.ts';
import { contentView } from './leaf.ts';

/** The kinds of panel that the toolbar offers. */
export const panelTypes = ['info', 'note', 'success', 'warning', 'error', 'tip'] as const;
export type PanelType = (typeof panelTypes)[number];

function isPanelType(value: unknown): value is PanelType {
  return panelTypes.includes(value as PanelType);
}

/** A panel: its kind is an outline and a spoken name, never colour alone. A custom one shows its own text as icon. */
export const panelView: MakeNodeView = (setting) => (first) => {
  let node = first;
  const sign = element('span', { class: 'adf-panel-icon', contenteditable: 'false' });
  const content = element('div', { class: 'adf-panel-content' });
  const dom = element('div', { class: 'adf-panel', role: 'group' }, sign, content);

  const draw = () => {
    const type = isPanelType(node.attrs.panelType) ? node.attrs.panelType : 'custom';
    const custom = node.attrs.panelIconText;

    dom.dataset.panelType = type;
    dom.setAttribute('aria-label', setting.say(`panel.${type}`));
    sign.replaceChildren(
      type === 'custom' && typeof custom === 'string' && custom !== ''
        ? custom
        : icon((type === 'custom' ? 'note' : type) satisfies IconName),
    );
  };
  draw();

  const redraw = (next: typeof first) => {
    node = next;
    draw();
  };
  return contentView(first, dom, content, redraw);
};
