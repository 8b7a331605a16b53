import type { Node } from 'prosemirror-model';
import type { DecidedPiece, DecisionSubject } from '@shared/features/approvals/schema';
import { listSuggestions, type Piece, type Suggestion } from '@shared/suggestions/list';

const lettersAtMost = 300;
const piecesAtMost = 20;
/** Over all suggestions of one command, so that its record stays small. */
const piecesInAll = 400;

/** What suggestions of a document say, in short: for the record of a decision, which outlives their marks in the text. */
export function subjectsIn(doc: Node, ids: readonly string[]): DecisionSubject[] {
  const wanted = new Set(ids);
  const each = Math.max(1, Math.min(piecesAtMost, Math.floor(piecesInAll / ids.length)));
  return listSuggestions(doc).flatMap((suggestion, index) =>
    wanted.has(suggestion.id) ? [subjectOf(suggestion, index + 1, each)] : [],
  );
}

function subjectOf({ id, personId, pieces }: Suggestion, number: number, each: number) {
  return { id, personId, number, pieces: pieces.slice(0, each).map(pieceOf) };
}

function pieceOf({ kind, text, block, proposed }: Piece): DecidedPiece {
  return {
    kind,
    text: shortened(text),
    ...(block !== undefined && { block }),
    ...(proposed !== undefined && { proposed: namesOf(proposed) }),
  };
}

/** The beginning and the end, between which what is missing is marked; never half a letter. */
function shortened(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= lettersAtMost) return text;
  return [...letters.slice(0, lettersAtMost - 101), '…', ...letters.slice(-100)].join('');
}

/** The names of what a modification proposes, without the values: an address may be as long as a page. */
function namesOf(proposed: unknown): NonNullable<DecidedPiece['proposed']> {
  const { type, add, remove } = proposed as {
    type?: string;
    add?: { type: string }[];
    remove?: string[];
  };
  return {
    ...(typeof type === 'string' && { type }),
    ...(add && { add: add.map((mark) => ({ type: mark.type })) }),
    ...(remove && { remove }),
  };
}
