import type { Node } from 'prosemirror-model';

/** A heading of the document as its outline shows it. */
export interface OutlineEntry {
  pos: number;
  level: number;
  number: string;
  title: string;
}

const typedNumber = /^(\d+(?:\.\d+)*)\.?[\s\u00a0]+/;

/**
 * The headings of a document, below its title. A number that somebody typed is taken as it is; where nobody did, the outline
 * counts.
 */
export function outlineOf(doc: Node): OutlineEntry[] {
  const headings: { pos: number; level: number; text: string }[] = [];
  doc.forEach((node, pos) => {
    const text = node.textContent.trim();
    if (node.type.name === 'heading' && text !== '') {
      headings.push({ pos, level: Number(node.attrs.level), text });
    }
  });

  const first = headings[0];
  const hasTitle = first?.level === 1 && headings.filter(({ level }) => level === 1).length === 1;
  const listed = hasTitle ? headings.slice(1) : headings;
  const isNumbered = listed.some(({ text }) => typedNumber.test(text));
  const counted = isNumbered ? [] : countedNumbers(listed.map(({ level }) => level));

  return listed.map(({ pos, level, text }, index) => {
    const typed = typedNumber.exec(text);
    return {
      pos,
      level,
      number: typed?.[1] ?? counted[index] ?? '',
      title: typed ? text.slice(typed[0].length) : text,
    };
  });
}

/** 1, 2, 2.1, 2.2, 3: one counter per level, starting at the highest level that occurs. */
function countedNumbers(levels: readonly number[]): string[] {
  const top = Math.min(...levels);
  const counters: number[] = [];

  return levels.map((level) => {
    const depth = level - top;
    counters.length = Math.min(counters.length, depth + 1);
    for (let index = counters.length; index < depth; index += 1) counters.push(1);
    counters[depth] = (counters[depth] ?? 0) + 1;
    return counters.join('.');
  });
}

/** The entry that a position lies under: the last heading before it. */
export function entryAt(entries: readonly OutlineEntry[], pos: number): OutlineEntry | undefined {
  return entries.findLast((entry) => entry.pos <= pos);
}
