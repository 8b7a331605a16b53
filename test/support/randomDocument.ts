import { Fragment, type Mark, type Node } from 'prosemirror-model';
import { schema } from '@shared/adf/schema';

/** A generator of numbers from 0 up to 1 that gives the same row for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Random = () => number;
export const below = (random: Random, limit: number) => Math.floor(random() * limit);
export const oneOf = <T>(random: Random, list: readonly T[]): T =>
  list[below(random, list.length)]!;

const words = 'scope plan a aa ab team go-live café 😀 𝔸b milestone data the the of  x'.split(' ');

export function randomText(random: Random): string {
  const count = 1 + below(random, 4);
  return Array.from({ length: count }, () => oneOf(random, words)).join(' ') || 'x';
}

function randomMarks(random: Random): readonly Mark[] {
  if (random() < 0.6) return [];
  const choice = [
    () => schema.mark('strong'),
    () => schema.mark('em'),
    () => schema.mark('code'),
    () => schema.mark('link', { href: 'https://example.org/' }),
    () => schema.mark('textColor', { color: '#ff0000' }),
    () => schema.mark('annotation', { id: `thread-${below(random, 3)}` }),
  ];
  return oneOf(random, choice)().addToSet(random() < 0.5 ? [schema.mark('underline')] : []);
}

function randomLeaf(random: Random): Node {
  return oneOf(random, [
    () => schema.node('hardBreak'),
    () => schema.node('date', { timestamp: String(below(random, 3)) }),
    () => schema.node('status', { text: randomText(random), color: 'blue' }),
    () => schema.node('mention', { id: `person-${below(random, 3)}`, text: '@Ada' }),
    () => schema.node('emoji', { shortName: ':smile:' }),
  ])();
}

export function randomInline(random: Random): Node[] {
  return Array.from({ length: below(random, 4) }, () =>
    random() < 0.75
      ? schema.text(randomText(random), randomMarks(random))
      : randomLeaf(random).mark(randomMarks(random)),
  );
}

function paragraph(random: Random): Node {
  const aligned = random() < 0.15 ? { 'mark:alignment': { align: 'center' } } : null;
  return schema.node('paragraph', aligned, Fragment.from(randomInline(random)));
}

const some = <T>(random: Random, make: () => T) =>
  Array.from({ length: 1 + below(random, 3) }, make);

const blockMakers: ((random: Random) => Node)[] = [
  paragraph,
  paragraph,
  paragraph,
  (random) =>
    schema.node('heading', { level: 1 + below(random, 6) }, Fragment.from(randomInline(random))),
  (random) => schema.node('codeBlock', { language: 'sql' }, schema.text(randomText(random))),
  () => schema.node('rule'),
  (random) =>
    schema.node(
      'bulletList',
      null,
      some(random, () => listItem(random)),
    ),
  (random) =>
    schema.node(
      'orderedList',
      { order: 1 },
      some(random, () => listItem(random)),
    ),
  (random) =>
    schema.node('panel', { panelType: oneOf(random, ['info', 'warning']) }, [paragraph(random)]),
  (random) =>
    schema.node(
      'blockquote',
      null,
      some(random, () => paragraph(random)),
    ),
  (random) => schema.node('expand', { title: 'More' }, [paragraph(random)]),
  (random) => schema.node('table', { layout: 'default' }, rows(random)),
  (random) =>
    schema.node(
      'taskList',
      { localId: 'list' },
      some(random, () =>
        schema.node(
          'taskItem',
          { localId: `task-${below(random, 100)}`, state: oneOf(random, ['TODO', 'DONE']) },
          Fragment.from(randomInline(random)),
        ),
      ),
    ),
];

function listItem(random: Random): Node {
  return schema.node('listItem', null, [paragraph(random)]);
}

function rows(random: Random): Node[] {
  const columns = 1 + below(random, 3);
  return some(random, () =>
    schema.node(
      'tableRow',
      null,
      Array.from({ length: columns }, () => schema.node('tableCell', null, [paragraph(random)])),
    ),
  );
}

export function randomBlock(random: Random): Node {
  return oneOf(random, blockMakers)(random);
}

/** A valid document of the given number of blocks, of most kinds. */
export function randomDocument(random: Random, blocks = 1 + below(random, 6)): Node {
  const doc = schema.node(
    'doc',
    null,
    Array.from({ length: blocks }, () => randomBlock(random)),
  );
  doc.check();
  return doc;
}
