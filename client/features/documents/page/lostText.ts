import type { Node } from 'prosemirror-model';
import type * as Y from 'yjs';
import { readDocument, rootOf } from '@shared/adf/yread';

/** The lines of text that one document has and another has not, in their order: what would otherwise be gone. */
export function linesMissingIn(present: Node, lost: Node): string[] {
  const known = new Map<string, number>();
  for (const line of linesOf(present)) known.set(line, (known.get(line) ?? 0) + 1);

  return linesOf(lost).filter((line) => {
    const left = known.get(line) ?? 0;
    if (left > 0) known.set(line, left - 1);
    return left === 0 && line.trim() !== '';
  });
}

/** The text that its author wrote and the server did not take, a paragraph a line. */
export function lostLines(present: Node, lost: Y.Doc): string[] {
  return linesMissingIn(present, readDocument(rootOf(lost)));
}

function linesOf(doc: Node): string[] {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) lines.push(node.textContent.replaceAll('\u2029', '\n'));
    return !node.isTextblock;
  });
  return lines;
}
