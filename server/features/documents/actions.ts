import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { fromAdf, toAdf } from '@shared/adf/codec';
import { importAdf } from '@shared/adf/import';
import { plantDocument } from '@shared/adf/yread';
import { type Side, audiencesOf, mayRead } from '@shared/audience';
import { AppError, notFound } from '@shared/errors';
import { maySetModeOf } from '@shared/features/approvals/rules';
import { startsShared } from '@shared/features/documents/rules';
import type {
  AdfReply,
  DocumentCard,
  DocumentDetail,
  NewDocument,
  NewDocumentReply,
  Reading,
  SetMode,
} from '@shared/features/documents/schema';
import { layoutVersion } from '@shared/protocol/version';
import type { Ability } from '@shared/permissions';
import type { Mode } from '@shared/protocol/modes';
import { base } from '@shared/suggestions/base';
import { acceptSuggestions } from '@shared/suggestions/resolve';
import {
  type DocumentFacts,
  type EnteredDocument,
  type Membership,
  modeIn,
} from '@server/access/enter';
import type { Actor, Application } from '@server/application';
import { unlessConflict } from '@server/conflicts';
import { everyRecord } from '@server/db/everyRecord';
import { whileConflicting } from '@server/db/whileConflicting';
import type { DocumentEvent } from '@shared/features/documents/events';
import { personByEmail } from '../accounts/actions.ts';
import { auditWork } from '../audit/actions.ts';
import { membershipOf } from '../members/actions.ts';
import { abilitiesOn, describeCards, describeDetail } from './describe.ts';
import { type DocumentRecord, documentRecords } from './store.ts';

/** A document as access knows it. */
export function documentFacts(
  app: { db: Application['db'] },
  id: string,
): Promise<DocumentFacts | null> {
  return documentRecords(app).get(id);
}

/** The documents of an engagement that a member may read, oldest first. */
async function readable(
  app: Application,
  engagementId: string,
  member: Membership,
): Promise<{ record: DocumentRecord; mode: Mode }[]> {
  const found: DocumentRecord[] = [];
  for (const audience of audiencesOf(member.side)) {
    const query = { index: 'byEngagement', equals: { engagementId, audience } };
    for await (const record of everyRecord(documentRecords(app), query)) found.push(record);
  }
  return found
    .toSorted((one, other) => one.createdAt - other.createdAt)
    .flatMap((record) => {
      const mode = modeIn(record, member);
      return mode ? [{ record, mode }] : [];
    });
}

export async function listDocuments(
  app: Application,
  actor: Actor,
  engagementId: string,
): Promise<DocumentCard[]> {
  const inside = await app.access.enter(actor, engagementId, 'engagement.read');
  return describeCards(app, await readable(app, engagementId, inside), inside);
}

/** How much there is for a member to see in an engagement. */
export async function summarise(
  app: Application,
  engagementId: string,
  member: Membership,
): Promise<{ documents: number; pendingSuggestions: number }> {
  const found = await readable(app, engagementId, member);
  const ids = found.map(({ record }) => record.id);
  const pending = await app.counts.pendingSuggestions(app, ids, member.side);
  const pendingSuggestions = ids.reduce((sum, id) => sum + (pending.get(id) ?? 0), 0);
  return { documents: found.length, pendingSuggestions };
}

/** Makes a document from ADF; what the strict schema does not take is cleaned or wrapped, and reported. */
export async function createDocument(
  app: Application,
  actor: Actor,
  engagementId: string,
  input: NewDocument,
): Promise<NewDocumentReply> {
  const inside = await app.access.enter(actor, engagementId, 'document.create');
  const audience = input.audience ?? (startsShared(input.kind) ? 'shared' : inside.side);
  if (!mayRead(inside.side, audience)) {
    throw new AppError('input.invalid', {}, [{ path: 'audience', key: 'audience.other' }]);
  }
  const { adf, report } = importAdf(input.adf);
  const record = await storeDocument(app, fromAdf(adf), {
    id: app.newId(),
    audience,
    engagementId,
    title: input.title,
    kind: input.kind,
    language: input.language ?? 'en',
    createdBy: actor.personId,
  });
  announce(app, 'document.created', record);
  const mode = modeIn(record, inside) ?? 'view';
  return { document: await describeDetail(app, record, mode, inside), report };
}

