import express, { type Router } from 'express';
import {
  newReplySchema,
  newThreadSchema,
  setThreadStateSchema,
} from '@shared/features/comments/schema';
import type { Application } from '@server/application';
import { parse } from '@server/http/parse';
import { serve } from '@server/http/route';
import { listThreads, openThread, replyToThread, setThreadState } from './actions.ts';

export function commentRoutes(app: Application): Router {
  const router = express.Router();
  const threads = '/documents/:id/threads';
  serve(router, 'get', threads, async ({ actor, param }) => ({
    threads: await listThreads(app, actor, param('id')),
  }));
  serve(router, 'post', threads, async ({ actor, param, body, response }) => {
    const thread = await openThread(app, actor, param('id'), parse(newThreadSchema, body));
    response.status(201);
    return { thread };
  });
  serve(router, 'post', `${threads}/:t/replies`, async ({ actor, param, body, response }) => {
    const { body: text } = parse(newReplySchema, body);
    const thread = await replyToThread(app, actor, param('id'), param('t'), text);
    response.status(201);
    return { thread };
  });
  serve(router, 'put', `${threads}/:t`, async ({ actor, param, body }) => {
    const { state } = parse(setThreadStateSchema, body);
    return { thread: await setThreadState(app, actor, param('id'), param('t'), state) };
  });
  return router;
}
