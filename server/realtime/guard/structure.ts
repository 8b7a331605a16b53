import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { marksOf } from '@shared/adf/yformats';
import type { Fault } from '@shared/adf/yformats';
import { rootOf } from '@shared/adf/yread';
import type { Observation } from './observation.ts';

/** Why something new cannot be part of the layout, seen or unseen (M5); null when all of it can. */
export function structureFault(observation: Observation): Fault | null {
  const { doc } = observation.transaction;
  const root = rootOf(doc);
  for (const [name, type] of doc.share)
    if ((type as unknown) !== root) return layout(`another root, ${name}`);
  for (const item of observation.added) {
    const fault = itemFault(item, root);
    if (fault) return fault;
  }
  return null;
}

const layout = (detail: string): Fault => ({ rule: 'layout', detail });

function itemFault(item: Y.Item, root: Y.XmlFragment): Fault | null {
  const { content, parent } = item;
  // What came deleted holds nothing any more; its place was checked when its parent was.
  if (content instanceof Y.ContentDeleted || parent === null) return null;
  if (content instanceof Y.ContentType) return typeFault(item, content, root);
  if (content instanceof Y.ContentAny)
    return parent instanceof Y.XmlElement && item.parentSub !== null && content.arr.length === 1
      ? null
      : layout('a value that is no attribute of an element');
  if (!(parent instanceof Y.XmlText) || item.parentSub !== null)
    return layout(`${content.constructor.name} outside a text`);
  if (content instanceof Y.ContentString) return null;
  if (content instanceof Y.ContentFormat) return formatFault(content);
  return layout(`${content.constructor.name} in a text`);
}

function typeFault(item: Y.Item, { type }: Y.ContentType, root: Y.XmlFragment): Fault | null {
  const { parent } = item;
  if (item.parentSub !== null) return layout('a type as an attribute');
  if (type.constructor === Y.XmlText)
    return parent instanceof Y.XmlElement ? null : layout('a text that stands in no element');
  if (type.constructor !== Y.XmlElement) return layout(`a ${type.constructor.name}`);
  return parent === root || parent instanceof Y.XmlElement || parent instanceof Y.XmlText
    ? null
    : layout('an element in a strange place');
}

/** A format may wait unseen for text to come under it, so it is checked where it stands. */
function formatFault(format: Y.ContentFormat): Fault | null {
  const { key, value } = format as { key: string; value: unknown };
  // The end of a format has no value to check, only a name.
  if (value === null) return isMarkName(key) ? null : layout(`unknown format ${key}`);
  const faults: Fault[] = [];
  marksOf(new Map([[key, value]]), (fault) => faults.push(fault));
  return faults[0] ?? null;
}

function isMarkName(key: string): boolean {
  const colon = key.indexOf(':');
  return Object.hasOwn(schema.marks, colon < 0 ? key : key.slice(0, colon));
}
