import type { Command } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { linkAt, removeLink, setLink } from './commands/inline.ts';
import { element } from './element.ts';
import { addressFrom } from './link.ts';
import { openPopover } from './popover.ts';
import type { EditorSetting } from './setting.ts';
import { mayWrite } from './setting.ts';

/** Asks for an address beside the selection and links it; an address that cannot be followed is said to be one. */
export function linkForm(setting: EditorSetting): Command {
  return (_, __, view) => {
    if (!view || !mayWrite(setting)) return false;
    open(view, setting);
    return true;
  };
}

function open(view: EditorView, setting: EditorSetting): void {
  const existing = linkAt(view.state);
  const field = element('input', {
    type: 'text',
    inputmode: 'url',
    autocomplete: 'off',
    value: existing?.href ?? '',
    placeholder: 'https://',
    'aria-label': setting.say('link.address'),
  });
  const fault = element('p', { class: 'cdg-fault', id: 'cdg-link-fault', role: 'alert' });
  const buttons = element('div', { class: 'cdg-popover-row' });
  buttons.append(
    element('button', { type: 'submit', class: 'cdg-small' }, setting.say('link.save')),
  );
  const form = element(
    'form',
    { class: 'cdg-popover-form', novalidate: true },
    field,
    fault,
    buttons,
  );

  const popover = openPopover(anchorOf(view), view.dom, setting.say('link.label'), form, () =>
    view.focus(),
  );
  if (existing) {
    const remove = element(
      'button',
      { type: 'button', class: 'cdg-plain' },
      setting.say('link.remove'),
    );
    remove.addEventListener('click', () => {
      removeLink(view.state, view.dispatch);
      popover.close();
    });
    buttons.append(remove);
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const address = addressFrom(field.value);
    if (address === null) {
      fault.textContent = setting.say('link.fault');
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', fault.id);
      field.focus();
      return;
    }
    setLink(address)(view.state, view.dispatch);
    popover.close();
  });
}

function anchorOf(view: EditorView) {
  return {
    getBoundingClientRect() {
      const start = view.coordsAtPos(view.state.selection.from);
      return new DOMRect(start.left, start.top, 0, start.bottom - start.top);
    },
  };
}
