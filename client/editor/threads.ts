import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { element } from './element.ts';
import type { EditorSetting } from './setting.ts';

/** A stretch of the document. */
export interface Range {
  from: number;
  to: number;
}

/** A thread as the text shows it: a letter at the end of what it is about. */
export interface PlacedThread {
  id: string;
  letter: string;
  range: Range;
  internal: boolean;
}

interface ThreadState {
  threads: readonly PlacedThread[];
  active: string | null;
  decorations: DecorationSet;
}

const key = new PluginKey<ThreadState>('threads');

/** The first stretch that each annotation mark covers; a copy further down does not count. */
export function annotationRanges(doc: Node): Map<string, Range> {
  const ranges = new Map<string, Range>();

  doc.descendants((node, pos) => {
    if (!node.isInline) return;
    for (const mark of node.marks) {
      if (mark.type.name !== 'annotation') continue;
      const id = String(mark.attrs.id);
      const known = ranges.get(id);
      if (!known) ranges.set(id, { from: pos, to: pos + node.nodeSize });
      else if (known.to === pos) known.to = pos + node.nodeSize;
    }
  });

  return ranges;
}

/** Where a quotation stands, if it stands in one place only. */
export function findQuote(doc: Node, quote: string): Range | null {
  if (quote === '') return null;
  const found: Range[] = [];

  doc.descendants((node, pos) => {
    if (!node.isTextblock) return found.length < 2;
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      found.push({ from: pos + 1 + at, to: pos + 1 + at + quote.length });
    }
    return false;
  });

  return found.length === 1 ? (found[0] ?? null) : null;
}

/** a, b, … z, aa, ab, …: letters keep threads apart from the numbers of suggestions. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** Draws threads: a dashed line under what they are about and a letter in a balloon after it. */
export function threadMarks(setting: EditorSetting): Plugin<ThreadState> {
  return new Plugin<ThreadState>({
    key,
    state: {
      init: () => ({ threads: [], active: null, decorations: DecorationSet.empty }),
      apply(tr, before, _, state) {
        const given = tr.getMeta(key) as Partial<ThreadState> | undefined;
        if (given) {
          const threads = given.threads ?? before.threads;
          const active = given.active === undefined ? before.active : given.active;
          return { threads, active, decorations: draw(state, threads, active, setting) };
        }
        return tr.docChanged
          ? { ...before, decorations: before.decorations.map(tr.mapping, tr.doc) }
          : before;
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

/** Tells the drawing which threads there are, or which one is active. */
export function threadMeta(given: { threads?: readonly PlacedThread[]; active?: string | null }) {
  return [key, given] as const;
}

function draw(
  state: EditorState,
  threads: readonly PlacedThread[],
  active: string | null,
  setting: EditorSetting,
): DecorationSet {
  const size = state.doc.content.size;
  const decorations = threads
    .filter(({ range }) => range.from < range.to && range.to <= size)
    .flatMap(({ id, letter, range, internal }) => {
      const classes = ['cdg-note', internal && 'cdg-note-internal', id === active && 'cdg-active'];
      const named = { class: classes.filter(Boolean).join(' '), 'data-thread': id };
      return [
        Decoration.inline(range.from, range.to, named),
        Decoration.widget(
          range.to,
          () =>
            element(
              'span',
              {
                class: 'cdg-letter',
                role: 'img',
                'data-thread': id,
                'aria-label': setting.say('thread.spoken', { letter }),
              },
              letter,
            ),
          { side: 2, key: `thread-${id}-${letter}`, ignoreSelection: true },
        ),
      ];
    });
  return DecorationSet.create(state.doc, decorations);
}
