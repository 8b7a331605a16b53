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

/** What `cadrage link create` asks. */
export const consoleLinkSchema = consoleTokenSchema.pick({ email: true });

/** What the command line can have done; the feature that owns accounts does it. */
interface ConsoleCommands {
  createToken(app: Application, input: ConsoleToken): Promise<object>;
  createPasswordLink(app: Application, email: string): Promise<object>;
}

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
export function consoleRoutes(app: Application, secret: string, commands: ConsoleCommands): Router {
  const router = express.Router();
  router.use((request, _response, next) => {
    next(mayCommand(request, secret) ? undefined : new AppError('auth.required'));
  });
  router.use(express.json());
  router.post('/tokens', async (request, response) => {
    const input = parse(consoleTokenSchema, request.body);
    response.status(201).json(await commands.createToken(app, input));
  });
  router.post('/links', async (request, response) => {
    const { email } = parse(consoleLinkSchema, request.body);
    response.status(201).json(await commands.createPasswordLink(app, email));
  });
  return router;
}
