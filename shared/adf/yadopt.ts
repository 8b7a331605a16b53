import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import type { NodeCache } from './ycache.ts';
import { forEachRun } from './yruns.ts';

/**
 * Tells a cache the nodes of a document that is known to be what the fragment holds, so that everything remembered about those nodes goes
 * on to hold.
 */
export function adoptDocument(fragment: Y.XmlFragment, cache: NodeCache, doc: Node): void {
  if (fragment.length !== doc.childCount) return;
  adoptChildren(fragment, cache, doc);
  cache.set(fragment, doc);
}

function adoptChildren(parent: Y.XmlFragment, cache: NodeCache, node: Node): void {
  for (const [index, type] of parent.toArray().entries())
    if (type instanceof Y.XmlElement) adopt(type, cache, node.child(index));
}

function adopt(element: Y.XmlElement, cache: NodeCache, node: Node): void {
  cache.set(element, node);
  // What was wrapped on reading has no counterpart inside.
  if (element.nodeName !== node.type.name) return;
  if (!node.inlineContent) return adoptChildren(element, cache, node);
  const text = element.get(0);
  if (text instanceof Y.XmlText) adoptLeaves(text, cache, node);
}

function adoptLeaves(text: Y.XmlText, cache: NodeCache, block: Node): void {
  let offset = 0;
  forEachRun(text, (content) => {
    if (typeof content === 'string') offset += content.length;
    else {
      const leaf = block.content.cut(offset, offset + 1).firstChild;
      if (leaf && content instanceof Y.XmlElement) cache.set(content, leaf.mark([]));
      offset += 1;
    }
  });
}
