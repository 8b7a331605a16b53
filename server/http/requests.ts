import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

/** Gives every request an id, and logs it in a line when it is answered; never its body, its query or who it is from. */
export function logRequests(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started);
      const { method, path } = request;
      log.debug({ requestId, method, path, status: response.statusCode, ms }, 'request');
    });
    next();
  };
}
