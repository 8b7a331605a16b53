import type { Mark, Node } from 'prosemirror-model';
import { storedAttributes } from '@shared/adf/yformats';
import { changedAttributes, keptText, markedStretches } from '@shared/adf/ytext';
import type { Kept } from '@shared/adf/ytext';
import { idOn, isSuggestionMark, plainMarks } from './ids.ts';
import { suggestionMark } from './proposer.ts';
import type { Proposer } from './proposer.ts';
import type { MarkChange } from './resolution.ts';

/** Inline content twice, as in `Proposal`, and where each offset of the content before is in the proposed one. */
export interface InlineProposal {
  proposed: Node[];
  intended: Node[];
  /** The first offset in `proposed` of what stood at an offset before. */
  place(before: number): number;
}

/** An edit of one textblock's content: what goes is marked as deleted, what is new as inserted, new marks are proposed. */
export function proposeInline(before: Node, after: Node, proposer: Proposer): InlineProposal {
  const caret = proposer.caret?.block === after ? proposer.caret.offset : undefined;
  const proposed: Node[] = [];
  const intended: Node[] = [];
  const places: { before: number; proposed: number }[] = [];
  let size = 0;
  const put = (node: Node) => {
    proposed.push(node);
    size += node.nodeSize;
  };
  const at = (offset: number) => places.push({ before: offset, proposed: size });
  let done = { before: 0, after: 0 };
  const until = (to: { before: number; after: number }) => {
    at(done.before);
    const added = after.content.cut(done.after, to.after);
    const id = joinedId(before, done.before, to.before, proposer);
    const gone = before.content.cut(done.before, to.before);
    for (const node of gone.content.flatMap((n) => deleted(n, id, proposer))) put(node);
    added.forEach((node) => {
      const plain = node.mark(plainMarks(node.marks));
      intended.push(plain);
      put(
        proposer.inside
          ? plain
          : plain.mark(suggestionMark(node, 'insertion', id).addToSet(plain.marks)),
      );
    });
  };
  const stretches = readable(keptText(before, after, caret), before);
  const rewritten = stretches.length !== 1 || before.content.size !== after.content.size;
  for (const kept of stretches) {
    until(kept);
    for (const stretch of markedStretches(before, after, kept)) {
      at(stretch.before);
      const from = cut(before, stretch.before, stretch.size);
      const to = cut(after, stretch.after, stretch.size);
      for (const node of changed(from, to, rewritten, proposer)) put(node);
      intended.push(to);
    }
    done = { before: kept.before + kept.size, after: kept.after + kept.size };
  }
  until({ before: before.content.size, after: after.content.size });
  return { proposed, intended, place: (offset) => placeOf(places, offset) };
}

function placeOf(places: readonly { before: number; proposed: number }[], offset: number): number {
  const last = places.findLast((place) => place.before <= offset) ?? { before: 0, proposed: 0 };
  return last.proposed + offset - last.before;
}

function cut(block: Node, from: number, size: number): Node {
  return block.content.cut(from, from + size).firstChild!;
}

/** What continues an own suggestion beside it goes on under its id. */
function joinedId(block: Node, from: number, to: number, proposer: Proposer): string {
  const beside = [block.childBefore(from).node, block.childAfter(to).node];
  for (const kind of ['insertion', 'deletion'] as const)
    for (const node of beside) {
      const id = node && idOn(node, kind);
      if (id && proposer.isOwn(id)) return id;
    }
  return proposer.id;
}

function deleted(node: Node, id: string, proposer: Proposer): Node[] {
  if (proposer.inside || proposer.isOwn(idOn(node, 'insertion'))) return [];
  if (idOn(node, 'deletion') !== null) return [node];
  return [node.mark(suggestionMark(node, 'deletion', id).addToSet(node.marks))];
}

function changed(from: Node, to: Node, rewritten: boolean, proposer: Proposer): Node[] {
  const direct = proposer.inside || proposer.isOwn(idOn(from, 'insertion'));
  const otherLeaf = !from.isText && changedAttributes(from, to).length > 0;
  if (direct) return [withState(otherLeaf ? to : from, plainMarks(to.marks), from)];
  if (otherLeaf || isOtherText(from, to, rewritten)) {
    const plain = to.mark(plainMarks(to.marks));
    const inserted = suggestionMark(to, 'insertion', proposer.id).addToSet(plain.marks);
    return [...deleted(from, proposer.id, proposer), plain.mark(inserted)];
  }
  // A comment is no suggestion: its marks are set at once.
  const commented = withState(from, withAnnotationsOf(plainMarks(from.marks), to.marks), from);
  return [proposeMarks(commented, to, proposer)];
}

/** Equal words that lost a comment, or brought one along from elsewhere, are other words. */
function isOtherText(from: Node, to: Node, rewritten: boolean): boolean {
  return hasCommentBeyond(from, to) || (rewritten && hasCommentBeyond(to, from));
}

function hasCommentBeyond(node: Node, other: Node): boolean {
  return node.marks.some((mark) => mark.type.name === 'annotation' && !mark.isInSet(other.marks));
}

/** Shorter stretches between two changes are kept by chance; a reader wants the old words and the new ones, not a mixture. */
const shortestReadable = 4;

function readable(kept: readonly Kept[], before: Node): Kept[] {
  return kept.filter((stretch, index) => {
    const isEnd = stretch.before === 0 || stretch.before + stretch.size === before.content.size;
    const isMiddle = index > 0 && index < kept.length - 1;
    if (!isMiddle || isEnd || stretch.size >= shortestReadable) return true;
    return carriesState(before, stretch);
  });
}

function carriesState(block: Node, { before, size }: Kept): boolean {
  return block.content
    .cut(before, before + size)
    .content.some((node) => node.marks.some(isSuggestionMark));
}

function withState(node: Node, marks: readonly Mark[], stateOf: Node): Node {
  const state = stateOf.marks.filter(isSuggestionMark);
  return node.mark(state.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), marks));
}

function withAnnotationsOf(marks: readonly Mark[], source: readonly Mark[]): readonly Mark[] {
  const own = marks.filter((mark) => mark.type.name !== 'annotation');
  const notes = source.filter((mark) => mark.type.name === 'annotation');
  return notes.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), own);
}

function proposeMarks(from: Node, to: Node, proposer: Proposer): Node {
  const had = plainMarks(from.marks);
  const has = plainMarks(to.marks);
  const added = has.filter((mark) => !mark.isInSet(had));
  const gone = had.filter((mark) => !has.some((other) => other.type === mark.type));
  if (added.length === 0 && gone.length === 0) return from;
  const earlier = from.marks.find((mark) => mark.type.name === 'modification');
  if (earlier && !proposer.isOwn(String(earlier.attrs.id))) return from;
  const change = merged(earlier?.attrs as MarkChange | undefined, {
    add: added.map((mark) => ({
      type: mark.type.name,
      attrs: storedAttributes(mark.type.spec.attrs, mark.attrs),
    })),
    remove: gone.map((mark) => mark.type.name),
  });
  const id = earlier ? String(earlier.attrs.id) : proposer.id;
  const mark = from.type.schema.mark('modification', { id, ...change });
  return from.mark(mark.addToSet(from.marks));
}

function merged(earlier: MarkChange | undefined, change: MarkChange): MarkChange {
  if (!earlier) return change;
  const touched = new Set([...change.add.map(({ type }) => type), ...change.remove]);
  return {
    add: [...earlier.add.filter(({ type }) => !touched.has(type)), ...change.add],
    remove: [...earlier.remove.filter((type) => !touched.has(type)), ...change.remove],
  };
}
