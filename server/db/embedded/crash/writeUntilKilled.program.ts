/**
 * Writes to all three ports as fast as they take it, until it is killed, and prints one line for each thing that was
 * acknowledged: `journal document epoch sequence`, `snapshot document sequence`, `note id version`, `gone id`, `file hash`.
 */
import { pino } from 'pino';
import { crashDocuments, noteSpec } from './crashSpec.ts';
import { openEmbedded } from '../openEmbedded.ts';

const [dir, round] = process.argv.slice(2);
const db = await openEmbedded({ dir: dir!, now: Date.now, log: pino({ level: 'silent' }) });
const notes = db.collection(noteSpec);
const say = (...words: (string | number)[]) => process.stdout.write(`${words.join(' ')}\n`);

async function writeJournal(documents: string[]): Promise<never> {
  const open = await Promise.all(
    documents.map(async (document) => {
      const first = { document, state: new Uint8Array(), authors: [], layoutVersion: 1, at: 0 };
      if ((await db.documents.load(document)) === null) await db.documents.create(first);
      const claim = await db.documents.claim(document, round!);
      const { snapshot, tail } = (await db.documents.load(document))!;
      return { document, claim, last: tail.at(-1)?.sequence ?? snapshot.sequence };
    }),
  );
  for (;;) {
    const records = open.map(({ document, claim, last }) => {
      const update = new Uint8Array(200 + ((last * 7919) % 3000)).fill(last % 251);
      const batch = `${round} ${last + 1}`;
      return { claim, record: { document, epoch: 1, sequence: last + 1, batch, update, at: last } };
    });
    await db.documents.append(records);
    for (const one of open) {
      one.last += 1;
      say('journal', one.document, 1, one.last);
      if (one.last % 25 !== 0) continue;
      const state = new Uint8Array(300_000).fill(one.last % 251);
      const { document, last: sequence } = one;
      const rest = { authors: [], layoutVersion: 1, at: 0 };
      await db.documents.snapshot(one.claim, { document, epoch: 1, sequence, state, ...rest });
      say('snapshot', document, sequence);
    }
  }
}

async function writeNotes(writer: number): Promise<never> {
  for (let i = 0; ; i += 1) {
    const id = `${round}-${writer}-${i}`;
    const text = 'x'.repeat((i * 37) % 600);
    const labels = [`a${i % 3}`, `b${i % 5}`];
    const note = await notes.insert({ id, audience: 'shared', text, labels, slug: id });
    say('note', id, note.version);
    if (i % 2 === 0) {
      await notes.replace({ ...note, text: `${text} again`, labels: ['c'] });
      say('note', id, 2);
    } else if (i % 5 === 0) {
      await notes.remove(id, 1);
      say('gone', id);
    }
  }
}

async function writeFiles(): Promise<never> {
  for (let i = 0; ; i += 1) {
    const bytes = Buffer.from(`${round} ${i} `.repeat(5000));
    const source = async function* () {
      yield bytes;
    };
    say('file', (await db.files.put(source(), bytes.byteLength)).sha256);
  }
}

await Promise.all([
  writeJournal(crashDocuments.slice(0, 6)),
  writeJournal(crashDocuments.slice(6)),
  ...Array.from({ length: 8 }, (_, writer) => writeNotes(writer)),
  writeFiles(),
]);
