import type { AppRouter } from '@interlude/booking/router';
import type { Refusal } from '@interlude/shared/booking/refusal';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { callHeaders, type SlotsQuestion, slotsUrl, takeEarly, timeoutMs, trpcUrl } from './early/early-questions.ts';

interface RequestOptions {
  readonly signal?: AbortSignal | null | undefined;
  readonly body?: unknown;
}

const request = (input: RequestInfo | URL, init?: RequestOptions) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  // Browsers that cannot join the two keep that of the caller.
  const signal = init?.signal ? (AbortSignal.any?.([init.signal, timeout]) ?? init.signal) : timeout;
  const ask = () => fetch(input, { ...(init as RequestInit), signal });
  return takeEarly(String(input), init?.body)?.catch(ask) ?? ask();
};

/** How calls are sent. */
export const transport = { url: trpcUrl, headers: callHeaders, fetch: request };

/** The typed client of the booking service. A candidate's page asks one thing at a time, so nothing is batched. */
export const api = createTRPCClient<AppRouter>({ links: [httpLink(transport)] });

/** The free times, by a plain GET, so that the browser need not fetch again what has not changed. */
export async function getSlots(question: SlotsQuestion, signal: AbortSignal): Promise<SlotsView> {
  const answer = await request(slotsUrl(question), { signal })
    .then((response) => response.json())
    // Like any other call.
    .catch((error: Error) => Promise.reject(TRPCClientError.from(error)));
  if (answer.error) throw TRPCClientError.from({ error: { code: 0, ...answer.error } });
  return answer;
}

/** Gives a held time back while the page is going away: such a call must outlive the page. */
export function releaseHoldOnLeave(interviewId: string): void {
  void fetch(`${trpcUrl}/candidate.releaseHold`, {
    method: 'POST',
    headers: { ...callHeaders, 'content-type': 'application/json' },
    body: JSON.stringify({ interviewId }),
    keepalive: true,
  }).catch(() => undefined);
}

/** What went wrong with a call: an expected "no", no connection, no answer, or a fault of ours. */
export type Problem =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'offline' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'fault'; readonly reference: string };

interface ErrorData {
  readonly refusal?: Refusal | null;
  readonly requestId?: string | null;
}

/** Tells the kinds apart. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof TRPCClientError)) return { kind: 'fault', reference: '' };
  const data: ErrorData | null | undefined = error.data;
  if (data?.refusal) return { kind: 'refused', refusal: data.refusal };
  // Without data no answer of ours arrived: the request was lost, or something in between answered.
  if (!data) return { kind: navigator.onLine === false ? 'offline' : 'unanswered' };
  return { kind: 'fault', reference: data.requestId ?? '' };
}

/** By which a fault of ours is found in the logs; empty for anything else. */
export function referenceOf(problem: Problem): string {
  return problem.kind === 'fault' ? problem.reference : '';
}

/** The expected "no" behind an error, or null. */
export function refusalOf(error: unknown): Refusal | null {
  const problem = problemOf(error);
  return problem.kind === 'refused' ? problem.refusal : null;
}

const retries = 2;

/**
 * Whether a question is asked again by itself after it failed so many times. One that waited for as long as anybody
 * would is not: three times that is too long to be told nothing.
 */
export function isAskedAgain(failures: number, error: unknown): boolean {
  const isLate = error instanceof TRPCClientError && error.cause?.name === 'TimeoutError';
  return failures < retries && isPassing(error) && !isLate;
}

/** Whether trying the same call again may help. */
export function isPassing(error: unknown): boolean {
  const problem = problemOf(error);
  if (problem.kind === 'refused') return problem.refusal.code === 'unavailable';
  return problem.kind !== 'fault';
}
