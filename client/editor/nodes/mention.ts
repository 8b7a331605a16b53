import { element } from '../element.ts';
import { personIn } from '../setting.ts';
import type { EditorSetting } from '../setting.ts';
import { leafView } from './leaf.ts';

/** Somebody named in the text, with the shape of their side when they are one of ours. */
export const mentionView = (setting: EditorSetting) =>
  leafView('span', (node, dom) => {
    const person = personIn(setting, String(node.attrs.id));
    const text = String(node.attrs.text);
    const name = person ? `@${person.name}` : text || setting.say('mention.unknown');

    dom.className = 'adf-mention';
    dom.classList.toggle('adf-mention-me', person?.id === setting.personId);
    dom.dataset.mentionId = String(node.attrs.id);

    const [first = '', ...rest] = (name.startsWith('@') ? name : `@${name}`).split(' ');
    const shape =
      person &&
      element('span', { class: 'adf-side', 'data-side': person.side, 'aria-hidden': 'true' });
    // A long name may go over two lines, but its shape never stands alone at the end of one.
    dom.append(element('span', { class: 'adf-mention-start' }, shape, first));
    if (rest.length > 0) dom.append(` ${rest.join(' ')}`);
  })(setting);
