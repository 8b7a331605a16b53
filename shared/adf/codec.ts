import type { Node, NodeType } from 'prosemirror-model';
import { invalidDocument, type AdfDocument } from './adf.ts';
import { isObject } from './checks.ts';
import { overLimits } from './limits.ts';
import { readContent, type Reading } from './readAdf.ts';
import { schema } from './schema.ts';
import { writeContent } from './writeAdf.ts';

const quiet: Reading = { note: () => {}, refuseMisplaced: false };

/**
 * The editor's document for an ADF document. Nothing is lost: what the schema does not know, or not in that place, is held unchanged and given
 * back by `toAdf`. Throws `document.invalid` with the place when something cannot be held at all.
 */
export function fromAdf(adf: AdfDocument): Node {
  const fault = overLimits(adf);
  if (fault) throw invalidDocument(fault.path, fault.reason);
  return readWhole(adf, quiet);
}

/** As `fromAdf`, for a value that is known to be within the limits. */
export function readWhole(value: unknown, reading: Reading): Node {
  if (!isObject(value) || value.type !== 'doc') throw invalidDocument('', 'must be a document');
  if (value.version !== 1) throw invalidDocument('version', 'must be 1');
  if (!Array.isArray(value.content)) throw invalidDocument('content', 'must be a list of blocks');
  const extra = Object.keys(value).find((key) => !['type', 'version', 'content'].includes(key));
  if (extra !== undefined) throw invalidDocument(extra, 'must not be there');
  const doc = schema.nodes.doc as NodeType;
  // An editor needs somewhere to write.
  if (value.content.length === 0) return doc.createAndFill() as Node;
  const content = readContent(doc, value.content, '', reading);
  if (!content) throw invalidDocument('content', 'must be a list of blocks');
  return doc.create(null, content);
}

/**
 * The ADF of an editor's document. Passes ADF's own JSON schema, preserved unknown parts apart. Suggestions must be resolved before (PROTOCOL L13);
 * throws when one is left.
 */
export function toAdf(doc: Node): AdfDocument {
  return { type: 'doc', version: 1, content: writeContent(doc) };
}
