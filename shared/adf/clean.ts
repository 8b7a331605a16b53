import { nodeAttributes } from './attributes.ts';
import { isObject } from './checks.ts';
import { cleanAttributes, removeUnsafe } from './cleanAttributes.ts';
import { cleanMarks } from './cleanMarks.ts';
import { joinPath } from './limits.ts';
import type { Reading } from './readAdf.ts';
import { isSafeLink } from './urls.ts';

type Json = Record<string, unknown>;
type Note = Reading['note'];

/** Containers that say nothing without content and are left out then. */
const hollow = new Set([
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'mediaSingle',
  'mediaGroup',
  'table',
]);

const cards = new Set(['inlineCard', 'blockCard', 'embedCard']);

/** A list of nodes without what ADF's editors leave behind or nobody may be exposed to; each removal is noted. */
export function cleanContent(
  content: readonly unknown[],
  parent: string,
  path: string,
  note: Note,
): unknown[] {
  return content
    .map((node, index) => cleanNode(node, parent, joinPath(path, index), note))
    .filter((node) => node !== undefined);
}

function cleanNode(node: unknown, parent: string, path: string, note: Note): unknown {
  if (!isObject(node)) return node;
  const type = typeof node.type === 'string' ? node.type : '';
  if (!Object.hasOwn(nodeAttributes, type)) return removeUnsafe(node, path, note);
  if (type === 'text' && node.text === '') {
    note(path, 'removed: text without characters');
    return undefined;
  }
  if (cards.has(type)) {
    const plain = withoutUnsafeCard(type, node.attrs, path, note);
    if (plain) return plain;
  }
  const { attrs, content, marks, ...rest } = withoutNulls(node, path, note);
  const cleaned = removeUnsafe(rest, path, note) as Json;
  if (attrs !== undefined) {
    const kept = cleanAttributes(attrs, nodeAttributes[type] ?? {}, joinPath(path, 'attrs'), note);
    if (Object.keys(kept).length > 0) cleaned.attrs = kept;
  }
  if (Array.isArray(marks)) {
    const kept = cleanMarks(type, marks, parent, joinPath(path, 'marks'), note);
    if (kept.length > 0) cleaned.marks = kept;
  }
  const inner = Array.isArray(content)
    ? cleanContent(content, type, joinPath(path, 'content'), note)
    : [];
  if (inner.length > 0) cleaned.content = inner;
  if (inner.length === 0 && hollow.has(type)) {
    note(path, `removed: ${type} without content`);
    return undefined;
  }
  return cleaned;
}

function withoutNulls(node: Json, path: string, note: Note): Json {
  const kept = { ...node };
  for (const [name, isRight] of Object.entries(parts)) {
    if (!(name in kept) || isRight(kept[name])) continue;
    note(joinPath(path, name), `removed: not ${name}`);
    delete kept[name];
  }
  return kept;
}

const parts: Record<string, (value: unknown) => boolean> = {
  attrs: isObject,
  content: Array.isArray,
  marks: Array.isArray,
};

/** A card whose address is unsafe becomes its words; nobody can follow those. */
function withoutUnsafeCard(type: string, attrs: unknown, path: string, note: Note): unknown {
  const url = isObject(attrs) ? attrs.url : undefined;
  if (typeof url !== 'string' || isSafeLink(url)) return undefined;
  note(path, `${type} turned into text: its link is unsafe`);
  const text = { type: 'text', text: url };
  return type === 'inlineCard' ? text : { type: 'paragraph', content: [text] };
}
