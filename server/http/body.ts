import express, { type NextFunction, type Request, type Response } from 'express';
import { actorOf, unknownActor } from './route.ts';
import { credentialsOf } from './session.ts';

/** Enough to sign in, to set the server up, or to choose a password. */
const anybodyBytes = 10_000;

/** Reads JSON: as much as `memberBytes` from whoever is signed in, and little from anybody else, as reading costs time. */
export function readBody(memberBytes: number) {
  const fromMember = express.json({ limit: memberBytes });
  const fromAnybody = express.json({ limit: anybodyBytes });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (actorOf(response)) return fromMember(request, response, next);
    fromAnybody(request, response, (error?: unknown) => {
      const { session, token } = credentialsOf(request);
      const wasSomebody = session !== undefined || token !== undefined;
      const isTooLarge = (error as { status?: unknown } | undefined)?.status === 413;
      // Somebody whose session is over must hear that, not that they wrote too much.
      next(isTooLarge && wasSomebody ? unknownActor(request) : error);
    });
  };
}
