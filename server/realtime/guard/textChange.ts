import * as Y from 'yjs';
import { sameJson } from '@shared/adf/yformats';
import { applyFormat } from '@shared/adf/yruns';
import { splitCharacter } from '@shared/suggestions/ids';
import type { Observation } from './observation.ts';

export type Formats = ReadonlyMap<string, unknown>;

/** A stretch of one text under one set of formats. Leaves are U+FFFC. */
export interface Stretch {
  text: string;
  formats: Formats;
  /** Formats that stood there already, under which something new has come to stand. */
  inherited: ReadonlySet<string>;
}

/** What a transaction did to one text, by the identity of its characters. */
export interface TextChange {
  text: Y.XmlText;
  added: Stretch[];
  removed: Stretch[];
  /** True when a split character stands without an insertion (L11). */
  straySplit: boolean;
  /** Formats that changed on content that stayed. */
  changed: { key: string; before: unknown; after: unknown; formatsBefore: Formats }[];
}

/** Reads a text twice at once: as it was and as it is. */
export function textChange(text: Y.XmlText, observation: Observation): TextChange {
  const change: TextChange = { text, added: [], removed: [], changed: [], straySplit: false };
  const before = new Map<string, unknown>();
  const after = new Map<string, unknown>();
  const inherited = new Set<string>();
  let compared = false;
  for (let item = text._start; item !== null; item = item.right) {
    const stood = observation.stood(item);
    if (item.content instanceof Y.ContentFormat) {
      if (stood) applyFormat(before, item.content);
      if (!item.deleted) {
        applyFormat(after, item.content);
        if (stood) inherited.add(item.content.key);
        else inherited.delete(item.content.key);
      }
      compared &&= !stood && item.deleted;
      continue;
    }
    if (!item.countable || (!stood && item.deleted)) continue;
    if (!item.deleted && holdsSplit(item) && !after.has('insertion')) change.straySplit = true;
    if (stood && !item.deleted) {
      if (!compared) change.changed.push(...differences(before, after));
      compared = true;
    } else if (stood) put(change.removed, item, before, inherited);
    else put(change.added, item, after, inherited);
  }
  return change;
}

const holdsSplit = ({ content }: Y.Item) =>
  content instanceof Y.ContentString && content.str.includes(splitCharacter);

function put(
  stretches: Stretch[],
  item: Y.Item,
  formats: Formats,
  inherited: ReadonlySet<string>,
): void {
  const text =
    item.content instanceof Y.ContentString ? item.content.str : '\uFFFC'.repeat(item.length);
  stretches.push({ text, formats: new Map(formats), inherited: new Set(inherited) });
}

function differences(before: Formats, after: Formats): TextChange['changed'] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  const found: TextChange['changed'] = [];
  for (const key of keys) {
    const [was, is] = [before.get(key), after.get(key)];
    if (!sameJson(was, is))
      found.push({ key, before: was, after: is, formatsBefore: new Map(before) });
  }
  return found;
}
