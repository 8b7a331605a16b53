import type { Node } from 'prosemirror-model';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import { isSafeAddress } from '../link.ts';
import type { EditorSetting } from '../setting.ts';
import { leafView } from './leaf.ts';

/** Where a card leads: its own address, or the one in the data that came with it. */
export function addressOf(node: Node): string {
  const data = node.attrs.data as { url?: unknown } | null | undefined;
  const url = node.attrs.url ?? data?.url;
  return typeof url === 'string' ? url : '';
}

function draw(node: Node, dom: HTMLElement, setting: EditorSetting): void {
  const address = addressOf(node);
  const data = node.attrs.data as { name?: unknown } | null | undefined;
  const name = typeof data?.name === 'string' ? data.name : address.replace(/^https?:\/\//, '');
  const inside = [icon('link', 14), name || setting.say('card.empty')];

  dom.className = `adf-card adf-card-${node.type.name}`;
  dom.append(
    isSafeAddress(address)
      ? element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...inside)
      : element('span', {}, ...inside),
  );
}

/** A link that stands for a page. It loads nothing from there. */
export const inlineCardView = leafView('span', draw);
export const blockCardView = leafView('div', draw);
