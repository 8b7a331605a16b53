import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import { alignChildren } from '@shared/adf/yalign';
import { plain } from '@shared/adf/yformats';
import { changedAttributes } from '@shared/adf/ytext';
import { suggestionAttributes } from '@shared/adf/schema';
import { idOn, withAttribute, withoutState } from './ids.ts';
import { proposeJoin, proposeSplit, unchangedEnds } from './proposeSplit.ts';
import { proposeInline } from './proposeInline.ts';
import { cleaned, isOwnBlock } from './proposer.ts';
import type { Proposal, Proposer } from './proposer.ts';

/** An edit of a container's children, proposed block by block. */
export function proposeChildren(before: Node, after: Node, proposer: Proposer): Proposal {
  const [start, end] = unchangedEnds(before, after);
  const whole = proposer.inside ? null : wholeGap(before, after, start, end, proposer);
  if (whole) return around(before, start, end, whole);
  const result: Proposal = { proposed: [], intended: [] };
  const pairs = alignChildren(before.children, after.children);
  let next = { before: 0, after: 0 };
  for (const pair of [...pairs, { before: before.childCount, after: after.childCount }]) {
    append(
      result,
      proposeGap(
        before.children.slice(next.before, pair.before),
        after.children.slice(next.after, pair.after),
        next.before > 0 ? before.child(next.before - 1) : null,
        proposer,
      ),
    );
    if (pair.before < before.childCount && pair.after < after.childCount)
      append(result, proposeNode(before.child(pair.before), after.child(pair.after), proposer));
    next = { before: pair.before + 1, after: pair.after + 1 };
  }
  return result;
}

function wholeGap(before: Node, after: Node, start: number, end: number, proposer: Proposer) {
  const gone = before.children.slice(start, before.childCount - end);
  const added = after.children.slice(start, after.childCount - end);
  return proposeSplit(gone, added, proposer) ?? proposeJoin(gone, added, proposer);
}

/** A changed stretch of children between those that did not change. */
export function around(parent: Node, start: number, end: number, middle: Proposal): Proposal {
  const head = parent.children.slice(0, start);
  const tail = parent.children.slice(parent.childCount - end);
  return {
    proposed: [...head, ...middle.proposed, ...tail],
    intended: [...head, ...middle.intended, ...tail],
  };
}

function append(result: Proposal, more: Proposal): void {
  result.proposed.push(...more.proposed);
  result.intended.push(...more.intended);
}

/** Blocks that went and blocks that came in one place. */
export function proposeGap(
  gone: readonly Node[],
  added: readonly Node[],
  previous: Node | null,
  proposer: Proposer,
  pairing = true,
): Proposal {
  if (
    pairing &&
    gone.length === added.length &&
    gone.every((node, i) => isRetyped(node, added[i]!))
  )
    return both(gone.map((node, i) => retyped(node, added[i]!, proposer)));
  const fresh = added.map((node) => cleaned(node, proposer));
  const id = beside(previous, gone, proposer);
  return {
    proposed: [
      ...gone.flatMap((node) => deletedBlock(node, id, proposer)),
      ...fresh.map((node) => (proposer.inside ? node : withAttribute(node, 'insertion', { id }))),
    ],
    intended: fresh,
  };
}

function both(proposals: readonly Proposal[]): Proposal {
  const all: Proposal = { proposed: [], intended: [] };
  for (const proposal of proposals) append(all, proposal);
  return all;
}

/** Blocks added behind an own new block belong to the same suggestion. */
function beside(previous: Node | null, gone: readonly Node[], proposer: Proposer): string {
  const id = previous && gone.length === 0 ? idOn(previous, 'insertion') : null;
  return proposer.isOwn(id) ? id : proposer.id;
}

function deletedBlock(node: Node, id: string, proposer: Proposer): Node[] {
  if (proposer.inside || isOwnBlock(node, proposer)) return [];
  return [idOn(node, 'deletion') === null ? withAttribute(node, 'deletion', { id }) : node];
}

/** True when only the kind of block changed; marks that the new kind does not allow may be gone. */
function isRetyped(before: Node, after: Node): boolean {
  if (before.type === after.type || before.isLeaf !== after.isLeaf) return false;
  if (before.inlineContent !== after.inlineContent) return false;
  const content = before.inlineContent
    ? Fragment.fromArray(before.children.map((c) => c.mark(after.type.allowedMarks(c.marks))))
    : before.content;
  return content.eq(after.content);
}

function retyped(before: Node, after: Node, proposer: Proposer): Proposal {
  const stateless = withoutState(after);
  if (proposer.inside) return { proposed: [stateless], intended: [stateless] };
  if (isOwnBlock(before, proposer)) {
    const kept = withAttribute(stateless, 'insertion', before.attrs.insertion);
    return { proposed: [kept], intended: [kept] };
  }
  return { proposed: [modified(before, after, proposer)], intended: [after] };
}

function modified(before: Node, after: Node, proposer: Proposer): Node {
  const earlier = idOn(before, 'modification');
  if (earlier !== null && !proposer.isOwn(earlier)) return before;
  const attrs = Object.fromEntries(
    Object.entries(plain(after.attrs) as Record<string, unknown>).filter(
      ([name]) => !isState(name),
    ),
  );
  const id = earlier ?? proposer.id;
  return withAttribute(before, 'modification', { id, type: after.type.name, attrs });
}

const isState = (name: string) => (suggestionAttributes as readonly string[]).includes(name);

/** A block that goes on, changed in its attributes or in its content. */
export function proposeNode(before: Node, after: Node, proposer: Proposer): Proposal {
  if (before === after) return { proposed: [before], intended: [after] };
  const inside = proposer.inside || isOwnBlock(before, proposer);
  const within = { ...proposer, inside };
  const { proposed, intended } = proposeContent(before, after, within);
  const renewed = changedAttributes(before, after).some((name) => !isState(name));
  const attrs = inside ? withStateOf(after, before) : before.attrs;
  const block = before.type.create(attrs, Fragment.fromArray(proposed));
  return {
    proposed: [renewed && !inside ? modified(block, after, proposer) : block],
    intended: [after.type.create(withStateOf(after, before), Fragment.fromArray(intended))],
  };
}

function withStateOf(node: Node, stateOf: Node): Record<string, unknown> {
  const state = suggestionAttributes.map((name) => [name, stateOf.attrs[name] ?? null] as const);
  return { ...node.attrs, ...Object.fromEntries(state) };
}

function proposeContent(before: Node, after: Node, proposer: Proposer): Proposal {
  if (before.isLeaf) return { proposed: [], intended: [] };
  if (before.inlineContent) return proposeInline(before, after, proposer);
  return proposeChildren(before, after, proposer);
}
