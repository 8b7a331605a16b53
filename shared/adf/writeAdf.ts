import type { Mark, Node } from 'prosemirror-model';
import type { AdfMark, AdfNode } from './adf.ts';
import { markAttributes, nodeAttributes } from './attributes.ts';
import { canonicalJson } from './canonical.ts';
import { marksInPlace, takesAnyMark } from './contextMarks.ts';
import { blockMarksOf, isBesideCode, isTextMark, leafMarks, unknownHolders } from './marks.ts';
import { repairAttributes } from './repairAttributes.ts';
import { sortMarks } from './sortMarks.ts';
import { suggestionAttributes, suggestionMarks } from './suggestionState.ts';

type Json = Record<string, unknown>;

/** Nodes whose `attrs` or `content` ADF wants to see even when there is nothing in them. */
const alwaysAttrs = new Set(['nestedExpand']);
const alwaysContent = new Set(['tableRow']);

/** The content of a node as ADF. */
export function writeContent(parent: Node): AdfNode[] {
  const written: AdfNode[] = [];
  let words: AdfNode | null = null;
  parent.forEach((node) => {
    const adf = node.isInline
      ? writeInline(node, parent.type.name)
      : writeBlock(node, parent.type.name);
    if (!adf) return;
    if (node.isText && words && haveSameMarks(words, adf)) {
      words.text = `${words.text}${adf.text}`;
      return;
    }
    written.push(adf);
    words = node.isText ? adf : null;
  });
  return written;
}

function writeBlock(node: Node, parent: string): AdfNode {
  const pending = suggestionAttributes.find((name) => node.attrs[name] !== null);
  if (pending) throw unresolved(pending);
  if (node.type.name === 'unsupportedBlock') return original(node.attrs.originalValue);
  const marks = blockMarksOf(node);
  const content = writeContent(node);
  const rest = marks.filter((mark) => mark.type === 'unsupportedNodeAttribute');
  return assemble({
    type: node.type.name,
    attrs: writeAttributes(
      node,
      rest.map((mark) => mark.attrs),
    ),
    content: content.length > 0 || alwaysContent.has(node.type.name) ? content : undefined,
    marks: writeMarks(marks, (types, held) =>
      takesAnyMark(parent, node.type.name)
        ? () => true
        : marksInPlace(parent, node.type.name, types, held),
    ),
  });
}

function writeInline(node: Node, parent: string): AdfNode | null {
  const type = node.type.name;
  const pending = node.marks.find((mark) =>
    (suggestionMarks as readonly string[]).includes(mark.type.name),
  );
  if (pending) throw unresolved(pending.type.name);
  if (type === 'unsupportedInline') return original(node.attrs.originalValue);
  // ADF has no status without words; in the editor it is one that is about to be named.
  if (type === 'status' && node.attrs.text === '') return null;
  const marks = writeMarks(
    node.marks.map((mark) => ({ type: mark.type.name, attrs: mark.attrs })),
    (types) => {
      if (parent === 'codeBlock') return () => false;
      if (!node.isText) return (mark) => leafMarks[type]?.includes(mark) ?? false;
      return types.includes('code') ? isBesideCode : isTextMark;
    },
  );
  if (node.isText) return assemble({ type, text: node.text, marks });
  return assemble({ type, attrs: writeAttributes(node, heldAttributes(node.marks)), marks });
}

function heldAttributes(marks: readonly Mark[]): Json[] {
  return marks
    .filter((mark) => mark.type.name === 'unsupportedNodeAttribute')
    .map((mark) => mark.attrs);
}

/**
 * The marks that may leave. A mark that was held because there were two of its type, or as unknown, comes back unless ADF knows its type and does not
 * allow it beside what stands there now.
 */
function writeMarks(
  marks: readonly { type: string; attrs: Json }[],
  allowedBeside: (types: string[], held: string[]) => (type: string) => boolean,
): AdfMark[] {
  const own = marks.filter(({ type }) => !isHolder(type));
  const held = marks
    .filter(({ type }) => type === 'unsupportedMark')
    .map(({ attrs }) => original<AdfMark>(attrs.originalValue));
  const allowed = allowedBeside(typesOf(own), typesOf(held));
  const kept = own.filter(({ type }) => allowed(type)).map(writeMark);
  const back = held.filter(({ type }) => !Object.hasOwn(markAttributes, type) || allowed(type));
  return [...kept, ...back];
}

function typesOf(marks: readonly { type: string }[]): string[] {
  return marks.map(({ type }) => type);
}

function isHolder(type: string): boolean {
  return (unknownHolders as readonly string[]).includes(type);
}

function writeMark({ type, attrs }: { type: string; attrs: Json }): AdfMark {
  const said = Object.entries(attrs).filter(([, value]) => value !== null);
  const rules = markAttributes[type] ?? {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = 'default' in rule ? rule.default : null;
    if (value !== null && !(name in attrs)) said.push([name, value]);
  }
  return said.length > 0 ? { type, attrs: Object.fromEntries(said) } : { type };
}

function writeAttributes(node: Node, held: readonly Json[]): Json | undefined {
  const type = node.type.name;
  const rules = nodeAttributes[type] ?? {};
  const attrs: Json = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value: unknown = node.attrs[name];
    if (value === null || (isSpan(name) && value === 1)) continue;
    attrs[name] = rule.default === value ? value : structuredClone(value);
  }
  for (const { unsupported } of held) {
    for (const [name, value] of Object.entries(unsupported as Json)) {
      // What somebody set since stands over what came in.
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (!(name in attrs) || attrs[name] === rule?.default) attrs[name] = structuredClone(value);
    }
  }
  repairAttributes(type, attrs);
  return Object.keys(attrs).length > 0 || alwaysAttrs.has(type) ? attrs : undefined;
}

/** Span 1 says nothing, and ADF's own editor leaves it out. */
function isSpan(name: string): boolean {
  return name === 'colspan' || name === 'rowspan';
}

function assemble(node: {
  type: string;
  attrs?: Json | undefined;
  content?: AdfNode[] | undefined;
  marks: AdfMark[];
  text?: string | undefined;
}): AdfNode {
  const { type, attrs, content, marks, text } = node;
  return {
    type,
    ...(text === undefined ? {} : { text }),
    ...(attrs ? { attrs } : {}),
    ...(content ? { content } : {}),
    ...(marks.length > 0 ? { marks: sortMarks(marks) } : {}),
  };
}

function haveSameMarks(a: AdfNode, b: AdfNode): boolean {
  const [one = [], other = []] = [a.marks, b.marks];
  return one.length === other.length && canonicalJson(one) === canonicalJson(other);
}

function original<T>(value: unknown): T {
  return structuredClone(value) as T;
}

function unresolved(state: string): Error {
  return new Error(`A document with suggestions is no ADF: resolve "${state}" first.`);
}
