import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { openLiveDocument } from '@server/realtime/openLiveDocument';
import { schema } from '@shared/adf/schema';
import { applyForeignV2 } from '@shared/adf/yapply';
import { NodeCache, plantDocument, readDocument, rootOf } from '@shared/adf/yread';
import { writeChange } from '@shared/adf/ywrite';
import type { Mode } from '@shared/protocol/modes';
import { proposeDocument } from '@shared/suggestions/suggest';
import { below, randomFrom, randomText, type Random } from '../support/randomDocument.ts';
import { percentile, type Row } from './rows.ts';

const sizes = [5, 50, 500];
const updates = 200;

/** A document of about the given number of kilobytes as ADF: headings, paragraphs, lists and a table now and then. */
function documentOf(kilobytes: number, random: Random): Node {
  const blocks: Node[] = [];
  const sentence = () => Array.from({ length: 14 }, () => randomText(random)).join(' ');
  for (let size = 0, i = 0; size < kilobytes * 1024; i++) {
    const text = [schema.text(sentence())];
    const block =
      i % 8 === 0
        ? schema.node('heading', { level: 2 }, text)
        : i % 5 === 0
          ? schema.node('bulletList', null, [
              schema.node('listItem', null, [schema.node('paragraph', null, text)]),
            ])
          : schema.node('paragraph', null, text);
    blocks.push(block);
    size += block.textContent.length + 90;
  }
  return schema.node('doc', null, blocks);
}

function typed(doc: Node, random: Random): Node {
  const index = below(random, doc.childCount);
  const block = doc.child(index);
  if (!block.isTextblock) return typed(doc, random);
  const at = below(random, block.content.size);
  const content = block.content.cut(0, at).addToEnd(schema.text('x')).append(block.content.cut(at));
  return doc.copy(doc.content.replaceChild(index, block.copy(content)));
}

function measure(kilobytes: number, mode: Mode): Row[] {
  const random = randomFrom(kilobytes);
  const source = new Y.Doc();
  plantDocument(source, documentOf(kilobytes, random));
  const snapshotV2 = Y.encodeStateAsUpdateV2(source);
  const opening = performance.now();
  const live = openLiveDocument({ states: { snapshotV2, tail: [] }, authors: [], maxBytes: 1e8 });
  const openMs = performance.now() - opening;

  const ydoc = new Y.Doc();
  applyForeignV2(ydoc, live.encode());
  const cache = new NodeCache(ydoc);
  const sent: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array) => sent.push(update));
  const proposals: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < updates; round++) {
    const before = readDocument(rootOf(ydoc), cache);
    const direct = typed(before, random);
    const start = performance.now();
    const after = mode === 'edit' ? direct : proposeDocument(before, direct, `ada/${round}`)!;
    proposals.push(performance.now() - start);
    writeChange(rootOf(ydoc), cache, before, after);
    const judging = performance.now();
    const verdict = live.receive(sent.pop()!, { personId: 'ada', mode });
    times.push(performance.now() - judging);
    if (!verdict.ok) throw new Error(`An honest update was refused: ${verdict.reason}.`);
  }
  const refusing = performance.now();
  rootOf(ydoc).insert(0, [new Y.XmlElement('script')]);
  live.receive(sent.pop()!, { personId: 'ada', mode });
  const refuseMs = performance.now() - refusing;

  const scenario = `guard ${kilobytes} KB ${mode}`;
  const row = (figure: string, value: number): Row => ({
    scenario,
    server: 'cadrage',
    figure,
    value: Math.round(value * 1000) / 1000,
    unit: 'ms',
  });
  return [
    row('update median', percentile(times, 0.5)),
    row('update p95', percentile(times, 0.95)),
    row('open', openMs),
    row('refuse and rebuild', refuseMs),
    ...(mode === 'suggest'
      ? [
          row('propose median', percentile(proposals, 0.5)),
          row('propose p95', percentile(proposals, 0.95)),
        ]
      : []),
  ];
}

/** What judging one typed letter costs, by size of the document and by mode. */
export async function rows(): Promise<Row[]> {
  return sizes.flatMap((kilobytes) =>
    [measure(kilobytes, 'edit'), measure(kilobytes, 'suggest')].flat(),
  );
}
