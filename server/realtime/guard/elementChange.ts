import * as Y from 'yjs';
import { sameJson } from '@shared/adf/yformats';
import { attributeNow } from './observation.ts';
import type { Observation } from './observation.ts';

/** What a transaction did to elements, by their identity. */
export interface ElementChanges {
  added: Y.XmlElement[];
  removed: Y.XmlElement[];
  /** Attributes that changed on elements that stayed. */
  changed: { element: Y.XmlElement; name: string; before: unknown; after: unknown }[];
}

/** The elements that came, went and stayed with other attributes. */
export function elementChanges(observation: Observation): ElementChanges {
  const changes: ElementChanges = { added: [], removed: [], changed: [] };
  for (const item of observation.added) {
    const element = elementIn(item);
    if (element && !item.deleted) changes.added.push(element);
  }
  for (const item of observation.removed) {
    const element = elementIn(item);
    if (element) changes.removed.push(element);
  }
  for (const [type, names] of observation.transaction.changed) {
    const element: unknown = type;
    if (!(element instanceof Y.XmlElement) || element._item?.deleted) continue;
    for (const name of names) {
      if (name === null) continue;
      const before = observation.attributeBefore(element, name);
      const after = attributeNow(element, name);
      if (!sameJson(before, after)) changes.changed.push({ element, name, before, after });
    }
  }
  return changes;
}

function elementIn(item: Y.Item): Y.XmlElement | null {
  const { content } = item;
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement
    ? content.type
    : null;
}
