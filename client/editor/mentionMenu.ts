import { Plugin, PluginKey } from 'prosemirror-state';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { insertMention } from './commands/inline.ts';
import { element } from './element.ts';
import type { EditorPerson, EditorSetting } from './setting.ts';
import { mayWrite } from './setting.ts';

/** The text from an "@" that begins a word to the caret. */
export interface MentionQuery {
  from: number;
  text: string;
}

const shownAtMost = 8;
const key = new PluginKey('mention-menu');

/** What somebody is asking for after "@", or null. */
export function mentionQuery(state: EditorState): MentionQuery | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 40),
    $from.parentOffset,
    undefined,
    '\ufffc',
  );
  const match = /(?:^|[\s(\ufffc])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(before);
  const text = match?.[1];
  return text === undefined ? null : { from: $from.pos - text.length - 1, text };
}

/** People whose name has a word that begins as the query does; letters count without their accents. */
export function matchingPeople(people: readonly EditorPerson[], query: string): EditorPerson[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const wanted = plain(query.trim());
  return people
    .filter(({ name }) => {
      const words = plain(name);
      return (
        words.startsWith(wanted) || words.split(/[\s-]+/).some((word) => word.startsWith(wanted))
      );
    })
    .slice(0, shownAtMost);
}

/** The list of people that opens while somebody types "@" and a name. */
export function mentionMenu(setting: EditorSetting): Plugin {
  let menu: Menu | null = null;

  return new Plugin({
    key,
    view: (view) => {
      const made = new Menu(view, setting);
      menu = made;
      return made;
    },
    props: {
      handleKeyDown: (_, event) => menu?.press(event) ?? false,
      handleDOMEvents: {
        blur: () => {
          menu?.close();
          return false;
        },
      },
    },
  });
}

class Menu {
  private readonly list = element('ul', { class: 'cdg-menu', role: 'listbox', id: 'cdg-mentions' });
  private people: EditorPerson[] = [];
  private chosen = 0;
  private query: MentionQuery | null = null;
  /** The query that Escape closed: it stays closed until another begins. */
  private dismissed: number | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly setting: EditorSetting,
  ) {
    this.list.setAttribute('aria-label', setting.say('mention.pick'));
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>('[data-index]');
      if (option) this.take(Number(option.dataset.index));
    });
  }

  update(): void {
    const query =
      mayWrite(this.setting) && this.view.hasFocus() ? mentionQuery(this.view.state) : null;
    if (query?.from !== this.query?.from) this.chosen = 0;
    if (query === null || query.from !== this.dismissed) this.dismissed = null;
    this.query = query;
    this.people = query ? matchingPeople(this.setting.people(), query.text) : [];
    if (this.people.length === 0 || this.dismissed !== null) this.close();
    else this.draw();
  }

  press(event: KeyboardEvent): boolean {
    if (!this.list.isConnected) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];

    if (step !== undefined) {
      this.chosen = (this.chosen + step + this.people.length) % this.people.length;
      this.draw();
    } else if (event.key === 'Enter' || event.key === 'Tab') this.take(this.chosen);
    else if (event.key === 'Escape') {
      this.dismissed = this.query?.from ?? null;
      this.close();
    } else return false;

    return true;
  }

  close(): void {
    this.list.remove();
    this.view.dom.removeAttribute('aria-controls');
    this.view.dom.removeAttribute('aria-activedescendant');
  }

  destroy(): void {
    this.close();
  }

  private take(index: number): void {
    const person = this.people[index];
    if (!person || !this.query) return;
    const { from } = this.query;
    this.close();
    insertMention(person, from)(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  private draw(): void {
    const options = this.people.map((person, index) =>
      element(
        'li',
        {
          role: 'option',
          id: `cdg-mention-${index}`,
          'data-index': index,
          'aria-selected': String(index === this.chosen),
        },
        element('span', { class: 'adf-side', 'data-side': person.side, 'aria-hidden': 'true' }),
        person.name,
      ),
    );
    this.list.replaceChildren(...options);
    (this.view.dom.closest('.cadrage') ?? document.body).append(this.list);
    this.view.dom.setAttribute('aria-controls', 'cdg-mentions');
    this.view.dom.setAttribute('aria-activedescendant', `cdg-mention-${this.chosen}`);

    const box = this.view.coordsAtPos(this.query?.from ?? 0);
    const fitsBelow = box.bottom + this.list.offsetHeight + 12 < window.innerHeight;
    this.list.style.left = `${Math.min(box.left, window.innerWidth - this.list.offsetWidth - 8)}px`;
    this.list.style.top = `${fitsBelow ? box.bottom + 4 : box.top - this.list.offsetHeight - 4}px`;
  }
}
