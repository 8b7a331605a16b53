import type { Node } from 'prosemirror-model';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import type { EditorSetting } from '../setting.ts';
import { leafView } from './leaf.ts';

/** What a picture or file is called: its description, else its file name, else where it is. */
export function mediaName(node: Node): string {
  for (const key of ['alt', '__fileName', 'url', 'id']) {
    const value = node.attrs[key] as unknown;
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

function draw(node: Node, dom: HTMLElement, setting: EditorSetting): void {
  const isFile = node.attrs.type === 'file' || node.attrs.type === 'link';
  const inSingle = node.type.name === 'media' && (node.attrs.width ?? null) !== null;
  const kind = isFile && !inSingle ? 'file' : 'image';

  dom.className = `adf-media adf-media-${node.type.name}`;
  dom.setAttribute('role', 'img');
  dom.setAttribute('aria-label', `${setting.say(`media.${kind}`)}: ${mediaName(node)}`);
  dom.append(
    icon(kind, 20),
    element('span', { class: 'adf-kind' }, setting.say(`media.${kind}`)),
    element('span', {}, mediaName(node)),
  );
}

/** A picture or file stands as a frame that says what it is; nothing remote is fetched. */
export const mediaView = leafView('div', draw);
export const mediaInlineView = leafView('span', draw);
