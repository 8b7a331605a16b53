import type { Node } from 'prosemirror-model';
import type { Refusal } from '@shared/protocol/refusals';
import { authorOf, idsIn } from '@shared/suggestions/ids';
import { resolveDocument } from '@shared/suggestions/resolve';

/** The suggestion ids that appear with a change, or why they may not: only the writer's own, and only what can be accepted. */
export function newSuggestions(
  whole: Node,
  before: Node,
  after: Node,
  personId: string,
): string[] | Refusal {
  const candidates = [...idsIn(after)].filter((id) => !idsIn(before).has(id));
  const fresh = candidates.filter((id) => !idsIn(whole).has(id));
  const foreign = fresh.find((id) => authorOf(id) !== personId);
  if (foreign !== undefined)
    return { reason: 'suggestion.forged', detail: `a new suggestion ${foreign} of somebody else` };
  if (fresh.length === 0) return [];
  const unfit = new Set<string>();
  const decide = (id: string) => (fresh.includes(id) ? ('accept' as const) : ('keep' as const));
  resolveDocument(after, { decide, collapse: true, unfit, cautious: false });
  return unfit.size === 0
    ? fresh
    : { reason: 'content.invalid', detail: `what ${[...unfit][0]} proposes does not fit` };
}
