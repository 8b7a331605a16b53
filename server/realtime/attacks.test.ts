/** Updates that no page of ours would send, over a real socket: the guard is where they end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph } from '@client/sync/index';
import { schema } from '@shared/adf/schema';
import { plantDocument } from '@shared/adf/yread';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import { layoutVersion } from '@shared/protocol/version';
import {
  startRealtimeServer,
  tokenOf,
  type RealtimeServer,
} from '../../test/support/realtimeServer.ts';
import { recordFrames, updateOf } from '../../test/support/recordFrames.ts';

interface Attack {
  rule: string;
  what: string;
  mode: Mode;
  /** Default: the mode itself. */
  granted?: Mode;
  reasons: RefusalReason[];
  attack(doc: Y.Doc): void;
}

const blocks = (doc: Y.Doc) => doc.getXmlFragment('doc');
const block = (doc: Y.Doc, at: number) => blocks(doc).get(at) as Y.XmlElement;
const text = (doc: Y.Doc, at: number) => block(doc, at).get(0) as Y.XmlText;

/** Places in the document that every attack meets. */
const heading = 0;
const plain = 1;
const proposed = 2;
const struck = 3;
const annotated = 4;

function target(): Uint8Array {
  const mark = (type: string, attrs: object) => schema.mark(type, attrs as Record<string, unknown>);
  const paragraph = (...content: ReturnType<typeof schema.text>[]) =>
    schema.node('paragraph', null, content);
  const annotation = mark('annotation', { id: 'bens-thread', annotationType: 'inlineComment' });
  const doc = new Y.Doc();
  plantDocument(
    doc,
    schema.node('doc', null, [
      schema.node('heading', { level: 1 }, [schema.text('Scope')]),
      paragraph(schema.text('Agreed text')),
      paragraph(
        schema.text('Agreed '),
        schema.text('and proposed', [mark('insertion', { id: 'ben/1' })]),
      ),
      paragraph(schema.text('Agreed '), schema.text('to go', [mark('deletion', { id: 'ben/2' })])),
      paragraph(schema.text('Commented', [annotation])),
    ]),
  );
  return Y.encodeStateAsUpdateV2(doc);
}

const element = (
  name: string,
  inner: (Y.XmlElement | Y.XmlText)[] = [],
  attributes: object = {},
) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, inner);
  return made;
};
const words = (content: string) => new Y.XmlText(content);
const last = (doc: Y.Doc) => blocks(doc).length;

const structure: RefusalReason[] = ['layout.invalid', 'content.invalid'];

