/** Stored documents to measure with. */
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { plantDocument } from '@shared/adf/yread';
import { below, randomFrom } from '../../support/randomDocument.ts';

/** One paragraph: what every scenario of typing starts from, on either server. */
export function oneParagraph(text = ''): Uint8Array {
  const doc = new Y.Doc();
  const content = text === '' ? [] : [schema.text(text)];
  plantDocument(doc, schema.node('doc', null, [schema.node('paragraph', null, content)]));
  return Y.encodeStateAsUpdateV2(doc);
}

/** Paragraphs of prose that make about so many bytes. */
export function prose(bytes: number): Uint8Array {
  const sentence = 'The environment is deployed once the input data has been validated. ';
  const doc = new Y.Doc();
  const paragraphs = Array.from({ length: Math.ceil(bytes / (sentence.length * 4)) }, () =>
    schema.node('paragraph', null, [schema.text(sentence.repeat(4))]),
  );
  plantDocument(doc, schema.node('doc', null, paragraphs));
  return Y.encodeStateAsUpdateV2(doc);
}

/** A long history of typing, as large as the B4 trace of the CRDT benchmarks: mostly in one place, with jumps. */
export function longHistory(inserts = 180_000, deletes = 80_000): Uint8Array {
  const random = randomFrom(4);
  const doc = new Y.Doc();
  Y.applyUpdateV2(doc, oneParagraph());
  const text = (doc.getXmlFragment('doc').get(0) as Y.XmlElement).get(0) as Y.XmlText;
  let cursor = 0;
  let length = 0;
  for (let left = inserts + deletes; left > 0; left -= 1) {
    if (random() < 0.01) cursor = below(random, length + 1);
    if (random() < deletes / (inserts + deletes) && cursor > 0) {
      cursor -= 1;
      length -= 1;
      text.delete(cursor, 1);
    } else {
      text.insert(cursor, String.fromCharCode(97 + below(random, 26)));
      cursor += 1;
      length += 1;
    }
  }
  return Y.encodeStateAsUpdateV2(doc);
}
