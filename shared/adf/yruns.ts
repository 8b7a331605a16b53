import * as Y from 'yjs';

/** What stands in a `Y.XmlText`: a string, a leaf, or something that the layout does not allow. */
export type RunContent = string | Y.XmlElement | { foreign: string };

/**
 * Visits the content of a text in order, each piece with the formats in force there. The map of formats is one and the
 * same object throughout; `formatsChanged` says whether it differs from the visit before.
 */
export function forEachRun(
  text: Y.XmlText,
  visit: (
    content: RunContent,
    formats: ReadonlyMap<string, unknown>,
    formatsChanged: boolean,
  ) => void,
): void {
  const formats = new Map<string, unknown>();
  let changed = true;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      applyFormat(formats, content);
      changed = true;
      continue;
    }
    visit(contentOf(content), formats, changed);
    changed = false;
  }
}

/** The rule by which Yjs reads a format item: null ends the format. */
export function applyFormat(formats: Map<string, unknown>, format: Y.ContentFormat): void {
  const { key, value } = format as { key: string; value: unknown };
  if (value === null) formats.delete(key);
  else formats.set(key, value);
}

function contentOf(content: Y.Item['content']): RunContent {
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentType && content.type.constructor === Y.XmlElement)
    return content.type;
  return { foreign: content.constructor.name };
}
