import { canonicalJson } from '@shared/adf/canonical';
import { AppError, notFound } from '@shared/errors';
import { mayDecide } from '@shared/features/approvals/rules';
import type { Decide, Decision } from '@shared/features/approvals/schema';
import { authorOf } from '@shared/suggestions/ids';
import { acceptSuggestions, refuseSuggestions } from '@shared/suggestions/resolve';
import type { EnteredDocument } from '@server/access/enter';
import type { Actor, Application } from '@server/application';
import { everyRecord } from '@server/db/everyRecord';
import { whileConflicting } from '@server/db/whileConflicting';
import { createMutex } from '@server/mutex';
import { perDatabase } from '@server/perDatabase';
import { hashSecret } from '@server/secrets';
import { auditWork } from '../audit/actions.ts';
import { documentFacts } from '../documents/actions.ts';
import { type DecisionEntry, approvalStore, suggestionKey } from './store.ts';
import { subjectsIn } from './subjects.ts';
import { announce, reconcile } from './suggestions.ts';

/** One decision at a time in a document, so that two people cannot decide the same suggestion differently. */
const oneAtATime = perDatabase(() => createMutex());

const resolvers = { accept: acceptSuggestions, refuse: refuseSuggestions };

/**
 * Accepts or refuses suggestions as one command. The decision is recorded before the text changes and finished after
 * it, so that a stop between the two is made good at the next start; the same key again gives the same decision.
 */
export async function decide(
  app: Application,
  actor: Actor,
  documentId: string,
  input: Decide,
): Promise<Decision> {
  const inside = await app.access.enterDocument(actor, documentId, 'document.read');
  const id = `${documentId} ${hashSecret(`${actor.personId} ${input.key}`).slice(0, 32)}`;
  return oneAtATime(app)(documentId, async () => {
    const before = await approvalStore(app).decisions.get(id);
    if (before) return describe(await repeat(app, before, input));
    await check(app, inside, input);
    const recorded = await record(app, inside, id, input);
    return describe(await apply(app, recorded, 'first'));
  });
}

/** The same command once more: the same answer; another command under the same key is a mistake of the page. */
async function repeat(
  app: Application,
  before: DecisionEntry,
  input: Decide,
): Promise<DecisionEntry> {
  if (before.command !== fingerprint(input))
    throw new AppError('conflict.unique', { index: 'key' });
  if (before.state !== 'applied') return apply(app, before, 'again');
  // All had been taken back by their authors when it came.
  if (before.suggestions.length === 0) throw gone(input.suggestions);
  return before;
}

/** What a command asks, whatever it then found to do. */
function fingerprint({ suggestions, decision, reason }: Decide): string {
  const asked = [...new Set(suggestions)].toSorted();
  return hashSecret(canonicalJson({ suggestions: asked, decision, reason: reason ?? null }));
}

function gone([first = '']: string[]): AppError {
  return new AppError('suggestion.gone', { suggestion: first });
}

async function check(app: Application, inside: EnteredDocument, input: Decide): Promise<void> {
  const { document, roles } = inside;
  if (input.suggestions.some((id) => authorOf(id) === inside.personId)) {
    // Said only to those who may decide at all.
    if (inside.can('suggestion.decide') && mayDecide(document.state, roles)) {
      throw new AppError('suggestion.own');
    }
  }
  inside.require('suggestion.decide', { audience: document.audience, isAuthor: false });
  if (!mayDecide(document.state, roles)) throw notFound();

  const pending = new Set(
    (await reconcile(app, document))
      .filter(({ state }) => state === 'pending')
      .map(({ suggestionId }) => suggestionId),
  );
  const missing = input.suggestions.filter((id) => !pending.has(id));
  if (missing.length > 0) throw gone(missing);
}

async function record(
  app: Application,
  inside: EnteredDocument,
  id: string,
  input: Decide,
): Promise<DecisionEntry> {
  const { document, personId } = inside;
  const at = app.now();
  const reason = input.reason ?? null;
  const what = input.decision === 'accept' ? 'suggestions.accepted' : 'suggestions.refused';
  const suggestions = [...new Set(input.suggestions)];
  return approvalStore(app).decisions.insert({
    id,
    audience: document.audience,
    documentId: document.id,
    engagementId: document.engagementId,
    suggestions,
    subjects: subjectsIn(await app.live.read(document.id), suggestions),
    command: fingerprint(input),
    decision: input.decision,
    reason,
    by: personId,
    at,
    state: 'applying',
    durableAt: null,
    pending: [
      auditWork(`decision ${id}`, {
        engagementId: document.engagementId,
        audience: document.audience,
        body: { at, personId, what, on: document.id, reason, details: { suggestions } },
      }),
    ],
  });
}

/** Writes a recorded decision into the text and then into the records; done twice it changes nothing more. */
async function apply(
  app: Application,
  entry: DecisionEntry,
  time: 'first' | 'again',
): Promise<DecisionEntry> {
  const { documentId, suggestions: ids, decision } = entry;
  let decided = ids;
  let { subjects } = entry;
  const done = await app.live.change(documentId, (node) => {
    // What its author withdrew at the last moment is not decided. After a stop, what is absent is what we applied.
    if (time === 'first') {
      subjects = subjectsIn(node, ids);
      decided = subjects.map(({ id }) => id);
    }
    return resolvers[decision](node, ids);
  });
  for (const suggestionId of decided) await mark(app, entry, suggestionId);

  const { epoch, sequence } = done;
  const durableAt = done.changed ? { epoch, sequence } : null;
  const saved = await finish(app, entry, { suggestions: decided, subjects, durableAt });
  const document = await documentFacts(app, documentId);
  if (document) announce(app, document, saved.at);
  if (decided.length === 0) throw gone(ids);
  return saved;
}

/** The record may be at a newer version than ours: its entry in the log is written meanwhile. */
function finish(
  app: Application,
  entry: DecisionEntry,
  outcome: Pick<DecisionEntry, 'suggestions' | 'subjects' | 'durableAt'>,
): Promise<DecisionEntry> {
  const { decisions } = approvalStore(app);
  return whileConflicting(async () => {
    const latest = (await decisions.get(entry.id)) ?? entry;
    return decisions.replace({ ...latest, ...outcome, state: 'applied' });
  });
}

async function mark(app: Application, entry: DecisionEntry, suggestionId: string): Promise<void> {
  const { suggestions } = approvalStore(app);
  const state = entry.decision === 'accept' ? 'accepted' : 'refused';
  await whileConflicting(async () => {
    const known = await suggestions.get(suggestionKey(entry.documentId, suggestionId));
    if (!known || known.decisionId !== null) return;
    await suggestions.replace({ ...known, state, decisionId: entry.id });
  });
}

/** Finishes the decisions that a stop left between their record and their text; run before anybody is let in. */
export async function resumeDecisions(app: Application): Promise<number> {
  let resumed = 0;
  for (const audience of ['shared', 'client', 'vendor'] as const) {
    const query = { index: 'byState', equals: { audience, state: 'applying' } };
    for await (const entry of everyRecord(approvalStore(app).decisions, query)) {
      // One document that cannot be opened must not keep the others, and the server, from starting.
      const done = await apply(app, entry, 'again').catch((error: unknown) => {
        app.log.error({ err: error, decision: entry.id }, 'a decision could not be finished');
        return null;
      });
      if (done) resumed += 1;
    }
  }
  return resumed;
}

function describe(entry: DecisionEntry): Decision {
  const { id, documentId, suggestions, decision, reason, by, at, subjects, state } = entry;
  return { id, documentId, suggestions, decision, reason, by, at, subjects, state };
}
