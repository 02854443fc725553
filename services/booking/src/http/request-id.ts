import { randomUUID } from 'node:crypto';
import type { Request } from 'express';

/** The id under which a request is found in logs and audit: the caller's own where it is one, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
