import type { Fragment, Mark, Node } from 'prosemirror-model';
import { idOn, isSuggestionMark, splitCharacter } from './ids.ts';
import type { MarkChange, Resolution } from './resolution.ts';

/** The content of a textblock with its pieces decided: one part, or more where an accepted split divides it. */
export function resolveInline(content: Fragment, resolution: Resolution): Node[][] {
  const parts: Node[][] = [[]];
  content.forEach((node) => {
    const resolved = resolveNode(node, resolution);
    if (!resolved) return;
    const insertion = idOn(node, 'insertion');
    const accepted = insertion !== null && resolution.decide(insertion, 'insertion') === 'accept';
    if (!accepted || !resolved.isText || !resolved.text!.includes(splitCharacter))
      parts.at(-1)!.push(resolved);
    else splitInto(parts, resolved, insertion, resolution);
  });
  return parts;
}

function splitInto(parts: Node[][], node: Node, id: string, resolution: Resolution): void {
  for (const [index, text] of node.text!.split(splitCharacter).entries()) {
    if (index > 0 && resolution.cautious) resolution.unfit.add(id);
    else if (index > 0) parts.push([]);
    if (text) parts.at(-1)!.push(node.type.schema.text(text, node.marks));
  }
}

function resolveNode(node: Node, { decide }: Resolution): Node | null {
  let { marks } = node;
  for (const mark of node.marks) {
    if (!isSuggestionMark(mark)) continue;
    const kind = mark.type.name as 'insertion' | 'deletion' | 'modification';
    const decision = decide(String(mark.attrs.id), kind);
    if (decision === 'keep') continue;
    if (kind === 'insertion' && decision === 'refuse') return null;
    if (kind === 'deletion' && decision === 'accept') return null;
    marks = mark.removeFromSet(marks);
    if (kind === 'modification' && decision === 'accept') marks = modifiedMarks(marks, mark);
  }
  return marks === node.marks ? node : node.mark(marks);
}

function modifiedMarks(marks: readonly Mark[], modification: Mark): readonly Mark[] {
  const { add, remove } = modification.attrs as MarkChange;
  const kept = marks.filter((mark) => !remove.includes(mark.type.name));
  const { schema } = modification.type;
  return add.reduce<readonly Mark[]>((set, { type, attrs }) => {
    const proposed = schema.marks[type];
    return proposed ? proposed.create(attrs).addToSet(set) : set;
  }, kept);
}
