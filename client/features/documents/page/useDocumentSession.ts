import { useEffect, useState, useSyncExternalStore } from 'react';
import { DocumentSession } from './documentSession.ts';
import type { SessionSnapshot } from './documentSession.ts';

interface UsedSession extends SessionSnapshot {
  letGo: () => void;
}

/** Opens a document for as long as the component is shown; null in the moment before. */
export function useDocumentSession(documentId: string): UsedSession | null {
  const [session, setSession] = useState<DocumentSession | null>(null);

  useEffect(() => {
    const made = new DocumentSession(location.origin, documentId);
    setSession(made);
    return () => {
      setSession(null);
      made.close();
    };
  }, [documentId]);
  const snapshot = useSyncExternalStore(
    session?.subscribe ?? nothingToHear,
    session?.get ?? nothing,
  );

  return session && snapshot ? { ...snapshot, letGo: session.letGo } : null;
}

const nothingToHear = () => () => {};
const nothing = () => null;
