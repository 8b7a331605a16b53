import express, { type Router } from 'express';
import {
  decideSchema,
  explainSuggestionSchema,
  suggestionIdSchema,
} from '@shared/features/approvals/schema';
import type { Application } from '@server/application';
import { parse } from '@server/http/parse';
import { serve } from '@server/http/route';
import { decide, explainSuggestion, listSuggestions } from './actions.ts';

export function approvalRoutes(app: Application): Router {
  const router = express.Router();
  serve(router, 'get', '/documents/:id/suggestions', async ({ actor, param }) => ({
    suggestions: await listSuggestions(app, actor, param('id')),
  }));
  serve(router, 'put', '/documents/:id/suggestions/:n/reason', async ({ actor, param, body }) => {
    const suggestionId = parse(suggestionIdSchema, param('n'));
    const { reason } = parse(explainSuggestionSchema, body);
    return {
      suggestion: await explainSuggestion(app, actor, param('id'), suggestionId, reason),
    };
  });
  serve(router, 'post', '/documents/:id/decisions', async ({ actor, param, body }) => ({
    decision: await decide(app, actor, param('id'), parse(decideSchema, body)),
  }));
  return router;
}
