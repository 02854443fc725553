import { z } from 'zod';
import { type Fetched, fetchOutgoing, refusedBy } from './outgoing.ts';
import { ProviderError } from './provider.ts';

/** Where Google is, or what stands in for it; the latter may be on this machine. */
export interface GoogleAddress {
  readonly apiUrl: string;
  readonly consentUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  readonly mayAskInside: boolean;
}

/** The addresses of Google's own documents; `standIn` has the same paths under one address. */
export function googleAddress(standIn: string | null): GoogleAddress {
  if (standIn === null)
    return {
      apiUrl: 'https://www.googleapis.com/calendar/v3',
      consentUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      revokeUrl: 'https://oauth2.googleapis.com/revoke',
      mayAskInside: false,
    };
  const at = (path: string) => new URL(path, standIn).href;
  return {
    apiUrl: at('/calendar/v3'),
    consentUrl: at('/o/oauth2/v2/auth'),
    tokenUrl: at('/token'),
    revokeUrl: at('/revoke'),
    mayAskInside: true,
  };
}

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** An etag that what is changed must still have. */
  readonly ifMatch?: string | null;
  /** Statuses that are an answer and not thrown. */
  readonly takes?: readonly number[];
}

export type GoogleApi = ReturnType<typeof googleApi>;

const errorSchema = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).default([]), status: z.string().optional() }),
});
const rateReasons = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded'];

/** Asks Google Calendar (v3) for somebody. Throws `ProviderError` for whatever is no answer. */
export function googleApi({ apiUrl, mayAskInside }: GoogleAddress, accessToken: string, signal: AbortSignal) {
  async function send(
    path: string,
    { method = 'GET', query = {}, body, ifMatch, takes = [] }: Asked,
  ): Promise<Fetched> {
    const url = `${apiUrl}${path}?${new URLSearchParams(query)}`;
    const headers = {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      'user-agent': 'Interlude',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const asked = { method, headers, signal, isStaying: true, ...sent };
    const answer = await fetchOutgoing(url, { mayAskInside }, asked);
    if ((answer.status >= 200 && answer.status < 300) || takes.includes(answer.status)) return answer;
    throw refusalIn(answer);
  }

  return {
    send,

    /** The answer in its shape. */
    async read<Shape>(path: string, asked: Asked, schema: z.ZodType<Shape>): Promise<Shape> {
      return parsed(await send(path, asked), schema);
    },
  };
}

/** An answer that was cut off says nothing; one of another shape is none of this API. */
export function parsed<Shape>({ text }: Fetched, schema: z.ZodType<Shape>): Shape {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch (cause) {
    throw new ProviderError('retryable', { cause });
  }
  const found = schema.safeParse(said);
  // What did not fit may be a name: only where it stood is kept.
  if (!found.success) throw new ProviderError('unreadable', { cause: new Error(pathsOf(found.error)) });
  return found.data;
}

function pathsOf({ issues }: z.ZodError): string {
  return issues.map(({ path }) => path.join('.')).join(', ');
}

// Too much was asked is said with 403 as well as with 429: the reason tells.
function refusalIn(answer: Fetched): ProviderError {
  if (answer.status !== 403) return refusedBy(answer);
  const reasons = reasonsIn(answer);
  if (reasons.some((reason) => rateReasons.includes(reason))) return refusedBy({ ...answer, status: 429 });
  return new ProviderError(reasons.includes('insufficientPermissions') ? 'auth' : 'rejected');
}

function reasonsIn({ text }: Fetched): string[] {
  try {
    return errorSchema.parse(JSON.parse(text)).error.errors.map(({ reason }) => reason);
  } catch {
    return [];
  }
}