const attacks: Attack[] = [
  {
    rule: 'M1',
    what: 'a reader types',
    mode: 'view',
    reasons: ['mode.view'],
    attack: (doc) => text(doc, plain).insert(0, 'x'),
  },
  {
    rule: 'M1',
    what: 'a reader deletes',
    mode: 'view',
    reasons: ['mode.view'],
    attack: (doc) => blocks(doc).delete(plain, 1),
  },
  {
    rule: 'M1',
    what: 'a reader claims to be an editor',
    mode: 'edit',
    granted: 'view',
    reasons: ['mode.exceeded'],
    attack: (doc) => text(doc, plain).insert(0, 'x'),
  },
  {
    rule: 'M2',
    what: 'a commentator types',
    mode: 'comment',
    reasons: ['mode.comment'],
    attack: (doc) => text(doc, plain).insert(0, 'x'),
  },
  {
    rule: 'M2',
    what: 'a commentator deletes a word',
    mode: 'comment',
    reasons: ['mode.comment'],
    attack: (doc) => text(doc, plain).delete(0, 2),
  },
  {
    rule: 'M2',
    what: 'a commentator makes text bold',
    mode: 'comment',
    reasons: ['mode.comment'],
    attack: (doc) => text(doc, plain).format(0, 2, { strong: {} }),
  },
  {
    rule: 'M2',
    what: 'a commentator removes a paragraph',
    mode: 'comment',
    reasons: ['mode.comment'],
    attack: (doc) => blocks(doc).delete(plain, 1),
  },
  {
    rule: 'M2',
    what: 'a commentator hides a suggestion among comments',
    mode: 'comment',
    reasons: ['mode.comment', 'suggestion.forged'],
    attack: (doc) => text(doc, plain).format(0, 2, { deletion: { id: 'ada/1' } }),
  },
  {
    rule: 'M3',
    what: 'who may suggest types into the agreed text',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => text(doc, plain).insert(3, 'x'),
  },
  {
    rule: 'M3',
    what: 'who may suggest deletes agreed text',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => text(doc, plain).delete(0, 3),
  },
  {
    rule: 'M3',
    what: 'who may suggest makes agreed text bold',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => text(doc, plain).format(0, 3, { strong: {} }),
  },
  {
    rule: 'M3',
    what: 'agreed text is passed off as a proposal of one’s own',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => text(doc, plain).format(0, 3, { insertion: { id: 'ada/1' } }),
  },
  {
    rule: 'M3',
    what: 'a proposal is put under another’s name',
    mode: 'suggest',
    reasons: ['suggestion.forged'],
    attack: (doc) => text(doc, plain).insert(3, 'x', { insertion: { id: 'ben/9' } }),
  },
  {
    rule: 'M3',
    what: 'another’s proposal is accepted by hand',
    mode: 'suggest',
    reasons: ['mode.suggest', 'suggestion.decided'],
    attack: (doc) => text(doc, proposed).format(7, 12, { insertion: null }),
  },
  {
    rule: 'M3',
    what: 'another’s proposed text is deleted',
    mode: 'suggest',
    reasons: ['mode.suggest', 'suggestion.decided'],
    attack: (doc) => text(doc, proposed).delete(7, 12),
  },
  {
    rule: 'M3',
    what: 'another’s proposed deletion is refused by hand',
    mode: 'suggest',
    reasons: ['mode.suggest', 'suggestion.decided'],
    attack: (doc) => text(doc, struck).format(7, 5, { deletion: null }),
  },
  {
    rule: 'M3',
    what: 'words are put inside another’s proposal without being proposed',
    mode: 'suggest',
    reasons: ['mode.suggest', 'suggestion.forged'],
    attack: (doc) => text(doc, proposed).insert(10, 'x'),
  },
  {
    rule: 'M3',
    what: 'a heading changes its level directly',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => block(doc, heading).setAttribute('level', 3 as never),
  },
  {
    rule: 'M3',
    what: 'a paragraph is removed directly',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => blocks(doc).delete(plain, 1),
  },
  {
    rule: 'M3',
    what: 'a paragraph is added without being proposed',
    mode: 'suggest',
    reasons: ['mode.suggest'],
    attack: (doc) => appendParagraph(doc, 'x'),
  },
  {
    rule: 'M4',
    what: 'an editor puts words into another’s mouth',
    mode: 'edit',
    reasons: ['suggestion.forged'],
    attack: (doc) => text(doc, plain).insert(0, 'x', { insertion: { id: 'ben/9' } }),
  },
  {
    rule: 'M4',
    what: 'an editor accepts a proposal by hand',
    mode: 'edit',
    reasons: ['suggestion.decided', 'suggestion.forged'],
    attack: (doc) => text(doc, proposed).format(7, 12, { insertion: null }),
  },
  {
    rule: 'M4',
    what: 'an editor refuses a proposed deletion by hand',
    mode: 'edit',
    reasons: ['suggestion.decided', 'suggestion.forged'],
    attack: (doc) => text(doc, struck).format(7, 5, { deletion: null }),
  },
  {
    rule: 'M4',
    what: 'an editor takes over another’s proposal',
    mode: 'edit',
    reasons: ['suggestion.decided', 'suggestion.forged'],
    attack: (doc) => text(doc, proposed).format(7, 12, { insertion: { id: 'ada/1' } }),
  },
  {
    rule: 'M5',
    what: 'a node that nobody knows',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => blocks(doc).insert(last(doc), [element('script')]),
  },
  {
    rule: 'M5',
    what: 'a mark that nobody knows',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => text(doc, plain).format(0, 2, { onclick: {} }),
  },
  {
    rule: 'M5',
    what: 'an attribute that nobody knows',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => block(doc, plain).setAttribute('onclick', 'x'),
  },
  {
    rule: 'M5',
    what: 'an attribute of the wrong type',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => block(doc, heading).setAttribute('level', 'high'),
  },
  {
    rule: 'M5',
    what: 'another root',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => doc.getMap('hidden').set('key', 'value'),
  },
  {
    rule: 'M5',
    what: 'text at the root',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => blocks(doc).insert(0, [words('x')]),
  },
  {
    rule: 'M5',
    what: 'a paragraph inside a paragraph',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => block(doc, plain).insert(1, [element('paragraph', [words('x')])]),
  },
  {
    rule: 'M5',
    what: 'a paragraph with two texts',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => block(doc, plain).insert(1, [words('x')]),
  },
  {
    rule: 'M5',
    what: 'a list item outside a list',
    mode: 'edit',
    reasons: structure,
    attack: (doc) =>
      blocks(doc).insert(last(doc), [element('listItem', [element('paragraph', [words('x')])])]),
  },
  {
    rule: 'M5',
    what: 'an embed that is no node',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => text(doc, plain).insertEmbed(0, { image: 'x' }),
  },
  {
    rule: 'M5',
    what: 'a document inside the document',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => text(doc, plain).insertEmbed(0, new Y.Doc() as never),
  },
  {
    rule: 'M5',
    what: 'a link that runs code',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => text(doc, plain).format(0, 3, { link: { href: 'javascript:alert(1)' } }),
  },
  {
    rule: 'M5',
    what: 'a foreign kind of Yjs node',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => blocks(doc).insert(last(doc), [new Y.XmlHook('x') as never]),
  },
  {
    rule: 'M5',
    what: 'an empty document',
    mode: 'edit',
    reasons: structure,
    attack: (doc) => blocks(doc).delete(0, last(doc)),
  },
];

