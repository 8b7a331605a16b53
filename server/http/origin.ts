import type { NextFunction, Request, Response } from 'express';
import { AppError } from '@shared/errors';
import type { Config } from '../config.ts';
import { credentialsOf } from './session.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Says which pages may call this server: its own, and those that the configuration lists. */
export function allowedOrigins(
  config: Pick<Config, 'PUBLIC_URL' | 'ALLOWED_ORIGINS'>,
): (origin: string | undefined, host: string | undefined) => boolean {
  return (origin, host) => {
    // Only browsers send an origin, and they send it with everything that could do harm.
    if (origin === undefined) return true;
    if (origin === config.PUBLIC_URL || config.ALLOWED_ORIGINS.includes(origin)) return true;
    // Without a public address the page is the one served on this very machine.
    const isLocal = host !== undefined && loopback.test(host);
    return isLocal && config.PUBLIC_URL === undefined && origin === `http://${host}`;
  };
}

/** Refuses a change that another site's page sends with somebody's cookie (CSRF). */
export function refuseForeignOrigins(config: Config) {
  const allows = allowedOrigins(config);
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const { origin, host } = request.headers;
    const needsOrigin = credentialsOf(request).session !== undefined;
    if (!allows(origin, host) || (needsOrigin && origin === undefined)) {
      throw new AppError('origin.refused');
    }
    next();
  };
}
