import { Fragment } from 'prosemirror-model';
import type { Node } from 'prosemirror-model';
import { sameJson } from '@shared/adf/yformats';
import { around, proposeGap } from './proposeBlocks.ts';
import { unchangedEnds } from './proposeSplit.ts';
import type { Proposal, Proposer } from './proposer.ts';

/**
 * What always can be proposed: the smallest changed row of siblings as deleted, its new copy as inserted. The deepest row comes
 * first, then the rows that hold it, for where the parent does not allow both at once.
 */
export function* fallbacks(
  before: Node,
  after: Node,
  proposer: Proposer,
): Generator<{ proposed: Node; intended: Node }> {
  const [start, end] = unchangedEnds(before, after);
  const gone = before.children.slice(start, before.childCount - end);
  const added = after.children.slice(start, after.childCount - end);
  const [inner, innerAfter] = [gone[0], added[0]];
  if (gone.length === 1 && added.length === 1 && goesOn(inner!, innerAfter!))
    for (const { proposed, intended } of fallbacks(inner!, innerAfter!, proposer))
      yield whole(
        before,
        around(before, start, end, { proposed: [proposed], intended: [intended] }),
      );
  const gap = proposeGap(gone, added, null, proposer, false);
  yield whole(before, around(before, start, end, gap));
}

function goesOn(before: Node, after: Node): boolean {
  const isContainer = !before.isLeaf && !before.inlineContent;
  return (
    isContainer && before.type === after.type && sameJson({ ...before.attrs }, { ...after.attrs })
  );
}

function whole(parent: Node, { proposed, intended }: Proposal) {
  return {
    proposed: parent.copy(Fragment.fromArray(proposed)),
    intended: parent.copy(Fragment.fromArray(intended)),
  };
}
