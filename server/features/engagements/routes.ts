import express, { type Router } from 'express';
import { newEngagementSchema } from '@shared/features/engagements/schema';
import type { Application } from '@server/application';
import { parse } from '@server/http/parse';
import { serve } from '@server/http/route';
import { createEngagement, listEngagements, readEngagement } from './actions.ts';

export function engagementRoutes(app: Application): Router {
  const router = express.Router();
  serve(router, 'get', '/engagements', async ({ actor }) => ({
    engagements: await listEngagements(app, actor),
  }));
  serve(router, 'post', '/engagements', async ({ actor, body, response }) => {
    const made = await createEngagement(app, actor, parse(newEngagementSchema, body));
    response.status(201);
    return made;
  });
  serve(router, 'get', '/engagements/:id', async ({ actor, param }) => ({
    engagement: await readEngagement(app, actor, param('id')),
  }));
  return router;
}
