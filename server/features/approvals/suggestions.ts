import { audiencesOf } from '@shared/audience';
import { notFound } from '@shared/errors';
import { decidedAtMost, type SuggestionRecord } from '@shared/features/approvals/schema';
import { authorOf } from '@shared/suggestions/ids';
import { listSuggestions as suggestionsIn } from '@shared/suggestions/list';
import type { DocumentFacts, EnteredDocument } from '@server/access/enter';
import type { Actor, Application, CountOf } from '@server/application';
import { unlessConflict } from '@server/conflicts';
import { everyRecord } from '@server/db/everyRecord';
import { abilitiesOnDocument, documentFacts } from '../documents/actions.ts';
import { type DecisionEntry, type SuggestionEntry, approvalStore, suggestionKey } from './store.ts';

/** Tells everybody who sees the document that its suggestions changed. */
export function announce(app: Application, document: DocumentFacts, version: number): void {
  const { id, engagementId, audience } = document;
  app.publish({ kind: 'suggestions.changed', id, version, to: { engagementId, audience } });
}

/** Makes the records of suggestions that have just become durable; seeing one twice changes nothing. */
export async function suggestionsSeen(
  app: Application,
  { documentId, ids, at }: { documentId: string; ids: string[]; at: number },
): Promise<void> {
  const document = await documentFacts(app, documentId);
  if (!document) return;
  const { suggestions } = approvalStore(app);
  for (const suggestionId of ids) {
    await suggestions
      .insert({
        id: suggestionKey(documentId, suggestionId),
        audience: document.audience,
        documentId,
        suggestionId,
        personId: authorOf(suggestionId),
        at,
        reason: null,
        state: 'pending',
        decisionId: null,
      })
      .catch(unlessConflict);
  }
  announce(app, document, at);
}

async function entriesOf(app: Application, document: DocumentFacts): Promise<SuggestionEntry[]> {
  const { suggestions } = approvalStore(app);
  const { id: documentId, audience } = document;
  const found: SuggestionEntry[] = [];
  const query = { index: 'byDocument', equals: { documentId, audience } };
  for await (const entry of everyRecord(suggestions, query)) found.push(entry);
  return found;
}

/**
 * The records of a document, brought in line with its text: one that its author took back is withdrawn, one that came
 * back by an undo is pending again, and one whose record a crash prevented gets it now.
 */
export async function reconcile(
  app: Application,
  document: DocumentFacts,
): Promise<SuggestionEntry[]> {
  const { suggestions } = approvalStore(app);
  const present = new Set(suggestionsIn(await app.live.read(document.id)).map(({ id }) => id));
  let entries = await entriesOf(app, document);

  const known = new Set(entries.map(({ suggestionId }) => suggestionId));
  const missing = [...present].filter((id) => !known.has(id));
  if (missing.length > 0) {
    await suggestionsSeen(app, { documentId: document.id, ids: missing, at: app.now() });
    entries = await entriesOf(app, document);
  }

  return Promise.all(
    entries.map(async (entry) => {
      const isPresent = present.has(entry.suggestionId);
      const isOpen = entry.state === 'pending' || entry.state === 'withdrawn';
      const state = isPresent ? 'pending' : 'withdrawn';
      if (!isOpen || entry.state === state) return entry;
      const changed = await suggestions.replace({ ...entry, state }).catch(unlessConflict);
      return changed ?? (await suggestions.get(entry.id)) ?? entry;
    }),
  );
}

function describe(
  entry: SuggestionEntry,
  decision: DecisionEntry | null,
  inside: EnteredDocument,
): SuggestionRecord {
  const { suggestionId, documentId, personId, at, reason, state, version } = entry;
  const isAuthor = personId === inside.personId;
  const onDocument = abilitiesOnDocument(inside);
  const abilities: string[] = [];
  if (state === 'pending' && !isAuthor && onDocument.includes('suggestion.decide')) {
    abilities.push('suggestion.decide');
  }
  if (state === 'pending' && isAuthor && onDocument.includes('suggestion.explain')) {
    abilities.push('suggestion.explain');
  }
  return {
    id: suggestionId,
    documentId,
    personId,
    at,
    reason,
    state,
    abilities,
    version,
    decision: decision && {
      id: decision.id,
      decision: decision.decision,
      reason: decision.reason,
      by: decision.by,
      at: decision.at,
      subject: decision.subjects.find(({ id }) => id === suggestionId) ?? null,
    },
  };
}

/** The suggestions of a document that nobody decided, oldest first, then the latest decided ones, newest decision first. */
export async function listSuggestions(
  app: Application,
  actor: Actor,
  documentId: string,
): Promise<SuggestionRecord[]> {
  const inside = await app.access.enterDocument(actor, documentId, 'document.read');
  const entries = await reconcile(app, inside.document);
  const ids = [...new Set(entries.map(({ decisionId }) => decisionId).filter((id) => id !== null))];
  const found = await approvalStore(app).decisions.getMany(ids);
  const decisions = new Map(found.filter((one) => one !== null).map((one) => [one.id, one]));
  const records = entries.map((entry) => {
    const decision = entry.decisionId === null ? null : decisions.get(entry.decisionId);
    return describe(entry, decision ?? null, inside);
  });
  const decidedAt = ({ decision }: SuggestionRecord) => decision?.at ?? 0;
  return [
    ...records.filter(({ decision }) => decision === null),
    ...records
      .filter(({ decision }) => decision !== null)
      .toSorted((one, other) => decidedAt(other) - decidedAt(one))
      .slice(0, decidedAtMost),
  ];
}

/** Lets the author of a suggestion say why. */
export async function explainSuggestion(
  app: Application,
  actor: Actor,
  documentId: string,
  suggestionId: string,
  reason: string,
): Promise<SuggestionRecord> {
  const inside = await app.access.enterDocument(actor, documentId, 'document.read');
  const isAuthor = authorOf(suggestionId) === actor.personId;
  const isNamed = !inside.can('document.read');
  inside.require('suggestion.explain', { isAuthor, isNamed });
  const entries = await reconcile(app, inside.document);
  const entry = entries.find((one) => one.suggestionId === suggestionId);
  if (!entry) throw notFound();
  const saved = await approvalStore(app).suggestions.replace({ ...entry, reason });
  announce(app, inside.document, saved.version);
  return describe(saved, null, inside);
}

/** How many suggestions wait for a decision, by document. */
export const countPending: CountOf = async (app, documentIds, side) => {
  const { suggestions } = approvalStore(app);
  const counts = await Promise.all(
    documentIds.map(async (documentId) => {
      const each = await Promise.all(
        audiencesOf(side).map((audience) =>
          suggestions.count('byState', { documentId, audience, state: 'pending' }),
        ),
      );
      return [documentId, each.reduce((sum, count) => sum + count, 0)] as const;
    }),
  );
  return new Map(counts);
};
