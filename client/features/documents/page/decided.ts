import type { SuggestionRecord } from '@shared/features/approvals/schema';

/** A suggestion that somebody decided. */
export type DecidedSuggestion = SuggestionRecord & {
  decision: NonNullable<SuggestionRecord['decision']>;
};

/** The decided ones, the newest decision first. */
export function decidedOf(records: readonly SuggestionRecord[]): DecidedSuggestion[] {
  return records
    .filter((record): record is DecidedSuggestion => record.decision !== null)
    .toSorted((one, other) => other.decision.at - one.decision.at);
}

/** What others decided of somebody's own suggestions: what they need to be told. */
export function decidedForAuthor(
  decided: readonly DecidedSuggestion[],
  personId: string,
): DecidedSuggestion[] {
  return decided.filter((one) => one.personId === personId && one.decision.by !== personId);
}
