import type { Request, Response, Router } from 'express';
import { AppError } from '@shared/errors';
import type { Actor } from '../application.ts';
import { credentialsOf } from './session.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A request as a route sees it: who asks, and the parts of the address. */
export interface Call {
  actor: Actor;
  /** A named part of the address, which the router has made sure of. */
  param(name: string): string;
  body: unknown;
  query: Request['query'];
  request: Request;
  response: Response;
}

/** Who is signed in, as `identifyRequests` left it. */
export function actorOf(response: Response): Actor | null {
  return (response.locals.actor as Actor | undefined) ?? null;
}

/** What a request is told that must be somebody's and is nobody's. */
export function unknownActor(request: Request): AppError {
  const { token } = credentialsOf(request);
  return new AppError(token === undefined ? 'auth.required' : 'token.invalid');
}

function call(request: Request, response: Response, actor: Actor): Call {
  return {
    actor,
    param(name) {
      const value = request.params[name];
      if (typeof value !== 'string') throw new Error(`The address has no part named ${name}.`);
      return value;
    },
    body: request.body,
    query: request.query,
    request,
    response,
  };
}

/** Serves an address to people who are signed in; what `answer` gives back is the JSON reply. */
export function serve(
  router: Router,
  method: Method,
  path: string,
  answer: (call: Call) => Promise<object>,
): void {
  router[method](path, async (request: Request, response: Response) => {
    const actor = actorOf(response);
    if (!actor) throw unknownActor(request);
    response.json(await answer(call(request, response, actor)));
  });
}
