import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { schema } from '@shared/adf/schema';
import type { StorySuggestion } from './story.ts';

interface Place {
  from: number;
  to: number;
}

/** The first place where words stand in one piece of text. */
function find(doc: Node, words: string): Place {
  let place: Place | null = null;
  doc.descendants((node, position) => {
    if (place || !node.isText) return !place;
    const at = node.text?.indexOf(words) ?? -1;
    if (at >= 0) place = { from: position + at, to: position + at + words.length };
    return false;
  });
  if (!place)
    throw new Error(`The demo proposes a change of words that do not stand there: ${words}`);
  return place;
}

/** The part of two texts in which they differ, so that a proposal marks no more than it changes. */
function difference(before: string, after: string): { start: number; end: number; added: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = before.length;
  let stop = after.length;
  while (end > start && stop > start && before[end - 1] === after[stop - 1]) {
    end -= 1;
    stop -= 1;
  }
  return { start, end, added: after.slice(start, stop) };
}

/** Puts a proposal into a document as its author would in suggest mode: nothing of what stands there is taken away. */
export function propose(doc: Node, { id, at, change }: StorySuggestion): Node {
  const { insertion, deletion } = schema.marks;
  const { listItem, paragraph } = schema.nodes;
  if (!insertion || !deletion || !listItem || !paragraph)
    throw new Error('The schema is incomplete.');
  const place = find(doc, at);
  const transform = new Transform(doc);

  const add = (position: number, text: string) => {
    const marks = transform.doc.resolve(position).marks();
    transform.insert(position, schema.text(text, insertion.create({ id }).addToSet(marks)));
  };

  if ('addBehind' in change) {
    add(place.to, change.addBehind);
  } else if ('newItem' in change) {
    const resolved = doc.resolve(place.to);
    const depth = [...Array(resolved.depth).keys()].findLast(
      (level) => resolved.node(level).type === listItem,
    );
    if (depth === undefined) throw new Error(`There is no list around: ${at}`);
    const item = listItem.create(
      { insertion: { id } },
      paragraph.create(null, schema.text(change.newItem)),
    );
    transform.insert(resolved.after(depth), item);
  } else {
    const { start, end, added } = difference(at, change.replaceBy);
    add(place.from + end, added);
    transform.addMark(place.from + start, place.from + end, deletion.create({ id }));
  }
  return transform.doc;
}
