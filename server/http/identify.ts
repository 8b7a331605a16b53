import type { NextFunction, Request, Response } from 'express';
import type { Actor } from '../application.ts';
import { credentialsOf } from './session.ts';

/** Finds out once per request who asks; an invalid credential is nobody, and the route says so. */
export function identifyRequests(
  identify: (credentials: { session?: string; token?: string }) => Promise<Actor | null>,
) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    response.locals.actor = await identify(credentialsOf(request));
    next();
  };
}
