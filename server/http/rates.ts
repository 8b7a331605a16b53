import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@shared/errors';
import { actorOf } from './route.ts';

/** Turns away whoever asks more often than `perMinute`: counted by person, before sign-in by network address. */
export function limitRates(perMinute: number) {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const key = actorOf(response)?.personId ?? `address ${request.ip ?? ''}`;
    await limiter.consume(key).catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('rate.exceeded', { seconds: Math.ceil(refusal.msBeforeNext / 1000) });
    });
    next();
  };
}
