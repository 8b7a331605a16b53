import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '@shared/features/documents/schema';
import { useFormats } from '@client/i18n/useFormats';
import { useToasts } from '@client/ui/ToastRegion';
import { suggestionsQuery } from './api.ts';
import { decidedForAuthor, decidedOf } from './decided.ts';
import type { DecidedSuggestion } from './decided.ts';
import { shortened } from './suggestionLines.ts';

/** Tells the author of a suggestion at once what somebody else decided of it, and why. */
export function useToldDecisions({ id, people }: DocumentDetail, personId: string): void {
  const { t } = useTranslation(['document', 'editor']);
  const { quote } = useFormats();
  const toasts = useToasts();
  const { data: records } = useQuery(suggestionsQuery(id));
  /** What was decided when the document was opened is in the list, marked as new, and is not told. */
  const known = useRef<ReadonlySet<string> | null>(null);

  useEffect(() => {
    if (!records) return;
    const mine = decidedForAuthor(decidedOf(records), personId);
    const before = known.current;
    known.current = new Set(mine.map((one) => one.id));
    const fresh = before ? mine.filter((one) => !before.has(one.id)) : [];
    if (fresh.length === 0) return;

    const sentence = ({ decision: { by, decision, reason, subject } }: DecidedSuggestion) => {
      const name = people.find((person) => person.id === by)?.name;
      const said = {
        name: name ?? t('editor:suggestion.someone'),
        number: subject?.number ?? 0,
        reason: reason === null ? '' : quote(shortened(reason).replace(/\.$/, '')),
      };
      if (decision === 'refuse') return t('settled.told-refused', said);
      return t(reason === null ? 'settled.told-accepted' : 'settled.told-accepted-why', said);
    };
    toasts.show(fresh.map(sentence).join(' '));
  }, [records, personId, people, quote, t, toasts]);
}
