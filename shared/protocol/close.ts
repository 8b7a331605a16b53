/**
 * Why a connection, or one document on it, ends: on the wire as `{code, retry}` for a connection (H5) and `{reason, retry}` for
 * a document. With `retry: false` a client must not try again by itself, since trying again cannot mend it.
 */
export const closeCodes = {
  'protocol.version': { retry: false },
  'origin.refused': { retry: false },
  'auth.required': { retry: false },
  'session.ended': { retry: false },
  'frame.invalid': { retry: false },
  'server.stopping': { retry: true },
  'server.fault': { retry: true },
  'rate.exceeded': { retry: true },
  /** The document was removed, or may no longer be read: the two look the same. */
  'not-found': { retry: false },
  /** Another process owns the document now. */
  'owner.changed': { retry: true },
  /** The document was rebuilt (D12): the client loads it afresh. */
  'epoch.changed': { retry: true },
  /** An update of this client did not arrive, a later one did. */
  'update.missing': { retry: true },
} as const satisfies Record<string, { retry: boolean }>;

export type CloseCode = keyof typeof closeCodes;

/** What a refused or ended connection is told. */
export interface Closing {
  code: CloseCode;
  retry: boolean;
  /** With `protocol.version`: what the server speaks. */
  protocol?: number;
  layout?: number;
}

export const closing = (code: CloseCode): Closing => ({ code, retry: closeCodes[code].retry });
