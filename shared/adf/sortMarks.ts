import type { AdfMark } from './adf.ts';
import { canonicalJson } from './canonical.ts';

/** Marks always in the same order and each once, so that equal documents are spelled alike. */
export function sortMarks(marks: readonly AdfMark[]): AdfMark[] {
  if (marks.length < 2) return [...marks];
  const byText = new Map(marks.map((mark) => [`${mark.type} ${canonicalJson(mark)}`, mark]));
  return [...byText.keys()].toSorted().map((text) => byText.get(text) as AdfMark);
}
