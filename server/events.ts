import type { Audience } from '@shared/audience';
import type { AccountEvent } from '@shared/features/accounts/events';
import type { ApprovalEvent } from '@shared/features/approvals/events';
import type { CommentEvent } from '@shared/features/comments/events';
import type { DocumentEvent } from '@shared/features/documents/events';
import type { EngagementEvent } from '@shared/features/engagements/events';

/** That something changed, never what: whoever hears it fetches what they may see. */
export interface AppEvent {
  kind: AccountEvent | ApprovalEvent | CommentEvent | DocumentEvent | EngagementEvent;
  id: string;
  version: number;
  to: { engagementId: string; audience: Audience } | { personId: string };
}

/** The bus of one process: features publish, the socket side and other features listen. */
export interface EventBus {
  publish(event: AppEvent): void;
  subscribe(listener: (event: AppEvent) => void): () => void;
}

export function createEventBus(onFault: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        // What follows an event must not undo the saved change that it tells of.
        try {
          listener(event);
        } catch (error) {
          onFault(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
