import type { Request, Response } from 'express';

/** Name of the cookie that carries a session's token. */
export const sessionCookie = 'cadrage_session';

/** The value of one cookie in a `Cookie` header. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** What a request brings to say who it is from; the personal token wins over the cookie. */
export function credentialsOf(request: Pick<Request, 'headers'>): {
  session?: string;
  token?: string;
} {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer };
  const session = cookieIn(request.headers.cookie, sessionCookie);
  return session ? { session } : {};
}

/** The server says when a session ends, and prolongs it by use; the cookie only must not end before it. */
const cookieMs = 400 * 86_400_000;

/** Hands the browser its session; `secure` where people come by https. */
export function setSessionCookie(
  response: Response,
  token: string,
  { secure }: { secure: boolean },
): void {
  response.cookie(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: cookieMs,
    path: '/',
  });
}

export function clearSessionCookie(response: Response): void {
  response.clearCookie(sessionCookie, { httpOnly: true, sameSite: 'lax', path: '/' });
}
