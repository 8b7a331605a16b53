import { element } from '../element.ts';
import { openPopover } from '../popover.ts';
import { mayWrite } from '../setting.ts';
import type { EditorSetting } from '../setting.ts';
import { changeAttributes, leafView } from './leaf.ts';

/** The calendar day of a date node: it has no time zone, so UTC is where it is written and read. */
export function dayOf(timestamp: string): string {
  const time = Number(timestamp);
  return Number.isFinite(time) && timestamp !== '' ? new Date(time).toISOString().slice(0, 10) : '';
}

export function timestampOf(day: string): string {
  return String(Date.parse(`${day}T00:00:00Z`));
}

/** A day in words, as in "12 March 2026". */
export function dayInWords(timestamp: string, language: string): string {
  const day = dayOf(timestamp);
  if (day === '') return timestamp;

  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A date in the text, in the reader's language; pressed, it lets another day be chosen. */
export const dateView = (setting: EditorSetting) =>
  leafView(
    'span',
    (node, dom) => {
      const timestamp = String(node.attrs.timestamp);
      dom.className = 'adf-date';
      dom.append(
        element('time', { datetime: dayOf(timestamp) }, dayInWords(timestamp, setting.language())),
      );
      dom.title = mayWrite(setting) ? setting.say('date.change') : '';
    },
    (view, getPos, node, dom) => {
      const field = element('input', {
        type: 'date',
        value: dayOf(String(node.attrs.timestamp)),
        'aria-label': setting.say('date.label'),
      });
      const save = () => {
        if (field.value !== '') {
          changeAttributes(view, getPos, setting, { timestamp: timestampOf(field.value) });
        }
      };
      const form = element('form', { class: 'cdg-popover-row' }, field);
      form.append(element('button', { type: 'submit', class: 'cdg-small' }, setting.say('done')));
      const popover = openPopover(dom, view.dom, setting.say('date.label'), form, () =>
        view.focus(),
      );
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        save();
        popover.close();
      });
    },
  )(setting);
