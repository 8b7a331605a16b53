import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EditorView } from 'prosemirror-view';
import type { DocumentEditor } from '@client/editor/mountEditor';
import type { MarginEntry } from './marginEntries.ts';
import { marginLayout } from './marginLayout.ts';

/** Where the passage of a card is, from the top of the sheet. */
export interface Passage {
  key: string;
  top: number;
  bottom: number;
}

export interface MarginPlaces {
  passages: readonly Passage[];
  /** Where each card stands; empty while the margin is not laid out beside the sheet. */
  tops: ReadonlyMap<string, number>;
  height: number;
}

const nowhere: MarginPlaces = { passages: [], tops: new Map(), height: 0 };
const gap = 8;

interface Measured {
  places: MarginPlaces;
  /** To be given to the element of each card, so that its height counts. */
  cardRef: (key: string) => (element: HTMLElement | null) => void;
}

/** Measures passages and cards whenever the text, the cards or the width change, and lays the cards beside their passages. */
export function useMarginPlaces(
  editor: DocumentEditor | null,
  sheet: React.RefObject<HTMLElement | null>,
  entries: readonly MarginEntry[],
  active: string | null,
): Measured {
  const [places, setPlaces] = useState<MarginPlaces>(nowhere);
  const cards = useRef(new Map<string, HTMLElement>());
  const observer = useRef<ResizeObserver | null>(null);
  const latest = useRef({ entries, active });
  useLayoutEffect(() => {
    latest.current = { entries, active };
  });

  const measure = useCallback(() => {
    if (!editor || !sheet.current || editor.view.isDestroyed) return;
    const origin = sheet.current.getBoundingClientRect().top;
    const passages = latest.current.entries.flatMap((entry) =>
      passageOf(editor.view, entry, origin),
    );
    const items = passages.map(({ key, top }) => ({
      id: key,
      wanted: top - 8,
      height: cards.current.get(key)?.offsetHeight ?? 0,
    }));
    const tops = marginLayout(items, latest.current.active, gap);
    const height = Math.max(0, ...items.map(({ id, height: tall }) => (tops.get(id) ?? 0) + tall));
    setPlaces((before) => (isSame(before, passages, tops) ? before : { passages, tops, height }));
  }, [editor, sheet]);

  useLayoutEffect(measure, [measure, entries, active]);
  useEffect(() => {
    if (!editor || !sheet.current) return undefined;
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    const watching = new ResizeObserver(soon);
    observer.current = watching;
    watching.observe(sheet.current);
    for (const card of cards.current.values()) watching.observe(card);
    const stop = editor.subscribe(soon);
    return () => {
      cancelAnimationFrame(frame);
      watching.disconnect();
      observer.current = null;
      stop();
    };
  }, [editor, sheet, measure]);

  const cardRef = useCallback(
    (key: string) => (element: HTMLElement | null) => {
      const before = cards.current.get(key);
      if (before && before !== element) observer.current?.unobserve(before);
      if (!element) {
        cards.current.delete(key);
        return;
      }
      cards.current.set(key, element);
      observer.current?.observe(element);
    },
    [],
  );

  return { places, cardRef };
}

function passageOf(view: EditorView, { key, from, to }: MarginEntry, origin: number): Passage[] {
  const size = view.state.doc.content.size;
  if (from === null || to === null || from > size) return [];
  const block = view.state.doc.nodeAt(from);
  const shown = block && !block.isInline ? view.nodeDOM(from) : null;
  if (shown instanceof HTMLElement) {
    const box = shown.getBoundingClientRect();
    return [{ key, top: box.top - origin, bottom: box.bottom - origin }];
  }

  const start = view.coordsAtPos(from, 1);
  const end = view.coordsAtPos(Math.min(to, size), -1);
  return [{ key, top: start.top - origin, bottom: end.bottom - origin }];
}

function isSame(
  before: MarginPlaces,
  passages: readonly Passage[],
  tops: ReadonlyMap<string, number>,
): boolean {
  return (
    before.passages.length === passages.length &&
    before.tops.size === tops.size &&
    passages.every(({ key, top, bottom }, index) => {
      const old = before.passages[index];
      return (
        old?.key === key &&
        Math.abs(old.top - top) < 1 &&
        Math.abs(old.bottom - bottom) < 1 &&
        Math.abs((before.tops.get(key) ?? 0) - (tops.get(key) ?? 0)) < 1
      );
    })
  );
}
