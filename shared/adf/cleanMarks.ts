import { markAttributes } from './attributes.ts';
import { hasObjectType, isObject, unsafePart } from './checks.ts';
import { marksInPlace, takesAnyMark } from './contextMarks.ts';
import { joinPath } from './limits.ts';
import { isBesideCode, isTextMark, leafMarks, repeatableMarks } from './marks.ts';
import type { Reading } from './readAdf.ts';
import { isKnown } from './readMarks.ts';
import { cleanAttributes } from './cleanAttributes.ts';
import { schema } from './schema.ts';

type Json = Record<string, unknown>;
type Note = Reading['note'];

/** Marks without those that ADF knows but does not allow in this place, and without what is unsafe. Unknown marks stay. */
export function cleanMarks(
  type: string,
  marks: unknown[],
  parent: string,
  path: string,
  note: Note,
): unknown[] {
  const cleaned = marks.map((mark, index) => cleanMark(mark, joinPath(path, index), note));
  const types = cleaned.filter(hasKnownType).map((mark) => mark.type);
  const allowed = allowedMarks(type, types, parent);
  const seen = new Set<string>();
  return cleaned.filter((mark, index) => {
    if (mark === null) return false;
    const at = joinPath(path, index);
    if (hasKnownType(mark)) {
      const again = seen.has(mark.type) && !repeatableMarks.has(mark.type);
      seen.add(mark.type);
      if (again || !allowed(mark.type)) {
        const why = again ? 'it is there twice' : `it cannot stand on ${type} here`;
        note(at, `mark ${mark.type} removed: ${why}`);
        return false;
      }
    }
    if (!isKnown(mark, knownTypes)) note(at, `kept unchanged as an unknown mark: ${nameOf(mark)}`);
    return true;
  });
}

const knownTypes = Object.keys(markAttributes).filter((type) => !type.startsWith('unsupported'));

function nameOf(mark: unknown): string {
  return isObject(mark) && typeof mark.type === 'string' ? mark.type : 'one without a type';
}

function allowedMarks(type: string, types: string[], parent: string): (mark: string) => boolean {
  if (parent === 'codeBlock') return () => false;
  if (type === 'text') return types.includes('code') ? isBesideCode : isTextMark;
  if (schema.nodes[type]?.isInline) return (mark) => leafMarks[type]?.includes(mark) ?? false;
  if (takesAnyMark(parent, type)) return () => true;
  return marksInPlace(parent, type, types);
}

function cleanMark(mark: unknown, path: string, note: Note): unknown {
  if (!isObject(mark) || hasObjectType(mark)) {
    note(path, 'removed: not a mark');
    return null;
  }
  const unsafe = unsafePart(mark);
  if (unsafe) {
    note(path, `mark ${String(mark.type)} removed: ${unsafe.reduce(joinPath, '')} is unsafe`);
    return null;
  }
  const { attrs, ...rest } = mark;
  if (!hasKnownType(mark) || attrs === undefined) return mark;
  const cleaned = cleanAttributes(
    attrs,
    markAttributes[mark.type] ?? {},
    joinPath(path, 'attrs'),
    note,
  );
  const none =
    Object.keys(cleaned).length === 0 && Object.keys(markAttributes[mark.type] ?? {}).length === 0;
  return none ? rest : { ...rest, attrs: cleaned };
}

function hasKnownType(mark: unknown): mark is Json & { type: string } {
  return isObject(mark) && typeof mark.type === 'string' && knownTypes.includes(mark.type);
}
