import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { blockAttributes, formatsOf } from './yformats.ts';

/** The one root of a document (L1). */
export function rootOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('doc');
}

/** Writes a fresh document into an empty `Y.Doc`. */
export function plantDocument(ydoc: Y.Doc, node: Node): void {
  const root = rootOf(ydoc);
  if (root.length > 0) throw new Error('A document is planted in an empty Y.Doc only.');
  ydoc.transact(() => root.insert(0, elementsOf(node)));
}

/** Told of each element that is made, with the node that it holds. */
export type Remember = (element: Y.XmlElement, node: Node) => void;

/** A new element for a block or an inline leaf, with all that stands in it. */
export function elementOf(node: Node, remember: Remember = () => {}): Y.XmlElement {
  const element = new Y.XmlElement(node.type.name);
  for (const [name, value] of Object.entries(blockAttributes(node)))
    element.setAttribute(name, value as string);
  if (node.inlineContent) element.insert(0, [textOf(node, remember)]);
  else if (node.childCount > 0) element.insert(0, elementsOf(node, remember));
  remember(element, node);
  return element;
}

/** One operation of a text change, as Yjs reads it. */
export type DeltaOp =
  | { insert: string | Y.XmlElement; attributes: Record<string, unknown> }
  | { retain: number; attributes?: Record<string, unknown> }
  | { delete: number };

/** What inserts an inline node: text, or a leaf without its marks, which are formats of the text (L3). */
export function insertion(node: Node, remember: Remember): DeltaOp {
  const insert = node.isText ? node.text! : elementOf(node.mark([]), remember);
  return { insert, attributes: formatsOf(node.marks) };
}

function elementsOf(parent: Node, remember?: Remember): Y.XmlElement[] {
  return parent.children.map((child) => elementOf(child, remember));
}

function textOf(block: Node, remember: Remember): Y.XmlText {
  const text = new Y.XmlText();
  if (block.childCount > 0)
    text.applyDelta(block.children.map((child) => insertion(child, remember)));
  return text;
}
