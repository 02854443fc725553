import type { Refusal } from '@interlude/shared/booking/refusal';
import { internalToken } from '@interlude/shared/secrets/internal-token';
import jwt from 'jsonwebtoken';

const { algorithm, type, issuer, audience, seconds } = internalToken;

/** A call refused on purpose: the status and the refusal as a client sees them. */
export class CallRefused extends Error {
  readonly status: number;
  readonly refusal: Refusal | null;
  readonly body: unknown;

  constructor(status: number, body: { error?: { data?: { refusal?: Refusal | null } } }) {
    super(`${status} ${JSON.stringify(body).slice(0, 400)}`);
    this.status = status;
    this.refusal = body.error?.data?.refusal ?? null;
    this.body = body;
  }
}

/** The code a call was refused with, null when it was answered; a failure without a code is nobody's refusal. */
export async function refusalCodeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof CallRefused && error.refusal !== null) return error.refusal.code;
    throw error;
  }
}

/** A browser: it keeps its cookies and calls the API over HTTP. */
export class Browser {
  readonly base: string;
  cookies = new Map<string, string>();

  constructor(base: string) {
    this.base = base;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.base}${path}`, {
      ...init,
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }

  async call<T = unknown>(path: string, input?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await this.fetch(`/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-interlude': '1', ...headers },
      body: JSON.stringify(input ?? {}),
    });
    return await answerOf<T>(response);
  }

  async ask<T = unknown>(path: string, input?: unknown): Promise<T> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return await answerOf<T>(await this.fetch(`/trpc/${path}${query}`));
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { result?: { data: T } };
  if (!response.ok || body.result === undefined) throw new CallRefused(response.status, body as object);
  return body.result.data;
}

/** A call between services, signed as they sign it; `internal` speaks to the internal port. */
export async function internalCall<T>(internal: Browser, secret: string, path: string, input: unknown): Promise<T> {
  const token = jwt.sign({}, secret, {
    header: { alg: algorithm, typ: type },
    algorithm,
    issuer,
    audience,
    expiresIn: seconds,
  });
  const response = await internal.fetch(`/internal/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-interlude': '1', authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  });
  return await answerOf<T>(response);
}
