import { Fragment } from 'prosemirror-model';
import type { Attrs, Node, NodeType } from 'prosemirror-model';
import * as Y from 'yjs';
import { schema } from './schema.ts';
import { NodeCache } from './ycache.ts';
import { isJson, marksOf, plain } from './yformats.ts';
import type { Fault, OnFault } from './yformats.ts';
import { forEachRun } from './yruns.ts';

export { plantDocument, rootOf } from './yplant.ts';
export { NodeCache };
export type { Fault, OnFault };

type YType = Y.ContentType['type'];

interface Reader {
  cache: Pick<NodeCache, 'get' | 'set'>;
  onFault: OnFault;
  depth: number;
}

/** Deeper than any document that people write; what is deeper would exhaust the stack of whoever reads it. */
const deepest = 100;

/**
 * The document that a fragment holds. Never writes (L7): what does not fit the layout or the schema is wrapped, told to
 * `onFault`, and stays where it is. With a cache, what did not change since is the identical object.
 */
export function readDocument(
  fragment: Y.XmlFragment,
  cache?: NodeCache,
  onFault: OnFault = () => {},
): Node {
  const known = cache?.get(fragment);
  if (known) return known;
  const reader: Reader = { cache: cache ?? new Map<object, Node>(), onFault, depth: 0 };
  const doc = readRoot(fragment, reader);
  cache?.set(fragment, doc);
  return doc;
}

function readRoot(fragment: Y.XmlFragment, reader: Reader): Node {
  const type = schema.topNodeType;
  if (hasAttributes(fragment)) reader.onFault(layout('the root has attributes'));
  const blocks = readChildren(fragment, reader);
  if (!type.validContent(blocks))
    reader.onFault({ rule: 'content', detail: `invalid content of ${type.name}` });
  // An editor cannot work in a document without a block; the next write plants this one.
  if (blocks.childCount === 0) return type.createAndFill()!;
  return type.create(null, blocks);
}

function readBlock(element: Y.XmlElement, reader: Reader): Node {
  const known = reader.cache.get(element);
  if (known) return known;
  const within = { ...reader, depth: reader.depth + 1 };
  const node = tryBlock(element, within) ?? wrap(element, 'unsupportedBlock');
  reader.cache.set(element, node);
  return node;
}

function tryBlock(element: Y.XmlElement, reader: Reader): Node | null {
  const type = schema.nodes[element.nodeName];
  if (!type || type.isInline || type === schema.topNodeType) {
    reader.onFault(layout(`no block is called ${element.nodeName}`));
    return null;
  }
  if (reader.depth > deepest) {
    reader.onFault({ rule: 'content', detail: `${type.name} deeper than ${deepest}` });
    return null;
  }
  const content = readContent(element, type, reader);
  return content && build(element, type, content, reader);
}

function readContent(element: Y.XmlElement, type: NodeType, reader: Reader): Fragment | null {
  if (type.inlineContent) {
    const texts = [...children(element)];
    const text = texts[0];
    if (texts.length === 1 && text instanceof Y.XmlText) return readText(text, type, reader);
    reader.onFault(layout(`${type.name} does not hold exactly one text`));
    return null;
  }
  if (!type.isLeaf) return readChildren(element, reader);
  if (element._length === 0) return Fragment.empty;
  reader.onFault(layout(`${type.name} holds something`));
  return null;
}

function readChildren(parent: Y.XmlFragment, reader: Reader): Fragment {
  const nodes: Node[] = [];
  for (const child of children(parent)) {
    if (child instanceof Y.XmlElement) nodes.push(readBlock(child, reader));
    else {
      reader.onFault(layout('a container holds something that is not an element'));
      nodes.push(wrap(child, 'unsupportedBlock'));
    }
  }
  return Fragment.fromArray(nodes);
}

function readText(text: Y.XmlText, parent: NodeType, reader: Reader): Fragment {
  if (hasAttributes(text)) reader.onFault(layout('a text has attributes'));
  const nodes: Node[] = [];
  let marks = marksOf(new Map(), reader.onFault);
  forEachRun(text, (content, formats, formatsChanged) => {
    if (formatsChanged) marks = marksOf(formats, reader.onFault);
    const allowed = parent.allowedMarks(marks);
    if (allowed.length !== marks.length)
      reader.onFault({ rule: 'content', detail: `a mark that ${parent.name} does not allow` });
    if (typeof content === 'string') nodes.push(schema.text(content, allowed));
    else nodes.push(readLeaf(content, reader).mark(allowed));
  });
  return Fragment.fromArray(nodes);
}

