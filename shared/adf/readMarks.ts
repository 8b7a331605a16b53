import type { Mark } from 'prosemirror-model';
import { markAttributes } from './attributes.ts';
import { isObject } from './checks.ts';
import { marksInPlace } from './contextMarks.ts';
import {
  blockMarkAttribute,
  blockMarks,
  leafMarks,
  markAttributesCheck,
  repeatableMarks,
  textMarks,
} from './marks.ts';
import { canonicalJson } from './canonical.ts';
import { schema } from './schema.ts';

const noMarks: readonly string[] = [];

/** The marks of text or of an inline leaf. What ADF does not allow there is held as an unknown mark. */
export function readInlineMarks(
  type: string,
  marks: readonly unknown[],
  parent: string,
): readonly Mark[] {
  const allowed =
    parent === 'codeBlock' ? noMarks : type === 'text' ? textMarks : (leafMarks[type] ?? noMarks);
  let set: readonly Mark[] = [];
  for (const value of marks) {
    const known = isKnown(value, allowed) ? schema.mark(value.type, value.attrs) : null;
    set = known && stands(known, set) ? known.addToSet(set) : held(value).addToSet(set);
  }
  return set;
}

function held(value: unknown): Mark {
  return schema.mark('unsupportedMark', { originalValue: value });
}

/** False when adding the mark would push out another one, or itself be left out: both are kept then, one as unknown. */
function stands(mark: Mark, set: readonly Mark[]): boolean {
  return set.every(
    (other) =>
      other.eq(mark) || !(mark.type.excludes(other.type) || other.type.excludes(mark.type)),
  );
}

/** The marks of a block as its attributes. */
export function readBlockMarks(
  type: string,
  marks: readonly unknown[],
  parent: string,
): Record<string, unknown> {
  const known = blockMarks[type] ?? noMarks;
  const types = marks.filter((mark) => isKnown(mark, known)).map((mark) => mark.type);
  const here = marksInPlace(parent, type, types);
  const lists: Record<string, unknown[]> = {};
  const attributes: Record<string, unknown> = {};
  for (const value of marks) {
    const mark = isKnown(value, known) && here(value.type) ? value : null;
    const attrs = mark?.attrs ?? {};
    const name = mark ? blockMarkAttribute(mark.type) : '';
    if (mark && repeatableMarks.has(mark.type)) add((lists[name] ??= []), attrs);
    else if (mark && !(name in attributes)) attributes[name] = attrs;
    else if (mark && canonicalJson(attributes[name]) === canonicalJson(attrs)) continue;
    else add((lists[blockMarkAttribute('unsupportedMark')] ??= []), { originalValue: value });
  }
  return { ...attributes, ...lists };
}

function add(list: unknown[], value: unknown): void {
  const text = canonicalJson(value);
  const at = list.findIndex((other) => canonicalJson(other) >= text);
  if (at < 0) list.push(value);
  else if (canonicalJson(list[at]) !== text) list.splice(at, 0, value);
}

/** True for a mark of one of these types that is spelled as ADF spells it. */
export function isKnown(
  value: unknown,
  allowed: readonly string[],
): value is { type: string; attrs?: Record<string, unknown> } {
  if (!isObject(value) || typeof value.type !== 'string' || !allowed.includes(value.type))
    return false;
  if (Object.keys(value).some((key) => key !== 'type' && key !== 'attrs')) return false;
  const bare = Object.keys(markAttributes[value.type] ?? {}).length === 0;
  if (bare) return value.attrs === undefined;
  return markAttributesCheck(value.type)(value.attrs) === undefined;
}
