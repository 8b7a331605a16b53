import { Fragment, type Node, type NodeType } from 'prosemirror-model';
import { invalidDocument } from './adf.ts';
import { nodeAttributes } from './attributes.ts';
import { isObject, preserved, unsafePart } from './checks.ts';
import { joinPath } from './limits.ts';
import { blockMarkAttribute } from './marks.ts';
import { writtenOut } from './normalForm.ts';
import { readBlockMarks, readInlineMarks } from './readMarks.ts';
import { schema } from './schema.ts';

/** Something that was done to a document on its way in. */
export interface Note {
  path: string;
  what: string;
}

/** How to read: what is noted, and whether a fault that cannot be held in its own place is refused or held in a larger one. */
export interface Reading {
  note(path: string, what: string): void;
  refuseMisplaced: boolean;
}

type Json = Record<string, unknown>;

const known = new Set(['type', 'attrs', 'content', 'marks']);
const unsupported = {
  block: schema.nodes.unsupportedBlock as NodeType,
  inline: schema.nodes.unsupportedInline as NodeType,
};

/** One node of ADF with all that is in it, or null when the schema has no place for it as it is. */
export function readNode(
  value: unknown,
  path: string,
  parent: string,
  reading: Reading,
): Node | null {
  if (!isObject(value)) return null;
  if (value.type === 'text') return readText(value, path, parent);
  const type = adfType(value.type);
  if (!type || Object.keys(value).some((key) => !known.has(key))) return null;
  const { attrs = {}, content = [], marks = [] } = value;
  if (!isObject(attrs) || !Array.isArray(content) || !Array.isArray(marks)) return null;
  const read = readAttributes(type.name, attrs, path, reading);
  if (!read) return null;
  checkHeld(marks, joinPath(path, 'marks'));
  if (type.isInline) {
    if (content.length > 0) return null;
    const set = readInlineMarks(type.name, marks, parent);
    return type.create(
      read.attrs,
      null,
      read.rest ? heldAttributes(type, read.rest).addToSet(set) : set,
    );
  }
  const all = { ...read.attrs, ...readBlockMarks(type.name, marks, parent) };
  if (read.rest) all[blockMarkAttribute('unsupportedNodeAttribute')] = [holder(type, read.rest)];
  const children = readContent(type, content, path, reading);
  return children && type.create(all, children);
}

/** The content of a node that is known; null when it does not fit and may be held in a larger place. */
export function readContent(
  type: NodeType,
  content: readonly unknown[],
  path: string,
  reading: Reading,
): Fragment | null {
  let match = type.contentMatch;
  const nodes: Node[] = [];
  for (const [index, value] of content.entries()) {
    const at = joinPath(joinPath(path, 'content'), index);
    const notes: Note[] = [];
    const node = readNode(value, at, type.name, { ...reading, note: into(notes) });
    const next = node && match.matchType(node.type);
    if (node && next) {
      for (const { path: place, what } of notes) reading.note(place, what);
      nodes.push(node);
      match = next;
      continue;
    }
    const wrapper = unsupported[type.inlineContent ? 'inline' : 'block'];
    const held = isObject(value) && !misplacedInline(type, value) ? match.matchType(wrapper) : null;
    if (!held) {
      if (reading.refuseMisplaced) throw invalidDocument(at, misplaced(value, type));
      return null;
    }
    checkHeld(value, at);
    reading.note(at, `kept unchanged as unknown content: ${nameOf(value)}`);
    nodes.push(wrapper.create({ originalValue: value }));
    match = held;
  }
  if (!match.validEnd) {
    const fill = reading.refuseMisplaced ? match.fillBefore(Fragment.empty, true) : null;
    if (!fill) {
      if (reading.refuseMisplaced) throw invalidDocument(path, `${type.name} lacks content`);
      return null;
    }
    reading.note(path, `filled in the content that ${type.name} must have`);
    fill.forEach((node) => nodes.push(node));
  }
  return Fragment.fromArray(nodes);
}