function readLeaf(content: Y.XmlElement | { foreign: string }, reader: Reader): Node {
  if (!(content instanceof Y.XmlElement)) {
    reader.onFault(layout(`${content.foreign} in a text`));
    return wrap(content, 'unsupportedInline');
  }
  const known = reader.cache.get(content);
  if (known) return known;
  const node = tryLeaf(content, reader) ?? wrap(content, 'unsupportedInline');
  reader.cache.set(content, node);
  return node;
}

function tryLeaf(element: Y.XmlElement, reader: Reader): Node | null {
  const type = schema.nodes[element.nodeName];
  if (!type?.isInline || !type.isLeaf || type.isText || element._length > 0) {
    reader.onFault(layout(`no inline leaf is called ${element.nodeName}`));
    return null;
  }
  return build(element, type, Fragment.empty, reader);
}

function build(
  element: Y.XmlElement,
  type: NodeType,
  content: Fragment,
  reader: Reader,
): Node | null {
  const attrs = readAttributes(element, type, reader);
  try {
    const node = type.create(attrs, content);
    if (!type.validContent(content)) throw new RangeError(`invalid content of ${type.name}`);
    return node;
  } catch (error) {
    reader.onFault({ rule: 'content', detail: String(error) });
    return null;
  }
}

function readAttributes(element: Y.XmlElement, type: NodeType, reader: Reader): Attrs {
  const specs = type.spec.attrs ?? {};
  const attrs: Record<string, unknown> = {};
  for (const [name, value] of storedEntries(element)) {
    if (!Object.hasOwn(specs, name))
      reader.onFault(layout(`${type.name} has no attribute ${name}`));
    else if (!isJson(value)) reader.onFault(layout(`${type.name}.${name} is not JSON`));
    else attrs[name] = plain(value);
  }
  return attrs;
}

/** The attributes as they are stored; a value that is not plain data is given as `undefined`. */
function* storedEntries(element: Y.XmlElement): Generator<[string, unknown]> {
  for (const [name, item] of element._map) {
    if (item.deleted) continue;
    const isValue = item.content instanceof Y.ContentAny && item.content.arr.length === 1;
    yield [name, isValue ? (item.content as Y.ContentAny).arr[0] : undefined];
  }
}

/** The children of a fragment or element; what is not a Y type at all is given as a stranger. */
function* children(parent: Y.XmlFragment): Generator<YType | { foreign: string }> {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (!(item.content instanceof Y.ContentType)) yield { foreign: item.content.constructor.name };
    else if (isOfLayout(item.content.type)) yield item.content.type;
    else yield { foreign: item.content.type.constructor.name };
  }
}

const isOfLayout = (type: YType) =>
  type.constructor === Y.XmlElement || type.constructor === Y.XmlText;

function hasAttributes(type: YType): boolean {
  return [...type._map.values()].some((item) => !item.deleted);
}

const layout = (detail: string): Fault => ({ rule: 'layout', detail });

function wrap(what: object, name: 'unsupportedBlock' | 'unsupportedInline'): Node {
  const type = schema.nodes[name]!;
  try {
    return type.create({ originalValue: describe(what) });
  } catch {
    // What is unsafe even to hold is named only; it is still where it was, in Yjs.
    return type.create({ originalValue: { type: 'unknown' } });
  }
}

function describe(what: object, depth = 0): unknown {
  if (what instanceof Y.XmlText) return { type: 'text', text: plainText(what) };
  if (!(what instanceof Y.XmlElement)) return { type: 'unknown' };
  const attrs = Object.fromEntries(
    [...storedEntries(what)].filter(([, value]) => isJson(value)).map(([k, v]) => [k, plain(v)]),
  );
  const content =
    depth < deepest ? [...children(what)].map((child) => describe(child, depth + 1)) : [];
  return {
    type: what.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
}

function plainText(text: Y.XmlText): string {
  let plainly = '';
  forEachRun(text, (content) => {
    plainly += typeof content === 'string' ? content : '\uFFFC';
  });
  return plainly;
}
