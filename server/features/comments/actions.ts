import type { z } from 'zod';
import { audiencesOf, narrower } from '@shared/audience';
import { AppError, notFound } from '@shared/errors';
import type { Thread, ThreadState, newThreadSchema } from '@shared/features/comments/schema';
import { allowsMode } from '@shared/protocol/modes';
import type { EnteredDocument } from '@server/access/enter';
import type { Actor, Application, CountOf } from '@server/application';
import { everyRecord } from '@server/db/everyRecord';
import { abilitiesOnDocument } from '../documents/actions.ts';
import { type ThreadRecord, threadStore } from './store.ts';

/** The replies that one thread may hold: a record stays small enough to be sent whole. */
const repliesAtMost = 500;

function announce(app: Application, inside: EnteredDocument, thread: ThreadRecord): void {
  const { id, engagementId } = inside.document;
  const { audience, version } = thread;
  app.publish({ kind: 'threads.changed', id, version, to: { engagementId, audience } });
}

function describe(thread: ThreadRecord, inside: EnteredDocument): Thread {
  const { pending: _pending, ...shown } = thread;
  const onDocument = abilitiesOnDocument(inside);
  const isAuthor = thread.personId === inside.personId;
  const abilities: string[] = [];
  if (onDocument.includes('thread.reply')) abilities.push('thread.reply');
  if (onDocument.includes('thread.resolve') || isAuthor) abilities.push('thread.resolve');
  return { ...shown, abilities };
}

/** The threads of a document that the reader's side may see, oldest first. */
export async function listThreads(
  app: Application,
  actor: Actor,
  documentId: string,
): Promise<Thread[]> {
  const inside = await app.access.enterDocument(actor, documentId, 'document.read');
  const found: ThreadRecord[] = [];
  for (const audience of audiencesOf(inside.side)) {
    const query = { index: 'byDocument', equals: { documentId, audience } };
    for await (const thread of everyRecord(threadStore(app), query)) found.push(thread);
  }
  return found
    .toSorted((one, other) => one.at - other.at)
    .map((thread) => describe(thread, inside));
}

/** Opens a thread; one that is shared gets its place by an annotation mark with the thread's id, set by the page. */
export async function openThread(
  app: Application,
  actor: Actor,
  documentId: string,
  input: z.output<typeof newThreadSchema>,
): Promise<Thread> {
  const inside = await app.access.enterDocument(actor, documentId, 'thread.create');
  if (!allowsMode(inside.mode, 'comment')) throw new AppError('mode.refused');
  // No thread is wider than its document, and nobody opens one inside the other company.
  const audience = narrower(inside.document.audience, input.audience);
  if (audience !== input.audience || !audiencesOf(inside.side).includes(audience)) {
    throw new AppError('input.invalid', {}, [{ path: 'audience', key: 'audience.other' }]);
  }
  const { body, quote, prefix, suffix, anchor } = input;
  const thread = await threadStore(app).insert({
    id: app.newId(),
    audience,
    documentId,
    state: 'open',
    personId: actor.personId,
    at: app.now(),
    body,
    quote,
    prefix,
    suffix,
    anchor: anchor ?? null,
    replies: [],
    resolvedBy: null,
    resolvedAt: null,
  });
  announce(app, inside, thread);
  return describe(thread, inside);
}

async function load(inside: EnteredDocument, app: Application, id: string): Promise<ThreadRecord> {
  const thread = await threadStore(app).get(id);
  const isHere = thread?.documentId === inside.document.id;
  if (!thread || !isHere || !audiencesOf(inside.side).includes(thread.audience)) throw notFound();
  return thread;
}

export async function replyToThread(
  app: Application,
  actor: Actor,
  documentId: string,
  threadId: string,
  body: string,
): Promise<Thread> {
  const inside = await app.access.enterDocument(actor, documentId, 'thread.reply');
  const thread = await load(inside, app, threadId);
  if (thread.replies.length >= repliesAtMost) throw new AppError('input.too-large');
  const reply = { id: app.newId(), personId: actor.personId, at: app.now(), body };
  const saved = await threadStore(app).replace({ ...thread, replies: [...thread.replies, reply] });
  announce(app, inside, saved);
  return describe(saved, inside);
}

/** Resolves or reopens a thread: whoever may by role, and whoever opened it. */
export async function setThreadState(
  app: Application,
  actor: Actor,
  documentId: string,
  threadId: string,
  state: ThreadState,
): Promise<Thread> {
  const inside = await app.access.enterDocument(actor, documentId, 'document.read');
  const thread = await load(inside, app, threadId);
  if (thread.personId !== actor.personId) inside.require('thread.resolve');
  if (thread.state === state) return describe(thread, inside);

  const isResolved = state === 'resolved';
  const saved = await threadStore(app).replace({
    ...thread,
    state,
    resolvedBy: isResolved ? actor.personId : null,
    resolvedAt: isResolved ? app.now() : null,
  });
  announce(app, inside, saved);
  return describe(saved, inside);
}

/** How many open threads a side sees, by document. */
export const countOpenThreads: CountOf = async (app, documentIds, side) => {
  const counts = await Promise.all(
    documentIds.map(async (documentId) => {
      const each = await Promise.all(
        audiencesOf(side).map((audience) =>
          threadStore(app).count('byState', { documentId, audience, state: 'open' }),
        ),
      );
      return [documentId, each.reduce((sum, count) => sum + count, 0)] as const;
    }),
  );
  return new Map(counts);
};
