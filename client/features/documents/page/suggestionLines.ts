import type { DecidedPiece } from '@shared/features/approvals/schema';
import type { Piece } from '@shared/suggestions/list';

/** A place of a suggestion, in the text or on record. */
export type ShownPiece = Pick<Piece, 'kind' | 'text' | 'block' | 'proposed'> | DecidedPiece;

/** One line of a suggestion's card: a verb and the words that it is about. */
export interface SuggestionLine {
  verb: 'remove' | 'add' | 'format' | 'change' | 'join' | 'split';
  text: string;
  /** The kind of block concerned, when it is a whole one. */
  block?: string;
  /** Names of formats under `document:formats`, for a change of format. */
  formats?: { name: string; isRemoved: boolean }[];
}

const verbs: Record<Piece['kind'], SuggestionLine['verb']> = {
  insertion: 'add',
  deletion: 'remove',
  modification: 'format',
  joinPrevious: 'join',
  split: 'split',
};

const longest = 180;

/** What a suggestion does, line by line; neighbours with the same verb are told as one. */
export function suggestionLines(pieces: readonly ShownPiece[]): SuggestionLine[] {
  const lines: SuggestionLine[] = [];

  for (const piece of pieces) {
    const line = lineOf(piece);
    const last = lines.at(-1);
    const isSame =
      last?.verb === line.verb && sameFormats(last, line) && !line.block && !last.block;
    if (last && isSame) last.text = `${last.text} ${line.text}`.trim();
    else lines.push(line);
  }

  return lines.map((line) => ({ ...line, text: shortened(line.text) }));
}

function lineOf({ kind, text, block, proposed }: ShownPiece): SuggestionLine {
  if (kind !== 'modification') return { verb: verbs[kind], text, ...(block && { block }) };
  if (block) {
    const { type } = proposed as { type: string };
    return { verb: 'change', text, block: type };
  }
  const { add = [], remove = [] } = proposed as { add?: { type: string }[]; remove?: string[] };
  return {
    verb: 'format',
    text,
    formats: [
      ...add.map(({ type }) => ({ name: type, isRemoved: false })),
      ...remove.map((type) => ({ name: type, isRemoved: true })),
    ],
  };
}

function sameFormats(one: SuggestionLine, other: SuggestionLine): boolean {
  return JSON.stringify(one.formats) === JSON.stringify(other.formats);
}

/** The beginning and the end of a long text: both ends say where it stands. */
export function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, longest - 60).trimEnd()} … ${plain.slice(-50).trimStart()}`;
}
