import * as Y from 'yjs';
import { rootOf } from '@shared/adf/yread';
import type { Change } from './change.ts';

const prefix = 'annotation:';
const attribute = 'mark:annotation';

export const isComment = (key: string) => key.startsWith(prefix) || key === attribute;

/**
 * True when content that stayed gained or lost only comments that the writer may set: new ones, and those whose marks nobody else has
 * ever written (M2).
 */
export function changesOwnComments(change: Change, authors: ReadonlyMap<number, string>): boolean {
  const touched = new Set<string>();
  for (const { changed } of change.texts)
    for (const { key } of changed)
      if (key.startsWith(prefix)) touched.add(key.slice(prefix.length));
  for (const { name, before, after } of change.elements.changed)
    if (name === attribute) for (const id of differingIds(before, after)) touched.add(id);
  if (touched.size === 0) return true;
  const owners = commentWriters(change, authors);
  return [...touched].every((id) => {
    const writers = owners.get(id);
    return !writers || (writers.size === 1 && writers.has(change.personId));
  });
}

function differingIds(before: unknown, after: unknown): string[] {
  const [was, is] = [idsOf(before), idsOf(after)];
  return [...new Set([...was, ...is])].filter((id) => was.has(id) !== is.has(id));
}

function idsOf(value: unknown): Set<string> {
  const marks = Array.isArray(value) ? (value as { id?: unknown }[]) : [];
  return new Set(marks.map(({ id }) => String(id)));
}

/** Who wrote the marks of each comment that stood in the document before. */
function commentWriters(
  { observation }: Change,
  authors: ReadonlyMap<number, string>,
): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>();
  const add = (id: string, item: Y.Item) => {
    const people = writers.get(id) ?? new Set();
    writers.set(id, people.add(authors.get(item.id.client) ?? ''));
  };
  const visit = (type: Y.ContentType['type']) => {
    for (const item of type._map.values())
      if (item.parentSub === attribute && observation.stood(item))
        for (const id of idsOf((item.content as Y.ContentAny).arr?.at(-1))) add(id, item);
    for (let item = type._start; item !== null; item = item.right) {
      if (!observation.stood(item)) continue;
      const { content } = item;
      if (content instanceof Y.ContentType) visit(content.type);
      if (!(content instanceof Y.ContentFormat)) continue;
      const { key, value } = content as { key: string; value: unknown };
      if (key.startsWith(prefix) && value !== null) add(key.slice(prefix.length), item);
    }
  };
  visit(rootOf(observation.transaction.doc));
  return writers;
}
