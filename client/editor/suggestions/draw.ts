import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { element } from '../element.ts';
import { personIn } from '../setting.ts';
import type { EditorSetting } from '../setting.ts';
import { numberedSuggestions } from './numbers.ts';
import type { NumberedSuggestion } from './numbers.ts';

type Piece = NumberedSuggestion['pieces'][number];

interface SuggestionState {
  active: string | null;
  decorations: DecorationSet;
}

/** What stands before the number of a suggestion, so that its kind is read without colour. */
const signs: Record<string, string> = {
  insertion: '+',
  split: '+',
  deletion: '\u2212',
  modification: '~',
  joinPrevious: '\u2212',
};

const key = new PluginKey<SuggestionState>('suggestions');

/** Draws what is suggested: line, strike or dots, a numbered sign at the end of each piece, and words for those who listen. */
export function suggestionMarks(setting: EditorSetting): Plugin<SuggestionState> {
  return new Plugin<SuggestionState>({
    key,
    state: {
      init: (_, state) => ({ active: null, decorations: draw(state, null, setting) }),
      apply(tr, before, _, state) {
        const given = tr.getMeta(key) as { active: string | null } | undefined;
        const active = given ? given.active : before.active;
        if (!tr.docChanged && !given) return before;
        return { active, decorations: draw(state, active, setting) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

/** Tells the drawing which suggestion is active. */
export function activeSuggestionMeta(active: string | null) {
  return [key, { active }] as const;
}

function draw(state: EditorState, active: string | null, setting: EditorSetting): DecorationSet {
  const decorations = numberedSuggestions(state.doc).flatMap((suggestion) =>
    suggestion.pieces.flatMap((piece, index) => {
      const next = suggestion.pieces[index + 1];
      const goesOn = next?.from === piece.to && signs[next.kind] === signs[piece.kind];
      return drawPiece(state.doc, suggestion, piece, goesOn, suggestion.id === active, setting);
    }),
  );
  return DecorationSet.create(state.doc, decorations);
}

function drawPiece(
  doc: Node,
  suggestion: NumberedSuggestion,
  piece: Piece,
  goesOn: boolean,
  active: boolean,
  setting: EditorSetting,
): Decoration[] {
  const node = doc.nodeAt(piece.from);
  if (!node) return [];
  const named = {
    class: `cdg-suggested cdg-${piece.kind}${active ? ' cdg-active' : ''}`,
    'data-suggestion': suggestion.id,
  };
  const sign = (pos: number) =>
    Decoration.widget(pos, () => signElement(suggestion, piece.kind, setting), {
      side: 1,
      key: `sign-${suggestion.id}-${suggestion.number}-${piece.kind}-${active}`,
      ignoreSelection: true,
      marks: [],
    });

  if (node.isInline) {
    const inline = Decoration.inline(piece.from, piece.to, {
      ...named,
      class: `${named.class} ${preview(piece)}`.trim(),
    });
    return [inline, ...(goesOn ? [] : [sign(piece.to)])];
  }
  return [
    Decoration.node(piece.from, piece.from + node.nodeSize, {
      ...named,
      class: `${named.class} cdg-suggested-block`,
    }),
    sign(signPosition(node, piece.from)),
  ];
}

/** A block bears its sign at the end of its first line of text; one without text, before itself. */
function signPosition(node: Node, pos: number): number {
  if (node.isTextblock) return pos + 1 + node.content.size;
  let found = pos;
  node.descendants((child, offset) => {
    if (found !== pos) return false;
    if (child.isTextblock) found = pos + 1 + offset + 1 + child.content.size;
    return found === pos;
  });
  return found;
}

function signElement(
  { id, number, personId }: NumberedSuggestion,
  kind: string,
  setting: EditorSetting,
): HTMLElement {
  const name = personIn(setting, personId)?.name ?? setting.say('suggestion.someone');
  return element(
    'span',
    {
      class: `cdg-sign cdg-sign-${kind}`,
      role: 'img',
      'data-suggestion': id,
      'aria-label': setting.say(`suggestion.spoken.${kind}`, { number: String(number), name }),
    },
    `${signs[kind] ?? '~'}${number}`,
  );
}

/** How a proposed format would look, as classes: it is shown, with a dotted line that says it is not agreed yet. */
function preview({ kind, proposed }: Piece): string {
  if (kind !== 'modification') return '';
  const { add, remove } = proposed as { add?: { type: string }[]; remove?: string[] };
  return [
    ...(add ?? []).map(({ type }) => `cdg-with-${type}`),
    ...(remove ?? []).map((type) => `cdg-without-${type}`),
  ].join(' ');
}
