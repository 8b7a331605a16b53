import { element } from '../element.ts';
import { mayWrite } from '../setting.ts';
import type { MakeNodeView } from './leaf.ts';
import { changeAttributes, contentView } from './leaf.ts';

let counter = 0;

/** A task with a real checkbox, named by its own text. Ticking it is an edit like any other. */
export const taskView: MakeNodeView = (setting) => (first, view, getPos) => {
  let node = first;
  const id = `cdg-task-${(counter += 1)}`;
  const content = element('div', { class: 'adf-task-text', id });
  const box = element('input', { type: 'checkbox', 'aria-labelledby': id });
  const dom = element(
    'div',
    { class: 'adf-task' },
    element('span', { class: 'adf-task-box', contenteditable: 'false' }, box),
    content,
  );

  const draw = () => {
    const done = node.attrs.state === 'DONE';
    box.checked = done;
    box.disabled = !mayWrite(setting);
    dom.dataset.state = String(node.attrs.state);
  };
  box.addEventListener('change', () => {
    const state = box.checked ? 'DONE' : 'TODO';
    changeAttributes(view, getPos, setting, { state });
    // What was refused or became a suggestion leaves the state as it was.
    draw();
  });
  dom.addEventListener('cdg-mode', draw);
  draw();

  const redraw = (next: typeof first) => {
    node = next;
    draw();
  };
  return contentView(first, dom, content, redraw, { stopEvent: (event) => event.target === box });
};

/** A decision, with its kind spelled out. */
export const decisionView: MakeNodeView = (setting) => (first) => {
  let node = first;
  const content = element('div', { class: 'adf-decision-text' });
  const kind = element('span', { class: 'adf-kind', contenteditable: 'false' });
  const dom = element('li', { class: 'adf-decision' }, kind, content);

  const draw = () => {
    kind.textContent = setting.say('decision.kind');
    dom.dataset.state = String(node.attrs.state);
  };
  draw();

  const redraw = (next: typeof first) => {
    node = next;
    draw();
  };
  return contentView(first, dom, content, redraw);
};
