/**
 * Who is where in one document (P rules): the last state of each person as opaque JSON, merged to one frame. The server writes who
 * somebody is and never reads what the client chose, so nothing in it can be passed off as an identity.
 */
import { encodeDown, type PresenceEntry } from '@shared/protocol/frames';

export interface RoomPresence<Owner> {
  /** Takes a state; false when the clientID is somebody else's in this document. */
  set(owner: Owner, person: string, clientId: number, state: string): boolean;
  /** Announces everything of a connection as gone (P3). */
  leave(owner: Owner): void;
  /** One frame with what changed since the last call; null when nothing did. */
  changes(room: number): Uint8Array | null;
  /** One frame with everybody, for a newcomer; null when nobody is there. */
  everybody(room: number): Uint8Array | null;
}

export function createPresence<Owner>(): RoomPresence<Owner> {
  const states = new Map<number, PresenceEntry & { owner: Owner }>();
  const ofOwner = new Map<Owner, number>();
  const changed = new Map<number, PresenceEntry>();

  function drop(clientId: number): void {
    const entry = states.get(clientId);
    if (!entry) return;
    states.delete(clientId);
    ofOwner.delete(entry.owner);
    changed.set(clientId, { clientId, person: entry.person, state: '' });
  }

  return {
    set(owner, person, clientId, state) {
      const present = states.get(clientId);
      if (present && present.owner !== owner) {
        // The same person comes back before the old connection was noticed to be gone.
        if (present.person !== person) return false;
        drop(clientId);
      }
      const before = ofOwner.get(owner);
      if (before !== undefined && before !== clientId) drop(before);
      if (state === '') {
        drop(clientId);
        return true;
      }
      const entry = { clientId, person, state };
      states.set(clientId, { ...entry, owner });
      ofOwner.set(owner, clientId);
      changed.set(clientId, entry);
      return true;
    },
    leave(owner) {
      const clientId = ofOwner.get(owner);
      if (clientId !== undefined) drop(clientId);
    },
    changes(room) {
      if (changed.size === 0) return null;
      const entries = [...changed.values()];
      changed.clear();
      return encodeDown({ kind: 'present', room, entries });
    },
    everybody(room) {
      if (states.size === 0) return null;
      return encodeDown({ kind: 'present', room, entries: [...states.values()] });
    },
  };
}
