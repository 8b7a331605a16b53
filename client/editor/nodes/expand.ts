import { element } from '../element.ts';
import { icon } from '../icon.ts';
import { mayWrite } from '../setting.ts';
import type { MakeNodeView } from './leaf.ts';
import { changeAttributes, contentView } from './leaf.ts';

/** A part that can be folded away. Folding is each reader's own; only the title belongs to the document. */
export const expandView: MakeNodeView = (setting) => (first, view, getPos) => {
  let node = first;
  const toggle = element(
    'button',
    { type: 'button', class: 'adf-expand-toggle', 'aria-expanded': 'true' },
    icon('chevron', 14),
  );
  const title = element('input', { type: 'text', class: 'adf-expand-title', maxlength: 300 });
  const content = element('div', { class: 'adf-expand-content' });
  const dom = element(
    'div',
    { class: 'adf-expand' },
    element('div', { class: 'adf-expand-bar', contenteditable: 'false' }, toggle, title),
    content,
  );

  const draw = () => {
    if (document.activeElement !== title) title.value = String(node.attrs.title);
    title.readOnly = !mayWrite(setting);
    title.setAttribute('aria-label', setting.say('expand.title'));
    title.placeholder = setting.say('expand.untitled');
    const named = String(node.attrs.title) || setting.say('expand.untitled');
    const open = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute(
      'aria-label',
      setting.say(open ? 'expand.close' : 'expand.open', { title: named }),
    );
  };
  const flip = () => {
    const open = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!open));
    content.hidden = open;
    draw();
  };
  toggle.addEventListener('click', flip);
  title.addEventListener('change', () =>
    changeAttributes(view, getPos, setting, { title: title.value }),
  );
  title.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') title.blur();
  });
  dom.addEventListener('cdg-mode', draw);
  draw();

  const redraw = (next: typeof first) => {
    node = next;
    draw();
  };
  return contentView(first, dom, content, redraw, {
    stopEvent: (event) => !content.contains(event.target as Node),
    ignoreMutation: (mutation) => mutation.target === content || !content.contains(mutation.target),
  });
};
