import { digest } from 'lib0/hash/sha256';
import type { AdfDocument, AdfMark, AdfNode } from './adf.ts';
import { canonicalJson } from './canonical.ts';
import { sortMarks } from './sortMarks.ts';

/** What the normal form writes out where a document leaves it to the reader. This list and the next two are closed. */
export const writtenOut: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  extension: { layout: 'default' },
  bodiedExtension: { layout: 'default' },
  mediaSingle: { layout: 'center' },
  mediaInline: { type: 'file' },
  table: { layout: 'default', isNumberColumnEnabled: false },
  orderedList: { order: 1 },
  expand: { title: '' },
  embedCard: { width: 100 },
  emoji: { id: '', text: '' },
  mention: { text: '', accessLevel: '' },
  status: { style: '', localId: '' },
};

/** What the normal form leaves out because it says nothing. */
const leftOut: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
};

/** Nodes that keep an empty `attrs` or `content`, since ADF wants to see it. */
const keptEmpty: Readonly<Record<string, 'attrs' | 'content'>> = {
  nestedExpand: 'attrs',
  tableRow: 'content',
};

/**
 * The one form in which equal documents are equal JSON: it writes out the defaults of `writtenOut`, leaves out spans of 1 and empty lists, joins
 * neighbouring text with the same marks, sorts marks and drops equal ones, and gives an empty document its paragraph. It changes nothing else.
 */
export function normalForm(adf: AdfDocument): AdfDocument {
  const content = normalContent(adf.content);
  return {
    type: 'doc',
    version: 1,
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  };
}

/** The SHA-256 of the normal form's canonical JSON, in hexadecimal. */
export function normalFormHash(adf: AdfDocument): string {
  const bytes = digest(new TextEncoder().encode(canonicalJson(normalForm(adf))));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function normalContent(content: readonly AdfNode[]): AdfNode[] {
  const normal: AdfNode[] = [];
  let lastMarks = '';
  for (const node of content.map(normalNode)) {
    const last = normal.at(-1);
    const marks = node.type === 'text' ? canonicalJson(node.marks ?? []) : '';
    if (marks !== '' && marks === lastMarks && last) last.text = `${last.text}${node.text}`;
    else normal.push(node);
    lastMarks = marks;
  }
  return normal;
}

function normalNode(node: AdfNode): AdfNode {
  const { attrs, content, marks, ...rest } = node;
  const normal: AdfNode = { ...rest };
  const kept = keptEmpty[node.type];
  const said = normalAttributes(node.type, attrs ?? {});
  if (Object.keys(said).length > 0 || kept === 'attrs') normal.attrs = said;
  const inner = normalContent(content ?? []);
  if (inner.length > 0 || kept === 'content') normal.content = inner;
  const sorted = sortMarks((marks ?? []).map(normalMark));
  if (sorted.length > 0) normal.marks = sorted;
  return normal;
}

function normalAttributes(type: string, attrs: Record<string, unknown>): Record<string, unknown> {
  const silent = own(leftOut, type);
  const said = Object.entries(attrs).filter(
    ([name, value]) => !Object.hasOwn(silent, name) || silent[name] !== value,
  );
  return { ...own(writtenOut, type), ...Object.fromEntries(said) };
}

function normalMark(mark: AdfMark): AdfMark {
  const { attrs, ...rest } = mark;
  return attrs ? { ...rest, attrs } : rest;
}

function own(table: Readonly<Record<string, Readonly<Record<string, unknown>>>>, type: string) {
  return Object.hasOwn(table, type) ? (table[type] ?? {}) : {};
}
