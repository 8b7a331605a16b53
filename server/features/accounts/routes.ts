import express, { type Request, type Response, type Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@shared/errors';
import {
  type MeReply,
  choosePasswordSchema,
  preferencesSchema,
  setUpSchema,
  signInSchema,
} from '@shared/features/accounts/schema';
import type { Application } from '@server/application';
import { parse } from '@server/http/parse';
import { serve } from '@server/http/route';
import { clearSessionCookie, setSessionCookie } from '@server/http/session';
import {
  type Person,
  changePreferences,
  choosePassword,
  describeMe,
  endSession,
  listSessions,
  me,
  setUp,
  signIn,
  startSession,
} from './actions.ts';

/** Signs the browser in as a person: a session, its cookie, and who they are. */
async function admit(
  app: Application,
  request: Request,
  response: Response,
  person: Person,
): Promise<MeReply> {
  const userAgent = request.get('user-agent') ?? '';
  const secret = await startSession(app, person.id, { userAgent, address: request.ip ?? '' });
  setSessionCookie(response, secret, {
    secure: app.config.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  return { me: describeMe(person) };
}

/** Sign-in by e-mail and password as passport's local strategy. */
function localStrategy(app: Application): passport.Authenticator {
  const authenticator = new passport.Passport();
  const fields = { usernameField: 'email', session: false };
  authenticator.use(
    new Strategy(fields, (email, password, done) => {
      signIn(app, { email, password }).then(
        (person) => done(null, person),
        (error: unknown) => done(error),
      );
    }),
  );
  return authenticator;
}

function throughPassport(authenticator: passport.Authenticator) {
  return (request: Request, response: Response): Promise<Person> =>
    new Promise((resolve, reject) => {
      const answered = (error: unknown, person: Person | false | undefined) => {
        if (error) return reject(error);
        return person ? resolve(person) : reject(new AppError('input.invalid'));
      };
      const run = authenticator.authenticate('local', { session: false }, answered) as (
        request: Request,
        response: Response,
        next: (error?: unknown) => void,
      ) => void;
      run(request, response, reject);
    });
}

/** Slows down one network address that tries many accounts. */
function limitSource(app: Application) {
  const { SIGN_IN_PER_ADDRESS: points, LOCK_MINUTES } = app.config;
  const limiter = new RateLimiterMemory({ points, duration: LOCK_MINUTES * 60 });
  return async (request: Request): Promise<void> => {
    await limiter.consume(request.ip ?? '').catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('rate.exceeded', { seconds: Math.ceil(refusal.msBeforeNext / 1000) });
    });
  };
}

export function accountRoutes(app: Application): Router {
  const router = express.Router();
  const authenticate = throughPassport(localStrategy(app));
  const consumeSource = limitSource(app);

  router.post('/session', async (request, response) => {
    parse(signInSchema, request.body);
    await consumeSource(request);
    const person = await authenticate(request, response);
    response.json(await admit(app, request, response, person));
  });
  router.post('/setup', async (request, response) => {
    const input = parse(setUpSchema, request.body);
    await consumeSource(request);
    response.json(await admit(app, request, response, await setUp(app, input)));
  });
  router.post('/password', async (request, response) => {
    const input = parse(choosePasswordSchema, request.body);
    await consumeSource(request);
    response.json(await admit(app, request, response, await choosePassword(app, input)));
  });

  serve(router, 'get', '/session', async ({ actor }) => ({ me: await me(app, actor) }));
  serve(router, 'delete', '/session', async ({ actor, response }) => {
    if (actor.sessionId !== undefined) await endSession(app, actor, actor.sessionId);
    clearSessionCookie(response);
    return {};
  });
  serve(router, 'get', '/me/sessions', async ({ actor }) => ({
    sessions: await listSessions(app, actor),
  }));
  serve(router, 'delete', '/me/sessions/:id', async ({ actor, param }) => {
    await endSession(app, actor, param('id'));
    return {};
  });
  serve(router, 'patch', '/me', async ({ actor, body }) => ({
    me: await changePreferences(app, actor, parse(preferencesSchema, body)),
  }));
  return router;
}
