import type { EditorState, Transaction } from 'prosemirror-state';
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { EditorView } from 'prosemirror-view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { isRemote } from '../binding.ts';
import type { DocumentBinding } from '../binding.ts';
import { element } from '../element.ts';
import { readSelection } from '../readSelection.ts';
import type { Side } from '@shared/audience';
import { coloursOf } from './colour.ts';

/** Somebody else in the document, as the server says who they are; the cursor is their own word. */
export interface Present {
  clientId: number;
  person: { id: string; name: string; side?: Side };
  cursor?: { anchor: unknown; head: unknown; moves: unknown };
}

/** How long a name stands beside a cursor after it moved. */
const nameShownMs = 3000;
/** The least time between two reports of one's own cursor. */
const reportEveryMs = 60;

interface CursorState {
  decorations: DecorationSet;
  /** How often we moved or wrote: at the end of a paragraph a position stays the same however much is typed before it. */
  moves: number;
}

const key = new PluginKey<CursorState>('cursors');

/** Everybody who is here beside this very page, in a fixed order. */
export function othersPresent(awareness: Awareness): Present[] {
  const others: Present[] = [];

  for (const [clientId, state] of awareness.getStates()) {
    const person = state.user as Present['person'] | undefined;
    if (clientId === awareness.clientID || typeof person?.id !== 'string') continue;
    others.push({ clientId, person, cursor: state.cursor as Present['cursor'] });
  }

  return others.toSorted((one, other) => one.clientId - other.clientId);
}

/** Draws where others are and tells them where we are, both as positions that survive edits around them. */
export function cursors(binding: DocumentBinding, awareness: Awareness): Plugin<CursorState> {
  const movedAt = new Map<number, { moves: unknown; at: number }>();

  const draw = (state: EditorState): DecorationSet => {
    const others = othersPresent(awareness);
    const colours = coloursOf(others.map(({ person }) => person.id));
    const decorations = others.flatMap((other) =>
      drawCursor(binding, state, other, colours.get(other.person.id) ?? 1, isFresh(other)),
    );
    return DecorationSet.create(state.doc, decorations);
  };
  const isFresh = ({ clientId, cursor }: Present): boolean => {
    const moves = cursor?.moves;
    if (movedAt.get(clientId)?.moves !== moves) movedAt.set(clientId, { moves, at: Date.now() });
    return Date.now() - (movedAt.get(clientId)?.at ?? 0) < nameShownMs;
  };

  return new Plugin<CursorState>({
    key,
    state: {
      init: (_, state) => ({ decorations: draw(state), moves: 0 }),
      apply: (tr: Transaction, before, _, state) => ({
        decorations: tr.getMeta(key) ? draw(state) : before.decorations.map(tr.mapping, tr.doc),
        moves: before.moves + (isOwnMove(tr) ? 1 : 0),
      }),
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) => reporter(view, binding, awareness),
  });
}

function isOwnMove(tr: Transaction): boolean {
  return !isRemote(tr) && (tr.selectionSet || tr.docChanged);
}

function drawCursor(
  binding: DocumentBinding,
  state: EditorState,
  { clientId, person, cursor }: Present,
  colour: number,
  fresh: boolean,
): Decoration[] {
  const head = cursor && position(binding, state, cursor.head);
  const anchor = cursor && position(binding, state, cursor.anchor);
  if (head === null || head === undefined) return [];

  const style = `--presence: var(--cdg-presence-${colour})`;
  const decorations = [
    Decoration.widget(head, () => caretElement(person, style, fresh), {
      side: 10,
      key: `cursor-${clientId}-${colour}-${fresh}-${person.name}`,
      ignoreSelection: true,
    }),
  ];
  if (anchor !== null && anchor !== undefined && anchor !== head) {
    decorations.push(
      Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
        class: 'cdg-selection',
        style,
      }),
    );
  }
  return decorations;
}

/** The caret of somebody else: hidden from screen readers, which would otherwise hear every move. */
function caretElement(person: Present['person'], style: string, fresh: boolean): HTMLElement {
  return element(
    'span',
    { class: `cdg-cursor${fresh ? ' cdg-cursor-fresh' : ''}`, style, 'aria-hidden': 'true' },
    element('span', { class: 'cdg-cursor-name', 'data-side': person.side }, firstName(person.name)),
  );
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function position(binding: DocumentBinding, state: EditorState, json: unknown): number | null {
  if (typeof json !== 'object' || json === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(json);
    const pos = binding.position(state.doc, relative);
    return pos !== null && pos <= state.doc.content.size ? pos : null;
  } catch {
    // What another page sends as its cursor is its own affair; one that cannot be read is not drawn.
    return null;
  }
}

/** Redraws when others move, and publishes our own cursor at most so often. */
function reporter(view: EditorView, binding: DocumentBinding, awareness: Awareness) {
  let due: ReturnType<typeof setTimeout> | null = null;
  let fade: ReturnType<typeof setTimeout> | null = null;
  let redraw: number | null = null;
  let published = '';

  const draw = () => {
    redraw = null;
    if (view.isDestroyed) return;
    readSelection(view);
    view.dispatch(view.state.tr.setMeta(key, true));
  };
  const whenOthersMove = ({ added, updated, removed }: Record<string, number[]>) => {
    const own = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])].every(
      (clientId) => clientId === awareness.clientID,
    );
    if (own) return;
    redraw ??= requestAnimationFrame(draw);
    if (fade) clearTimeout(fade);
    fade = setTimeout(draw, nameShownMs + 50);
  };
  const publish = () => {
    due = null;
    if (view.isDestroyed) return;
    const caret = binding.caret(view.state.doc, view.state.selection);
    const cursor = view.hasFocus()
      ? {
          anchor: Y.relativePositionToJSON(caret.anchor),
          head: Y.relativePositionToJSON(caret.head),
          moves: key.getState(view.state)?.moves ?? 0,
        }
      : null;
    const text = JSON.stringify(cursor);
    if (text === published) return;
    published = text;
    awareness.setLocalStateField('cursor', cursor);
  };
  const publishSoon = () => {
    due ??= setTimeout(publish, reportEveryMs);
  };

  awareness.on('change', whenOthersMove);
  view.dom.addEventListener('focus', publishSoon);
  view.dom.addEventListener('blur', publishSoon);

  return {
    update: publishSoon,
    destroy() {
      awareness.off('change', whenOthersMove);
      view.dom.removeEventListener('focus', publishSoon);
      view.dom.removeEventListener('blur', publishSoon);
      if (due) clearTimeout(due);
      if (fade) clearTimeout(fade);
      if (redraw !== null) cancelAnimationFrame(redraw);
    },
  };
}
