import { useEffect, useRef, useState } from 'react';
import { allowsMode } from '@shared/protocol/modes';
import type { Mode } from '@shared/protocol/modes';
import type { DocumentConnection } from '@client/sync/index';
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
  grantedNow: Mode | null,
  initial: Mode | null,
): UsedMode {
  const granted = grantedNow ?? 'view';
  const [picked, choose] = useState<Mode | null>(null);
  const chosen = picked ?? initial;
  const [changed, setChanged] = useState<AccessChange | null>(null);
  const before = useRef<Mode | null>(null);
  const mode = chosen !== null && allowsMode(granted, chosen) ? chosen : granted;

  useEffect(() => {
    const known = before.current;
    before.current = grantedNow ?? known;
    if (known !== null && grantedNow !== null && known !== grantedNow) {
      setChanged({ mode: grantedNow, at: Date.now() });
    }
  }, [grantedNow]);
  useEffect(() => connection.setMode(mode), [connection, mode]);

  return { mode, granted, choose, changed, dismiss: () => setChanged(null) };
}
