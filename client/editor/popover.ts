import { element } from './element.ts';

/** A small panel beside something in the text. Escape, a press elsewhere and `close` end it; `whenClosed` hears of it once. */
export interface Popover {
  panel: HTMLElement;
  close(): void;
}

/**
 * Opens a panel under `anchor`, inside the same themed root, so that it wears the same colours.
 * The first field in it takes the focus; the caller gives the focus back in `whenClosed`.
 */
export function openPopover(
  anchor: { getBoundingClientRect(): DOMRect },
  within: HTMLElement,
  label: string,
  content: HTMLElement,
  whenClosed: () => void,
): Popover {
  const root = within.closest<HTMLElement>('.cadrage') ?? document.body;
  const panel = element(
    'div',
    { class: 'cdg-popover', role: 'dialog', 'aria-label': label },
    content,
  );
  let open = true;

  const close = () => {
    if (!open) return;
    open = false;
    document.removeEventListener('pointerdown', pressedElsewhere, true);
    window.removeEventListener('scroll', place, true);
    panel.remove();
    whenClosed();
  };
  const pressedElsewhere = (event: Event) => {
    if (!panel.contains(event.target as Node)) close();
  };
  const place = () => {
    const box = anchor.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, window.innerWidth - panel.offsetWidth - 8));
    const below = box.bottom + 6;
    const fitsBelow = below + panel.offsetHeight < window.innerHeight - 8;

    panel.style.left = `${left}px`;
    panel.style.top = `${fitsBelow ? below : Math.max(8, box.top - panel.offsetHeight - 6)}px`;
  };

  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  document.addEventListener('pointerdown', pressedElsewhere, true);
  window.addEventListener('scroll', place, true);
  root.append(panel);
  place();
  panel.querySelector<HTMLElement>('input, button')?.focus();

  return { panel, close };
}