describe('attacks over the socket', () => {
  let server: RealtimeServer;
  let number = 0;

  beforeAll(async () => {
    server = await startRealtimeServer();
  });
  afterAll(() => server.dispose());

  /** Ada and Ben in a fresh document of her mode, and in another one that she may edit. */
  async function meet(granted: Mode) {
    number += 1;
    const [document, other] = [`target-${number}`, `other-${number}`];
    const at = { state: target(), authors: [] as [number, string][], layoutVersion, at: 0 };
    await server.store.db.documents.create({ document, ...at });
    await server.createDocument(other, ['Other']);
    server.grant('ada', document, granted);
    const ada = recordFrames({ url: server.url, token: tokenOf('ada') });
    const ben = recordFrames({ url: server.url, token: tokenOf('ben') });
    await Promise.all([ada.connected(), ben.connected()]);
    const { room } = await ada.open(document);
    const elsewhere = await ada.open(other);
    await ben.open(document);
    await ada.frame('state', (frame) => frame.room === elsewhere.room);
    await ben.frame('state');
    return {
      ada,
      ben,
      document,
      room,
      elsewhere: elsewhere.room,
      close: () => [ada, ben].forEach((each) => each.close()),
    };
  }

  test.each(attacks.map((each) => [each.rule, each.what, each] as const))(
    '[%s] %s: refused, and nothing else is harmed',
    async (_rule, _what, each) => {
      const here = await meet(each.granted ?? each.mode);
      const { ada, ben, room, elsewhere } = here;
      const before = await server.live.read(here.document);
      ada.update(room, 1, updateOf(ada.read(room), each.attack), each.mode);
      const refused = await ada.frame('refused');
      expect(each.reasons).toContain(refused.reason);

      // The same connection goes on in its other document.
      ada.update(
        elsewhere,
        1,
        updateOf(ada.read(elsewhere), (doc) => appendParagraph(doc, 'Fine')),
      );
      await ada.frame('acknowledged', (frame) => frame.room === elsewhere && frame.number === 1);
      // Nobody saw it, nothing was stored, and the document is what it was.
      expect(ben.frames('updated')).toEqual([]);
      expect((await server.store.db.documents.load(here.document))!.tail).toEqual([]);
      expect((await server.live.read(here.document)).eq(before)).toBe(true);
      here.close();
    },
  );

  const honest: { what: string; mode: Mode; work(doc: Y.Doc): void }[] = [
    { what: 'an editor types', mode: 'edit', work: (doc) => text(doc, plain).insert(0, 'x') },
    {
      what: 'an editor removes a paragraph with a proposal in it',
      mode: 'edit',
      work: (doc) => blocks(doc).delete(proposed, 1),
    },
    {
      what: 'a proposal of one’s own is made',
      mode: 'suggest',
      work: (doc) => text(doc, plain).insert(3, 'x', { insertion: { id: 'ada/1' } }),
    },
    {
      what: 'a deletion is proposed',
      mode: 'suggest',
      work: (doc) => text(doc, plain).format(0, 3, { deletion: { id: 'ada/1' } }),
    },
    {
      what: 'a comment is anchored',
      mode: 'comment',
      work: (doc) =>
        text(doc, annotated).format(0, 3, {
          'annotation:adas': { id: 'adas', annotationType: 'inlineComment' },
        }),
    },
  ];

  test.each(honest.map((each) => [each.what, each] as const))(
    '[M4] from the same start, %s: taken',
    async (_what, { mode, work }) => {
      const here = await meet(mode);
      here.ada.update(here.room, 1, updateOf(here.ada.read(here.room), work), mode);
      await here.ada.frame(
        'acknowledged',
        (frame) => frame.room === here.room && frame.number === 1,
      );
      await here.ben.frame('updated');
      here.close();
    },
  );
});
