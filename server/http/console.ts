import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { AppError } from '@shared/errors';
import type { Application } from '../application.ts';
import { sameSecret } from '../secrets.ts';
import { parse } from './parse.ts';
import { credentialsOf } from './session.ts';

/** What `cadrage token create` asks of a running server. */
export const consoleTokenSchema = z.object({
  email: z.string().min(1).max(254),
  name: z.string().min(1).max(100),
  days: z.number().int().min(1).max(3650),
});
export type ConsoleToken = z.infer<typeof consoleTokenSchema>;

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Only from this very machine, by nobody's proxy, and with the secret of the file in the data directory. */
function mayCommand(request: Request, secret: string): boolean {
  const { token } = credentialsOf(request);
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  const isLocal = loopback.test(request.socket.remoteAddress ?? '');
  return isLocal && !isForwarded && token !== undefined && sameSecret(token, secret);
}

/** The server's side of the command line: what it can do while the store is in use. */
export function consoleRoutes(
  app: Application,
  secret: string,
  createToken: (app: Application, input: ConsoleToken) => Promise<object>,
): Router {
  const router = express.Router();
  router.post('/tokens', async (request, response) => {
    if (!mayCommand(request, secret)) throw new AppError('auth.required');
    response.status(201).json(await createToken(app, parse(consoleTokenSchema, request.body)));
  });
  return router;
}
