import { element } from '../element.ts';
import { mayWrite } from '../setting.ts';
import type { MakeNodeView } from './leaf.ts';
import { changeAttributes, contentView } from './leaf.ts';

/** A block of code with the name of its language, which can be changed. */
export const codeBlockView: MakeNodeView = (setting) => (first, view, getPos) => {
  let node = first;
  const language = element('input', { type: 'text', class: 'adf-code-language', maxlength: 40 });
  const content = element('code', { spellcheck: 'false' });
  const dom = element(
    'div',
    { class: 'adf-code' },
    element('div', { class: 'adf-code-bar', contenteditable: 'false' }, language),
    element('pre', {}, content),
  );

  const draw = () => {
    if (document.activeElement !== language) language.value = String(node.attrs.language ?? '');
    language.readOnly = !mayWrite(setting);
    language.placeholder = setting.say('code.plain');
    language.setAttribute('aria-label', setting.say('code.language'));
  };
  language.addEventListener('change', () =>
    changeAttributes(view, getPos, setting, { language: language.value.trim() || null }),
  );
  dom.addEventListener('cdg-mode', draw);
  draw();

  const redraw = (next: typeof first) => {
    node = next;
    draw();
  };
  return contentView(first, dom, content, redraw, {
    stopEvent: (event) => event.target === language,
  });
};
