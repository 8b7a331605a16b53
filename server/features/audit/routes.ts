import express, { type Router } from 'express';
import type { Application } from '@server/application';
import { serve } from '@server/http/route';
import { readAudit } from './actions.ts';

export function auditRoutes(app: Application): Router {
  const router = express.Router();
  serve(router, 'get', '/engagements/:id/audit', async ({ actor, param }) => ({
    entries: await readAudit(app, actor, param('id')),
  }));
  return router;
}
