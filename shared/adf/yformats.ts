import { Mark } from 'prosemirror-model';
import type { Attrs, AttributeSpec, Node } from 'prosemirror-model';
import { digest } from 'lib0/hash/sha256';
import { canonicalJson } from './canonical.ts';
import { repeatableMarks, schema } from './schema.ts';

/** What a reader found that the layout or the schema does not allow (PROTOCOL.md, L and M5). */
export interface Fault {
  rule: 'layout' | 'content';
  detail: string;
}
export type OnFault = (fault: Fault) => void;

/** A copy that shares nothing with its source: Yjs keeps what it is given, and throws on objects without a prototype. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value === undefined ? null : value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Equality of canonical JSON, without building it. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

/** True for what JSON can say; Yjs itself also carries bytes, `undefined`, big integers and NaN. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > 64) return false;
  if (Array.isArray(value)) return value.every((inner) => isJson(inner, depth + 1));
  if (value instanceof Uint8Array) return false;
  return Object.values(value).every((inner) => isJson(inner, depth + 1));
}

/** The attributes that differ from their default, as own copies (L4, L6). */
export function storedAttributes(
  specs: Record<string, AttributeSpec> | undefined,
  attrs: Attrs,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs ?? {})) {
    const value = plain(attrs[name]);
    if (!('default' in spec) || !sameJson(value, spec.default)) stored[name] = value;
  }
  return stored;
}

/** The attributes that a block or leaf stores (L4, L5). */
export const blockAttributes = (node: Node) => storedAttributes(node.type.spec.attrs, node.attrs);

/** The name under which a mark is stored: repeatable ones are told apart by id or by hash (L6). */
export function formatName(type: string, value: Record<string, unknown>): string {
  if (!repeatableMarks.has(type)) return type;
  if (type === 'annotation') return `${type}:${String(value.id)}`;
  const hash = digest(new TextEncoder().encode(canonicalJson(value)));
  return `${type}:${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Marks of a text or an inline leaf as formats of its `Y.XmlText` (L6). */
export function formatsOf(marks: readonly Mark[]): Record<string, unknown> {
  const formats: Record<string, unknown> = {};
  for (const mark of marks) {
    const value = storedAttributes(mark.type.spec.attrs, mark.attrs);
    formats[formatName(mark.type.name, value)] = value;
  }
  return formats;
}

/** Formats as a mark set: always in the same order, and with what excludes each other settled the same way everywhere. */
export function marksOf(formats: ReadonlyMap<string, unknown>, onFault: OnFault): readonly Mark[] {
  if (formats.size === 0) return Mark.none;
  const found: { mark: Mark; order: string }[] = [];
  for (const [name, value] of formats) {
    const mark = markOf(name, value, onFault);
    if (mark) found.push({ mark, order: canonicalJson(value) });
  }
  found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return found.reduce<readonly Mark[]>((set, { mark }) => mark.addToSet(set), Mark.none);
}

function markOf(name: string, value: unknown, onFault: OnFault): Mark | null {
  const colon = name.indexOf(':');
  const type = schema.marks[colon < 0 ? name : name.slice(0, colon)];
  const wrong = (detail: string) => {
    onFault({ rule: 'layout', detail });
    return null;
  };
  if (!type) return wrong(`unknown format ${name}`);
  if (!isPlainObject(value) || !isJson(value))
    return wrong(`format ${name} has no object as value`);
  const specs = type.spec.attrs ?? {};
  if (Object.keys(value).some((key) => !Object.hasOwn(specs, key)))
    return wrong(`format ${name} has an unknown attribute`);
  if (formatName(type.name, value) !== name) return wrong(`format ${name} has the wrong key`);
  try {
    return type.create(value);
  } catch (error) {
    onFault({ rule: 'content', detail: String(error) });
    return null;
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
