import { uuidv4 } from 'lib0/random';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionVerdict } from '@shared/features/approvals/schema';
import { failureSentence } from '@client/net/failure';
import { useToasts } from '@client/ui/ToastRegion';
import { decide, suggestionsQuery } from './api.ts';

interface Deciding {
  suggestionId: string;
  number: number;
  verdict: DecisionVerdict;
  reason?: string;
}

/** Accepts or refuses a suggestion, once: trying again after a lost answer repeats the same command. */
export function useDecision(documentId: string) {
  const { t } = useTranslation('document');
  const queries = useQueryClient();
  const toasts = useToasts();
  const keys = useRef(new Map<string, string>());

  const mutation = useMutation({
    mutationFn: ({ suggestionId, verdict, reason }: Deciding) => {
      const command = `${suggestionId} ${verdict} ${reason ?? ''}`;
      const key = keys.current.get(command) ?? uuidv4();
      keys.current.set(command, key);
      return decide(documentId, {
        suggestions: [suggestionId],
        decision: verdict,
        ...(reason && { reason }),
        key,
      });
    },
    onSuccess: (_, { number, verdict }) => {
      toasts.show(t(`suggestion.${verdict === 'accept' ? 'accepted' : 'refused'}`, { number }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: suggestionsQuery(documentId).queryKey }),
  });

  return {
    /** `afterwards` runs once it is recorded, even when the page has taken the card away by then. */
    decide: (deciding: Deciding, afterwards?: () => void) => {
      // A failure is told by `failure`.
      mutation.mutateAsync(deciding).then(afterwards, () => {});
    },
    isPending: mutation.isPending,
    failure: mutation.error ? t('failed', { sentence: failureSentence(t, mutation.error) }) : null,
  };
}
