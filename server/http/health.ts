import express, { type Router } from 'express';
import type { LiveDocuments } from '../realtime/documents.ts';

/** Says whether the server can save, in numbers only; unwell it answers 503, so that a balancer turns away. */
export function healthRoutes(live: LiveDocuments, isStopping: () => boolean): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    const health = live.health();
    const ok = health.ok && !isStopping();
    response.setHeader('Cache-Control', 'no-store');
    response.status(ok ? 200 : 503).json({ ...health, ok });
  });
  return router;
}
