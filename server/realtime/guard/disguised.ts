import type { Node } from 'prosemirror-model';
import { canonicalJson } from '@shared/adf/canonical';
import { readNode, type Reading } from '@shared/adf/readAdf';

const quiet: Reading = { note: () => {}, refuseMisplaced: false };

/**
 * Known content that comes in as a holder of unknown content: nobody would see what leaves as ADF. Gives its type, or null. What the
 * schema really cannot hold in that place may come and go, as when its deletion is undone.
 */
export function disguised(before: Node, after: Node): string | null {
  const known = new Set<string>();
  before.descendants((node) => void (isHolder(node) && known.add(held(node))));
  let found: string | null = null;
  after.descendants((node, _position, parent, index) => {
    if (found !== null || !isHolder(node) || !parent || known.has(held(node))) return;
    const plain = readNode(node.attrs.originalValue, '', parent.type.name, quiet);
    if (plain && parent.canReplaceWith(index, index + 1, plain.type)) found = plain.type.name;
  });
  return found;
}

const isHolder = (node: Node) =>
  node.type.name === 'unsupportedBlock' || node.type.name === 'unsupportedInline';

const held = (node: Node) => canonicalJson(node.attrs.originalValue);
