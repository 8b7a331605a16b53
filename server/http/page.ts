import { join } from 'node:path';
import express, { type Router } from 'express';

const aYear = '1y';

/**
 * Serves the built page: files under `assets/` carry a hash in their name and may be kept for ever, and every address
 * of the page itself is answered with `index.html`, which is asked for anew each time.
 */
export function servePage(folder: string): Router {
  const router = express.Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: aYear,
      index: false,
      fallthrough: false,
    }),
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/{*path}', (request, response, next) => {
    // An address with a file's ending that no file answers is a mistake, not a page.
    if (/\.[a-z0-9]+$/i.test(request.path) || !request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(folder, 'index.html'));
  });
  return router;
}
