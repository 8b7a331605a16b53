/**
 * Every error that a person can meet, as one table: the id travels on the wire, the status is HTTP's, and the sentence is
 * the i18n key `errors.<id>` in each language. Domain code throws a kind and never a status; edges translate once.
 */
export const errorKinds = {
  'input.invalid': { status: 400 },
  'input.too-large': { status: 413 },
  'auth.required': { status: 401 },
  'auth.refused': { status: 401 },
  'auth.locked': { status: 429 },
  'origin.refused': { status: 403 },
  'token.invalid': { status: 401 },
  'setup.done': { status: 409 },
  'setup.invalid': { status: 403 },
  /** Also what somebody gets who is not allowed: from outside the two look the same. */
  'not-found': { status: 404 },
  'conflict.version': { status: 409 },
  'conflict.unique': { status: 409 },
  'rate.exceeded': { status: 429 },
  'document.invalid': { status: 422 },
  'suggestion.own': { status: 403 },
  'suggestion.gone': { status: 409 },
  'mode.refused': { status: 403 },
  'store.full': { status: 507 },
  'store.closed': { status: 503 },
  'server.stopping': { status: 503 },
  'server.fault': { status: 500 },
} as const satisfies Record<string, { status: number }>;

export type ErrorKind = keyof typeof errorKinds;

/** Values that the sentence of an error names; never content of a record that the reader may not see. */
export type ErrorParams = Record<string, string | number | boolean>;

/** What an edge sends to a person: the kind, what the sentence names, and for bad input the faults by path. */
export interface ErrorBody {
  error: { kind: ErrorKind; params?: ErrorParams; faults?: { path: string; key: string }[] };
}

export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly kind: ErrorKind,
    readonly params: ErrorParams = {},
    readonly faults: { path: string; key: string }[] = [],
  ) {
    super(kind);
  }

  get status(): number {
    return errorKinds[this.kind].status;
  }
}

export const notFound = () => new AppError('not-found');
