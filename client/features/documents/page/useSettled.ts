import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Thread } from '@shared/features/comments/schema';
import { suggestionsQuery, threadsQuery } from './api.ts';
import { decidedForAuthor, decidedOf } from './decided.ts';
import type { DecidedSuggestion } from './decided.ts';
import { keepLastSeen, lastSeen } from './lastSeen.ts';

/** What does not wait for anybody any more. */
export interface Settled {
  decided: readonly DecidedSuggestion[];
  resolved: readonly Thread[];
  /** Ids of the reader's own suggestions that others decided since the reader last looked. */
  news: ReadonlySet<string>;
  /** The list is open: what is in it is seen from the next time on. */
  keepSeen: () => void;
  /** The list is closed: nothing in it is new any more. */
  forgetNews: () => void;
}

/** The decisions and resolved threads of a document, and which of them are new to the reader. */
export function useSettled(documentId: string, personId: string): Settled {
  const { data: suggestions } = useQuery(suggestionsQuery(documentId));
  const { data: threads } = useQuery(threadsQuery(documentId));
  const [seenAt, setSeenAt] = useState(() => lastSeen(personId, documentId));

  return useMemo(() => {
    const decided = decidedOf(suggestions ?? []);
    const latest = Math.max(0, ...decided.map(({ decision }) => decision.at));
    const isNew = ({ decision }: DecidedSuggestion) => decision.at > seenAt;
    return {
      decided,
      resolved: (threads ?? [])
        .filter(({ state }) => state === 'resolved')
        .toSorted((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0)),
      news: new Set(
        decidedForAuthor(decided, personId)
          .filter(isNew)
          .map(({ id }) => id),
      ),
      keepSeen: () => keepLastSeen(personId, documentId, latest),
      forgetNews: () => setSeenAt((before) => Math.max(before, latest)),
    };
  }, [suggestions, threads, seenAt, personId, documentId]);
}
