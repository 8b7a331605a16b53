import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { AppError, type ErrorBody } from '@shared/errors';

/** Faults of the frameworks before our own code runs, by the HTTP status that they carry. */
function translate(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return new AppError('input.too-large');
  if (status === 404) return new AppError('not-found');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('input.invalid');
  }
  return null;
}

/** The one place where an error becomes a reply: expected ones are told, the rest is logged and told as a fault. */
export function replyToErrors(log: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    const known = translate(error);
    const requestId = String(response.getHeader('x-request-id') ?? '');
    if (!known) log.error({ err: error, requestId, method: request.method, path: request.path });

    const told = known ?? new AppError('server.fault', { requestId });
    const body: ErrorBody = { error: { kind: told.kind } };
    if (Object.keys(told.params).length > 0) body.error.params = told.params;
    if (told.faults.length > 0) body.error.faults = told.faults;
    if (told.kind === 'auth.locked' || told.kind === 'rate.exceeded') {
      const seconds = Number(told.params.seconds ?? Number(told.params.minutes ?? 1) * 60);
      response.setHeader('Retry-After', Math.max(1, Math.ceil(seconds)));
    }
    response.status(told.status).json(body);
  };
}

/** Every address that nothing answers. */
export function refuseUnknown(): never {
  throw new AppError('not-found');
}
