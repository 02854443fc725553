import type { Response } from 'express';

/** An error in the words of the provider: its status, and a reason that clients read. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly reason: string;
  readonly retryAfter: number | null;
  constructor(status: number, reason: string, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

export function answerError(response: Response, { status, reason, message, retryAfter }: ApiError): void {
  if (retryAfter !== null) response.set('Retry-After', String(retryAfter));
  const domain = status === 403 || status === 429 ? 'usageLimits' : 'global';
  response.status(status).json({ error: { code: status, message, errors: [{ domain, reason, message }] } });
}
