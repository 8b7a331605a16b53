import { useSyncExternalStore } from 'react';
import type { DocumentSession, SessionSnapshot } from './documentSession.ts';

/**
 * Something of a session, for as long as the component is shown; null before the session is open. The status changes with every
 * letter, so each component reads no more of it than it shows: `read` gives a part that is the same until it changes.
 */
export function useSession<T>(
  session: DocumentSession,
  read: (snapshot: SessionSnapshot) => T,
): T | null {
  return useSyncExternalStore(session.subscribe, () => {
    const snapshot = session.get();
    return snapshot && read(snapshot);
  });
}
