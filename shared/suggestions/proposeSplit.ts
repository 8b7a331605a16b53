import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import { sameJson } from '@shared/adf/yformats';
import { splitCharacter, withAttribute, withoutState } from './ids.ts';
import { proposeInline } from './proposeInline.ts';
import { isOwnBlock } from './proposer.ts';
import type { Proposal, Proposer } from './proposer.ts';

/** How many children at the start and at the end are the identical objects. */
export function unchangedEnds(before: Node, after: Node): [start: number, end: number] {
  const shorter = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < shorter && before.child(start) === after.child(start)) start++;
  let end = 0;
  const last = (node: Node) => node.child(node.childCount - 1 - end);
  while (end < shorter - start && last(before) === last(after)) end++;
  return [start, end];
}

/** A textblock divided in mid text: its text with a split character in each place (L11). Null when it is not that. */
export function proposeSplit(
  gone: readonly Node[],
  added: readonly Node[],
  proposer: Proposer,
): Proposal | null {
  const [block] = gone;
  if (gone.length !== 1 || added.length < 2 || !block || isOwnBlock(block, proposer)) return null;
  if (!added.every((part) => isPartOf(part, block))) return null;
  const separator = block.type.schema.text(splitCharacter);
  const joined = added.flatMap((part, index) =>
    index === 0 ? part.children : [separator, ...part.children],
  );
  const { proposed, intended } = proposeInline(block, block.copy(Fragment.from(joined)), proposer);
  return {
    proposed: [block.copy(Fragment.fromArray(proposed))],
    intended: dividedAt(Fragment.fromArray(intended), block),
  };
}

function isPartOf(part: Node, block: Node): boolean {
  return part.inlineContent && part.content.size > 0 && sameButState(part, block);
}

function sameButState(a: Node, b: Node): boolean {
  return a.type === b.type && sameJson({ ...withoutState(a).attrs }, { ...withoutState(b).attrs });
}

/** The parts that the split characters without a suggestion divide. */
function dividedAt(content: Fragment, block: Node): Node[] {
  const parts: Node[][] = [[]];
  content.forEach((node) => {
    const isSeparator = node.isText && node.text!.includes(splitCharacter);
    if (!isSeparator || node.marks.some((mark) => mark.type.name === 'insertion')) {
      parts.at(-1)!.push(node);
      return;
    }
    for (const [index, text] of node.text!.split(splitCharacter).entries()) {
      if (index > 0) parts.push([]);
      if (text) parts.at(-1)!.push(block.type.schema.text(text, node.marks));
    }
  });
  const later = withoutState(block, ['joinPrevious']);
  return parts.map((part, index) => (index === 0 ? block : later).copy(Fragment.fromArray(part)));
}

/** Textblocks that became one: each but the first is to be joined to the one before it. Null when it is not that. */
export function proposeJoin(
  gone: readonly Node[],
  added: readonly Node[],
  proposer: Proposer,
): Proposal | null {
  const [first] = gone;
  const [after] = added;
  if (!first || !after || added.length !== 1 || gone.length < 2) return null;
  const joinable = (node: Node) =>
    node.inlineContent &&
    node.content.size > 0 &&
    !isOwnBlock(node, proposer) &&
    !node.attrs.joinPrevious;
  if (!gone.every(joinable) || !sameButState(first, after)) return null;
  const content = Fragment.fromArray(gone.flatMap((node) => node.children));
  const { proposed, intended, place } = proposeInline(first.copy(content), after, proposer);
  const whole = Fragment.fromArray(proposed);
  let end = 0;
  const blocks = gone.map((node, index) => {
    const from = index === 0 ? 0 : place(end);
    end += node.content.size;
    const to = index === gone.length - 1 ? whole.size : place(end);
    const part = node.copy(whole.cut(from, to));
    return index === 0 ? part : withAttribute(part, 'joinPrevious', { id: proposer.id });
  });
  return { proposed: blocks, intended: [first.copy(Fragment.fromArray(intended))] };
}
