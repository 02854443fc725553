import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * `__Host-` binds a cookie to this origin and to TLS; browsers treat localhost as secure. `device` says only that its
 * holder has signed in to an account before; it opens nothing.
 */
export const cookieNames = { candidate: '__Host-cs', staff: '__Host-ss', device: '__Host-sd' } as const;

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is stored: a copy of the database opens no session. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The value of a cookie, or null; a value that cannot be one of ours counts as absent. */
export function cookieOf(request: Request, name: string): string | null {
  const values = cookiesOf(request, name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The values of a cookie that holds several, or none of it where one of them cannot be ours. */
export function cookiesOf(request: Request, name: string): string[] {
  const header = request.headers.cookie ?? '';
  const pair = header.split(/; */).find((part) => part.startsWith(`${name}=`));
  const values = pair?.slice(name.length + 1).split('.') ?? [];
  return values.every((value) => /^[\w-]{43}$/.test(value)) ? values : [];
}

export function setCookie(response: Response, name: string, secret: string, expires: Date): void {
  response.cookie(name, secret, { httpOnly: true, secure: true, sameSite: 'strict', path: '/', expires });
}

export function clearCookie(response: Response, name: string): void {
  response.clearCookie(name, { httpOnly: true, secure: true, sameSite: 'strict', path: '/' });
}
