import { AppError, errorKinds } from '@shared/errors';
import type { ErrorBody, ErrorKind } from '@shared/errors';
import { NetworkFailure } from './failure.ts';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  /** Commands on a slow line may need longer than reads. */
  timeoutMs?: number;
}

const root = '/api/v1';

/**
 * One command or one reading of our own server. Resolves with the answer; rejects with an `AppError` of the kind that the
 * server told, with a `NetworkFailure` when there was no readable answer, or with the caller's own abort.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, signal, timeoutMs = 20_000 } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(root + path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new NetworkFailure(timeout.aborted ? 'net.timeout' : 'net.unreachable');
  }
  const answer = parse(text);
  if (response.ok) {
    if (answer === unreadable) throw new NetworkFailure('net.unreadable');
    return answer as T;
  }
  throw failureOf(answer, response.headers.get('x-request-id'));
}

const unreadable = Symbol('unreadable');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

/** The request id travels with a fault, so that a person can quote it and an administrator can find it in the log. */
function failureOf(answer: unknown, requestId: string | null): Error {
  if (!isErrorBody(answer)) return new NetworkFailure('net.unreadable');
  const { kind, params, faults } = answer.error;
  return new AppError(kind, { ...params, ...(requestId ? { requestId } : {}) }, faults);
}

function isErrorBody(answer: unknown): answer is ErrorBody {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return false;
  const { error } = answer;
  return typeof error === 'object' && error !== null && 'kind' in error && isKind(error.kind);
}

function isKind(kind: unknown): kind is ErrorKind {
  return typeof kind === 'string' && Object.hasOwn(errorKinds, kind);
}
