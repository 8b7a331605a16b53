import { element } from '../element.ts';
import type { MakeNodeView } from './leaf.ts';

/** A column of a layout, as wide as it asks to be beside its neighbours. */
export const columnView: MakeNodeView = () => (first) => {
  let node = first;
  const dom = element('div', { class: 'adf-column' });

  const draw = () => {
    const width = Number(node.attrs.width);
    dom.style.flexGrow = Number.isFinite(width) && width > 0 ? String(width) : '1';
  };
  draw();

  return {
    dom,
    contentDOM: dom,
    update(next) {
      if (next.type !== node.type) return false;
      node = next;
      draw();
      return true;
    },
    ignoreMutation: (mutation) => mutation.type === 'attributes',
  };
};
