import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

/** Gives every request an id, and logs it in a line when it is answered; never its body, its query or who it is from. */
export function logRequests(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const requestId = randomUUID();
    // Taken now: while a router answers, its own part of the address is cut off.
    const { method, path } = request;
    response.setHeader('X-Request-Id', requestId);
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started);
      log.debug({ requestId, method, path, status: response.statusCode, ms }, 'request');
    });
    next();
  };
}
