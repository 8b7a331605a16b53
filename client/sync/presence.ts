/** Ties an Awareness to the presence frames of a document: its own state goes up, everybody else's come down with who they are. */
import { removeAwarenessStates, type Awareness } from 'y-protocols/awareness';
import type { PresenceEntry } from '@shared/protocol/frames';

const sendEveryMs = 40;

interface Change {
  added: number[];
  updated: number[];
  removed: number[];
}

export interface PresenceBinding {
  /** Sends the own state, as after every opening. */
  announce(): void;
  receive(entries: PresenceEntry[]): void;
  /** Nobody can be seen while there is no connection. */
  clear(): void;
  close(): void;
}

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Binds until closed; `send` is given the own state as JSON, empty for gone. */
export function bindPresence(
  awareness: Awareness,
  send: (clientId: number, state: string) => void,
): PresenceBinding {
  const origin = {};
  let timer: ReturnType<typeof setTimeout> | null = null;
  let sentAt = 0;

  function sendOwn(): void {
    timer = null;
    sentAt = Date.now();
    const own = awareness.getLocalState();
    // Who somebody is, the server says (P1): a `user` that the page sets for itself stays in the page.
    const { user: _user, ...chosen } = own ?? {};
    send(awareness.clientID, own ? JSON.stringify(chosen) : '');
  }

  const changed = ({ added, updated, removed }: Change, by: unknown) => {
    if (by === origin) return;
    const touched = [...added, ...updated, ...removed];
    if (!touched.includes(awareness.clientID) || timer) return;
    timer = setTimeout(sendOwn, Math.max(0, sentAt + sendEveryMs - Date.now()));
  };
  awareness.on('update', changed);

  const others = () => [...awareness.states.keys()].filter((id) => id !== awareness.clientID);

  return {
    announce: sendOwn,
    receive(entries) {
      const change: Change = { added: [], updated: [], removed: [] };
      const gone: number[] = [];
      for (const { clientId, person, state } of entries) {
        if (clientId === awareness.clientID) continue;
        const chosen = state === '' ? null : parse(state);
        if (!chosen) {
          gone.push(clientId);
          continue;
        }
        change[awareness.states.has(clientId) ? 'updated' : 'added'].push(clientId);
        awareness.states.set(clientId, { ...chosen, user: parse(person) ?? {} });
        const clock = (awareness.meta.get(clientId)?.clock ?? 0) + 1;
        awareness.meta.set(clientId, { clock, lastUpdated: Date.now() });
      }
      removeAwarenessStates(awareness, gone, origin);
      if (change.added.length + change.updated.length === 0) return;
      awareness.emit('change', [change, origin]);
      awareness.emit('update', [change, origin]);
    },
    clear: () => removeAwarenessStates(awareness, others(), origin),
    close() {
      if (timer) clearTimeout(timer);
      awareness.off('update', changed);
      send(awareness.clientID, '');
      removeAwarenessStates(awareness, others(), origin);
    },
  };
}
