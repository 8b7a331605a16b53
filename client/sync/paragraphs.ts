import * as Y from 'yjs';

const root = (doc: Y.Doc) => doc.getXmlFragment('doc');

/** Adds a paragraph of plain text at the end of a document (layout L2). */
export function appendParagraph(doc: Y.Doc, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  const content = new Y.XmlText();
  if (text !== '') content.insert(0, text);
  paragraph.insert(0, [content]);
  const blocks = root(doc);
  blocks.insert(blocks.length, [paragraph]);
}

function textIn(node: Y.XmlElement | Y.XmlText | Y.XmlFragment | Y.XmlHook): string {
  if (node instanceof Y.XmlText) {
    const pieces = node.toDelta() as { insert: unknown }[];
    return pieces.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
  }
  if (node instanceof Y.XmlHook) return '';
  const inner = node.toArray().map((child) => textIn(child as Y.XmlElement | Y.XmlText));
  return inner.filter((text) => text !== '').join('\n');
}

/** The plain text of a document, one line for each textblock that holds any. */
export function textOf(doc: Y.Doc): string {
  return textIn(root(doc));
}

/** A document of the text that is in updates, one paragraph for each run: for updates whose own document is gone. */
export function recoverText(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
        appendParagraph(doc, struct.content.str);
      }
    }
  }
  return doc;
}
