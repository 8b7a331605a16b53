import { useMemo, useSyncExternalStore } from 'react';
import { DocumentSession } from './documentSession.ts';
import type { SessionSnapshot } from './documentSession.ts';

/** A document that is open, and the way to let go of text that was refused. */
export interface UsedSession extends SessionSnapshot {
  letGo: () => void;
}

/** Opens a document for as long as the component is shown; null in the moment before. */
export function useDocumentSession(documentId: string): UsedSession | null {
  const session = useMemo(() => new DocumentSession(location.origin, documentId), [documentId]);
  const snapshot = useSyncExternalStore(session.subscribe, session.get);

  return snapshot && { ...snapshot, letGo: session.letGo };
}
