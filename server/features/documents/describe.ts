import { mayRead } from '@shared/audience';
import { mayDecide } from '@shared/features/approvals/rules';
import type { DocumentCard, DocumentDetail } from '@shared/features/documents/schema';
import type { Ability } from '@shared/permissions';
import type { Mode } from '@shared/protocol/modes';
import { type EnteredDocument, modeIn } from '@server/access/enter';
import type { Application } from '@server/application';
import { listMembers, membershipsIn } from '../members/actions.ts';
import type { DocumentRecord } from './store.ts';

type Reader = Pick<EnteredDocument, 'side' | 'roles' | 'abilities' | 'can'>;

const onDocuments: readonly Ability[] = [
  'document.read',
  'document.set-mode',
  'suggestion.decide',
  'suggestion.explain',
  'thread.create',
  'thread.reply',
  'thread.resolve',
];

/** What a reader may do with a document, its state considered. */
export function abilitiesOn(
  record: Pick<DocumentRecord, 'audience' | 'state'>,
  reader: Reader,
): Ability[] {
  const { audience, state } = record;
  const isNamed = !reader.can('document.read');
  return reader
    .abilities({ audience, isNamed })
    .filter((ability) => onDocuments.includes(ability))
    .filter((ability) => ability !== 'suggestion.decide' || mayDecide(state, reader.roles));
}

/** Documents as a reader sees them in a list, with the numbers that other features keep. */
export async function describeCards(
  app: Application,
  found: { record: DocumentRecord; mode: Mode }[],
  reader: Reader,
): Promise<DocumentCard[]> {
  const ids = found.map(({ record }) => record.id);
  const [pending, open] = await Promise.all([
    app.counts.pendingSuggestions(app, ids, reader.side),
    app.counts.openThreads(app, ids, reader.side),
  ]);
  return found.map(({ record, mode }) => {
    const { id, engagementId, title, kind, audience, language, state } = record;
    const { createdBy, createdAt, version } = record;
    return {
      id,
      engagementId,
      title,
      kind,
      audience,
      language,
      state,
      createdBy,
      createdAt,
      pendingSuggestions: pending.get(id) ?? 0,
      openThreads: open.get(id) ?? 0,
      mode,
      abilities: abilitiesOn(record, reader),
      version,
    };
  });
}

/** One document as a reader sees it, with everybody who may read it. */
export async function describeDetail(
  app: Application,
  record: DocumentRecord,
  mode: Mode,
  reader: Reader,
): Promise<DocumentDetail> {
  const [[card], members, memberships] = await Promise.all([
    describeCards(app, [{ record, mode }], reader),
    listMembers(app, record.engagementId),
    membershipsIn(app, record.engagementId),
  ]);
  if (!card) throw new Error('A document was described as nothing.');
  const modes = new Map(memberships.map((member) => [member.personId, modeIn(record, member)]));
  const people = members
    .filter(({ side }) => mayRead(side, record.audience))
    .flatMap(({ id, name, side }) => {
      const theirs = modes.get(id);
      return theirs ? [{ id, name, side, mode: theirs }] : [];
    });
  return { ...card, people, modes: record.modes };
}
