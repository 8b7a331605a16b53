import type { TFunction } from 'i18next';
import { AppError } from '@shared/errors';
import type { ErrorKind } from '@shared/errors';

/** What can go wrong before a server answers: known to the page only, told under `errors:net.*`. */
export const networkFailures = ['net.unreachable', 'net.timeout', 'net.unreadable'] as const;

export type NetworkFailureKind = (typeof networkFailures)[number];

/** A request that got no readable answer. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';

  constructor(readonly kind: NetworkFailureKind) {
    super(kind);
  }
}

/** The kind of anything thrown; what nobody foresaw is a fault. */
export function failureKind(error: unknown): ErrorKind | NetworkFailureKind {
  return error instanceof AppError || error instanceof NetworkFailure ? error.kind : 'server.fault';
}

/** True when the server found fault with the value at a path of what was sent. */
export function hasFault(error: unknown, path: string): boolean {
  return error instanceof AppError && error.faults.some((fault) => fault.path === path);
}

/** The number that the sentence of a kind counts, by the name of its parameter. */
const counted: Partial<Record<ErrorKind, string>> = {
  'auth.refused': 'attemptsLeft',
  'auth.locked': 'minutes',
  'rate.exceeded': 'seconds',
};

/** The sentence that a person reads for anything thrown: what happened and what to do. */
export function failureSentence(t: TFunction, error: unknown): string {
  const kind = failureKind(error);
  const params = error instanceof AppError ? error.params : {};
  const count = kind in counted ? Number(params[counted[kind as ErrorKind]!] ?? 1) : undefined;
  return t(`errors:${kind}`, { ...params, ...(count === undefined ? {} : { count }) });
}
