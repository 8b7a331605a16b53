import { useEffect, useRef, useState } from 'react';
import { allowsMode } from '@shared/protocol/modes';
import type { Mode } from '@shared/protocol/modes';
import type { DocumentConnection, SyncStatus } from '@client/sync/index';
import type { AccessChange } from './banner.ts';

interface UsedMode {
  /** How one works now: as chosen, but never beyond what is granted. */
  mode: Mode;
  granted: Mode;
  choose: (mode: Mode) => void;
  /** Set when the granted mode changed while the document was open. */
  changed: AccessChange | null;
  dismiss: () => void;
}

/** The mode that one works in: as chosen, at first `initial`, else the strongest; never beyond what the server grants. */
export function useMode(
  connection: DocumentConnection,
  status: SyncStatus,
  initial: Mode | null,
): UsedMode {
  const granted = status.granted ?? 'view';
  const [picked, choose] = useState<Mode | null>(null);
  const chosen = picked ?? initial;
  const [changed, setChanged] = useState<AccessChange | null>(null);
  const before = useRef<Mode | null>(null);
  const mode = chosen !== null && allowsMode(granted, chosen) ? chosen : granted;

  useEffect(() => {
    const known = before.current;
    before.current = status.granted ?? known;
    if (known !== null && status.granted !== null && known !== status.granted) {
      setChanged({ mode: status.granted, at: Date.now() });
    }
  }, [status.granted]);
  useEffect(() => connection.setMode(mode), [connection, mode]);

  return { mode, granted, choose, changed, dismiss: () => setChanged(null) };
}
