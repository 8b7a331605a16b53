import express, { type Router } from 'express';
import { newDocumentSchema, readingSchema, setModeSchema } from '@shared/features/documents/schema';
import type { Application } from '@server/application';
import { parse } from '@server/http/parse';
import { serve } from '@server/http/route';
import { createDocument, exportAdf, listDocuments, readDocument, setMode } from './actions.ts';

export function documentRoutes(app: Application): Router {
  const router = express.Router();
  serve(router, 'get', '/engagements/:id/documents', async ({ actor, param }) => ({
    documents: await listDocuments(app, actor, param('id')),
  }));
  serve(router, 'post', '/engagements/:id/documents', async ({ actor, param, body, response }) => {
    const made = await createDocument(app, actor, param('id'), parse(newDocumentSchema, body));
    response.status(201);
    return made;
  });
  serve(router, 'get', '/documents/:id', async ({ actor, param, query }) => {
    if (query.format !== 'adf') return { document: await readDocument(app, actor, param('id')) };
    const reading = parse(readingSchema.default('base'), query.reading);
    return exportAdf(app, actor, param('id'), reading);
  });
  serve(router, 'put', '/documents/:id/mode', async ({ actor, param, body }) => ({
    document: await setMode(app, actor, param('id'), parse(setModeSchema, body)),
  }));
  return router;
}