/** Stores a new document: first its text, then the record that lets people at it, so that neither is ever without the other. */
export async function storeDocument(
  app: Pick<Application, 'db' | 'config' | 'now'>,
  node: Node,
  record: Omit<DocumentRecord, 'version' | 'state' | 'modes' | 'createdAt'>,
): Promise<DocumentRecord> {
  const ydoc = new Y.Doc();
  plantDocument(ydoc, node);
  const state = Y.encodeStateAsUpdateV2(ydoc);
  if (state.byteLength > app.config.DOCUMENT_BYTES) throw new AppError('input.too-large');
  const at = app.now();
  const first = {
    document: record.id,
    state,
    // What the server writes is the system's, on whose behalf soever (PROTOCOL.md, A3).
    authors: [[ydoc.clientID, 'system']] as [number, string][],
    layoutVersion,
    at,
  };
  // The text may be there already when a stop came between the two; the record decides.
  await app.db.documents.create(first).catch(unlessConflict);
  ydoc.destroy();
  return documentRecords(app).insert({ ...record, state: 'draft', modes: [], createdAt: at });
}

function announce(app: Application, kind: DocumentEvent, record: DocumentRecord): void {
  const { id, version, engagementId, audience } = record;
  app.publish({ kind, id, version, to: { engagementId, audience } });
}

export async function readDocument(
  app: Application,
  actor: Actor,
  id: string,
): Promise<DocumentDetail> {
  const inside = await app.access.enterDocument(actor, id, 'document.read');
  return describeDetail(app, await load(app, id), inside.mode, inside);
}

async function load(app: Application, id: string): Promise<DocumentRecord> {
  const record = await documentRecords(app).get(id);
  if (!record) throw notFound();
  return record;
}

/** The text as ADF: without the open suggestions, or as if they were all accepted; never with suggestion state in it. */
export async function exportAdf(
  app: Application,
  actor: Actor,
  id: string,
  reading: Reading,
): Promise<AdfReply> {
  await app.access.enterDocument(actor, id, 'document.read');
  const node = await app.live.read(id);
  const read = reading === 'accepted' ? acceptSuggestions(node, 'all') : base(node);
  return { adf: { ...toAdf(read) } };
}

/** Sets the mode of one person in one document by hand, or gives them back the one of their role. */
export async function setMode(
  app: Application,
  actor: Actor,
  id: string,
  input: SetMode,
): Promise<DocumentDetail> {
  const inside = await app.access.enterDocument(actor, id, 'document.set-mode');
  const { engagementId, audience } = inside.document;
  const person = (await personByEmail(app, input.person))?.id ?? input.person;
  const target = await membershipOf(app, engagementId, person);
  if (!target || !mayRead(target.side, audience)) throw notFound();
  if (!maySetModeOf(actor.personId, { id: person, roles: target.roles })) {
    throw new AppError('mode.refused');
  }
  const at = app.now();
  const details = { person, mode: input.mode };
  const body = { at, personId: actor.personId, what: 'document.mode-set', on: id, reason: null };
  const saved = await whileConflicting(async () => {
    const record = await load(app, id);
    const others = record.modes.filter((entry) => entry.person !== person);
    const modes = input.mode ? [...others, { person, mode: input.mode }] : others;
    const work = { engagementId, audience, body: { ...body, details } };
    const pending = [...(record.pending ?? []), auditWork(`mode ${id} ${record.version}`, work)];
    return documentRecords(app).replace({ ...record, modes, pending });
  });
  app.live.accessChanged({ documentId: id, personId: person });
  announce(app, 'document.changed', saved);
  return describeDetail(app, saved, modeIn(saved, inside) ?? 'view', inside);
}

/** What somebody who is inside a document may do with it, its state considered. */
export function abilitiesOnDocument(inside: EnteredDocument): Ability[] {
  return abilitiesOn(inside.document, inside);
}

/** What somebody may do in a document over the socket; null when it is not theirs to know. */
export async function liveAccess(
  app: { db: Application['db'] },
  personId: string,
  documentId: string,
): Promise<{ engagementId: string; granted: Mode; side: Side } | null> {
  const record = await documentRecords(app).get(documentId);
  const member = record && (await membershipOf(app, record.engagementId, personId));
  const granted = record && member ? modeIn(record, member) : null;
  if (!record || !member || !granted) return null;
  return { engagementId: record.engagementId, granted, side: member.side };
}
