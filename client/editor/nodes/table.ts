import type { Node } from 'prosemirror-model';
import { element } from '../element.ts';
import type { MakeNodeView } from './leaf.ts';

/** The widths that the cells of the first row ask for, one per column; null where a column has none. */
export function columnWidths(table: Node): (number | null)[] {
  const widths: (number | null)[] = [];

  table.firstChild?.forEach((cell) => {
    const asked = cell.attrs.colwidth as number[] | null;
    const span = Number(cell.attrs.colspan ?? 1);
    for (let column = 0; column < span; column += 1) widths.push(asked?.[column] ?? null);
  });

  return widths;
}

/** A table in a frame of its own that scrolls sideways, so that the page never does. */
export const tableView: MakeNodeView = (setting) => (first) => {
  let node = first;
  const columns = element('colgroup');
  const body = element('tbody');
  const table = element('table', {}, columns, body);
  const dom = element(
    'div',
    { class: 'adf-table', tabindex: '0', role: 'group', 'aria-label': setting.say('table.label') },
    table,
  );

  const draw = () => {
    const widths = columnWidths(node);
    const total = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
    columns.replaceChildren(
      ...widths.map((width) =>
        element('col', {
          style:
            width !== null && total > 0 ? `width: ${((100 * width) / total).toFixed(2)}%` : null,
        }),
      ),
    );
    table.classList.toggle('adf-table-numbered', Boolean(node.attrs.isNumberColumnEnabled));
  };
  draw();

  return {
    dom,
    contentDOM: body,
    update(next) {
      if (next.type !== node.type) return false;
      if (next.firstChild !== node.firstChild) queueMicrotask(draw);
      node = next;
      return true;
    },
    ignoreMutation: (mutation) => !body.contains(mutation.target),
  };
};
