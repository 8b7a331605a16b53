import { element } from '../element.ts';
import { openPopover } from '../popover.ts';
import type { EditorSetting } from '../setting.ts';
import { changeAttributes, leafView } from './leaf.ts';

/** The colours of a status, as ADF names them. */
export const statusColours = ['neutral', 'blue', 'green', 'yellow', 'red', 'purple'] as const;

/** A status: a word in a frame whose colour only repeats what the word says; pressed, both can be changed. */
export const statusView = (setting: EditorSetting) =>
  leafView(
    'span',
    (node, dom) => {
      dom.className = 'adf-status';
      dom.dataset.color = String(node.attrs.color);
      dom.textContent = String(node.attrs.text) || setting.say('status.empty');
    },
    (view, getPos, node, dom) => {
      const text = element('input', {
        type: 'text',
        maxlength: 60,
        value: String(node.attrs.text),
        'aria-label': setting.say('status.text'),
      });
      const colours = element('fieldset', { class: 'cdg-colours' });
      colours.append(element('legend', {}, setting.say('status.colour')));
      for (const colour of statusColours) {
        const choice = element('input', {
          type: 'radio',
          name: 'colour',
          value: colour,
          checked: node.attrs.color === colour,
        });
        colours.append(
          element(
            'label',
            { class: 'adf-status', 'data-color': colour },
            choice,
            setting.say(`status.colours.${colour}`),
          ),
        );
      }

      const form = element('form', { class: 'cdg-popover-form' }, text, colours);
      form.append(element('button', { type: 'submit', class: 'cdg-small' }, setting.say('done')));
      const popover = openPopover(dom, view.dom, setting.say('status.label'), form, () =>
        view.focus(),
      );
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const chosen = new FormData(form).get('colour');
        changeAttributes(view, getPos, setting, {
          text: text.value.trim(),
          color: typeof chosen === 'string' ? chosen : node.attrs.color,
        });
        popover.close();
      });
    },
  )(setting);
