import type { Node } from 'prosemirror-model';
import type { Mode } from '@shared/protocol/modes';
import type { Refusal } from '@shared/protocol/refusals';
import { withoutAnnotations, withoutSuggestionsOf } from '@shared/suggestions/withoutSuggestionsOf';
import * as Y from 'yjs';
import { isInOwnBlock, ownerOf } from './change.ts';
import type { Change } from './change.ts';
import { changesOwnComments, isComment } from './comments.ts';
import { foreignFault } from './foreign.ts';
import type { TextChange } from './textChange.ts';

/** What a mode's rule looks at: the blocks that changed, and what was done to them by identity. */
export interface Judged {
  before: Node;
  after: Node;
  change: Change;
  authors: ReadonlyMap<number, string>;
}

type Rule = (judged: Judged) => Refusal | null;

/** One rule per mode (M1-M4). */
export const modeRules: Record<Mode, Rule> = { view, comment, suggest, edit };

// Yjs tidies formats by deletions that nobody sees; a page does that while it only reads.
function view({ before, after, change }: Judged): Refusal | null {
  return before.eq(after) && change.observation.added.length === 0 ? null : { reason: 'mode.view' };
}

function comment(judged: Judged): Refusal | null {
  const { before, after, change, authors } = judged;
  const { texts, elements } = change;
  const touchesContent =
    elements.added.length > 0 ||
    elements.removed.length > 0 ||
    elements.changed.some(({ name }) => !isComment(name)) ||
    texts.some(
      ({ added, removed, changed }) =>
        added.length > 0 || removed.length > 0 || changed.some(({ key }) => !isComment(key)),
    );
  const same = withoutAnnotations(before).eq(withoutAnnotations(after));
  return !touchesContent && same && changesOwnComments(change, authors)
    ? null
    : { reason: 'mode.comment' };
}

function suggest(judged: Judged): Refusal | null {
  const { before, after, change, authors } = judged;
  const foreign = foreignFault(change);
  if (foreign)
    return foreign.reason === 'suggestion.forged' ? foreign : notSuggested(foreign.detail);
  const removed = change.elements.removed.find((element) => !wasOwn(element, change));
  if (removed) return notSuggested(`${removed.nodeName} removed`);
  const text = change.texts.map((one) => textFault(one, change)).find((fault) => fault !== null);
  if (text) return notSuggested(text);
  if (!changesOwnComments(change, authors)) return notSuggested('a comment of somebody else');
  const [was, is] = [before, after].map((doc) => withoutSuggestionsOf(doc, change.personId));
  return was!.eq(is!) ? null : notSuggested('what is not a suggestion of the writer changed');
}

function edit({ change }: Judged): Refusal | null {
  return foreignFault(change);
}

/** A leaf in text is judged with the text. */
function wasOwn(element: Y.XmlElement, change: Change): boolean {
  return element.parent instanceof Y.XmlText || isInOwnBlock(element, change);
}

function textFault({ text, removed, changed }: TextChange, change: Change): string | null {
  const isOwn = (formats: ReadonlyMap<string, unknown>) =>
    ownerOf(formats.get('insertion')) === change.personId || isInOwnBlock(text, change);
  if (removed.some(({ formats }) => !isOwn(formats))) return 'text removed';
  const reformatted = changed.find(
    ({ key, formatsBefore }) => !mayPropose(key) && !isOwn(formatsBefore),
  );
  return reformatted ? `${reformatted.key} changed` : null;
}

const mayPropose = (key: string) => key === 'deletion' || key === 'modification' || isComment(key);

const notSuggested = (detail: string | undefined): Refusal => ({
  reason: 'mode.suggest',
  ...(detail !== undefined && { detail }),
});