function into(notes: Note[]): Reading['note'] {
  return (path, what) => void notes.push({ path, what });
}

function readText(value: Json, path: string, parent: string): Node | null {
  const { text, marks = [], type, ...rest } = value;
  if (type !== 'text' || typeof text !== 'string' || text === '') return null;
  if (!Array.isArray(marks) || Object.keys(rest).length > 0) return null;
  checkHeld(marks, joinPath(path, 'marks'));
  return schema.text(text, readInlineMarks('text', marks, parent));
}

interface ReadAttributes {
  attrs: Json;
  /** What ADF does not know, or not with that value. */
  rest: Json | null;
}

function readAttributes(
  type: string,
  given: Json,
  path: string,
  reading: Reading,
): ReadAttributes | null {
  const rules = nodeAttributes[type] ?? {};
  const attrs: Json = {};
  const rest: Json = {};
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule && value !== null && rule.check(value) === undefined) attrs[name] = value;
    else rest[name] = value;
  }
  const lacking = Object.entries(rules).find(
    ([name, rule]) => !('default' in rule) && !(name in attrs),
  );
  if (lacking) return null;
  noteFilled(type, attrs, rest, path, reading);
  const names = Object.keys(rest);
  if (names.length === 0) return { attrs, rest: null };
  checkHeld(rest, joinPath(path, 'attrs'));
  reading.note(
    joinPath(path, 'attrs'),
    `kept unchanged as unknown attributes: ${names.join(', ')}`,
  );
  return { attrs, rest };
}

/** Defaults that the normal form writes out anyway are no news. */
function noteFilled(type: string, attrs: Json, rest: Json, path: string, reading: Reading): void {
  const rules = Object.entries(nodeAttributes[type] ?? {});
  const filled = rules.filter(
    ([name, rule]) =>
      rule.default !== null &&
      !(name in attrs) &&
      !(name in rest) &&
      !Object.hasOwn(writtenOut[type] ?? {}, name) &&
      !saysNothing(name),
  );
  for (const [name, rule] of filled) {
    reading.note(joinPath(path, 'attrs'), `filled in ${name}: ${JSON.stringify(rule.default)}`);
  }
}

function saysNothing(name: string): boolean {
  return name === 'colspan' || name === 'rowspan';
}

function holder(type: NodeType, rest: Json) {
  return { type: { nodeType: type.name }, unsupported: rest };
}

function heldAttributes(type: NodeType, rest: Json) {
  return schema.mark('unsupportedNodeAttribute', holder(type, rest));
}

function checkHeld(value: unknown, path: string): void {
  const values = Array.isArray(value) ? value : [value];
  for (const [index, item] of values.entries()) {
    const at = Array.isArray(value) ? joinPath(path, index) : path;
    const unsafe = unsafePart(item);
    if (unsafe) {
      throw invalidDocument(unsafe.reduce(joinPath, at), 'is an unsafe link, style or colour');
    }
    if (preserved(item)) {
      throw invalidDocument(
        at,
        'must be an object, not nested too deeply and without "constructor"',
      );
    }
  }
}

/** Text and other inline content has no place among blocks, not even as unknown content. */
function misplacedInline(parent: NodeType, value: Json): boolean {
  return !parent.inlineContent && (adfType(value.type)?.isInline ?? value.type === 'text');
}

function misplaced(value: unknown, parent: NodeType): string {
  return `${nameOf(value)} cannot stand in ${parent.name}`;
}

function nameOf(value: unknown): string {
  return isObject(value) && typeof value.type === 'string'
    ? value.type
    : 'something without a type';
}

/** The node types of ADF by name; our own holders of unknown content are not among them. */
function adfType(name: unknown): NodeType | null {
  if (typeof name !== 'string' || !Object.hasOwn(nodeAttributes, name)) return null;
  if (name === 'doc' || name === 'text' || name.startsWith('unsupported')) return null;
  return schema.nodes[name] ?? null;
}
