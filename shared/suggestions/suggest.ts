import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { applyDifference } from '@shared/adf/ydiff';
import { suggestedSelection } from './caret.ts';
import { changedRange } from './changedRange.ts';
import { authorOf, plainMarks } from './ids.ts';
import { fallbacks } from './fallback.ts';
import { proposeChildren } from './proposeBlocks.ts';
import { proposerOf } from './proposer.ts';
import type { Proposer } from './proposer.ts';
import { resolveDocument } from './resolve.ts';
import { isValid } from './validity.ts';
import { withoutSuggestionsOf } from './withoutSuggestionsOf.ts';

/**
 * Turns a direct edit of the person whose ids `nextId` gives into a suggestion: an edit that only adds (PROTOCOL.md, L12). It is proved before it is
 * given: without this person's suggestions the document is what it was, and with them accepted it is what was meant.
 * Null when that cannot be had; the edit must then not be made. An edit that changes nothing is given back as it is.
 */
export function asSuggestion(
  tr: Transaction,
  state: EditorState,
  nextId: () => string,
): Transaction | null {
  if (!tr.docChanged) return tr;
  const { parent: block, parentOffset: offset } = tr.selection.$head;
  const proposed = proposeDocument(tr.before, tr.doc, nextId(), { block, offset });
  return proposed && transactionTo(proposed, tr, state);
}

/** The document with the way from `before` to `after` as a suggestion under `id`, or null. */
export function proposeDocument(
  before: Node,
  after: Node,
  id: string,
  caret?: Proposer['caret'],
): Node | null {
  const proposer = proposerOf(id, caret);
  const range = changedRange(before, after);
  for (const { proposed, intended } of candidates(range.before, range.after, proposer))
    if (isExact(range.before, proposed, intended, proposer)) return range.whole(proposed);
  return null;
}

function* candidates(before: Node, after: Node, proposer: Proposer) {
  const { proposed, intended } = proposeChildren(before, after, proposer);
  yield {
    proposed: before.copy(Fragment.fromArray(proposed)),
    intended: before.copy(Fragment.fromArray(intended)),
  };
  yield* fallbacks(before, after, proposer);
}

function isExact(before: Node, proposed: Node, intended: Node, proposer: Proposer): boolean {
  if (!isValid(proposed)) return false;
  const author = authorOf(proposer.id);
  const [was, is] = [before, proposed].map((doc) => withoutSuggestionsOf(doc, author));
  return was!.eq(is!) && accepted(proposed, proposer).eq(accepted(intended, proposer));
}

/** Own proposals carried out. What somebody proposes to delete counts as gone: it cannot be proposed twice. */
function accepted(doc: Node, proposer: Proposer): Node {
  return resolveDocument(doc, {
    decide: (id, kind) => (proposer.isOwn(id) || kind === 'deletion' ? 'accept' : 'keep'),
    collapse: true,
    unfit: new Set(),
    cautious: false,
  });
}

function transactionTo(proposed: Node, tr: Transaction, state: EditorState): Transaction {
  const suggested = applyDifference(state.tr, proposed);
  suggested.setSelection(suggestedSelection(tr, suggested, state));
  if (tr.storedMarks) suggested.setStoredMarks(plainMarks(tr.storedMarks));
  return tr.scrolledIntoView ? suggested.scrollIntoView() : suggested;
}
