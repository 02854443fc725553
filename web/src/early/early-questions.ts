import { firstSpanDays } from '../picking/coverage.models.ts';

declare global {
  interface Window {
    /** What the script in the head of the document asked before the application was here, by address and input. */
    early?: Map<string, Promise<Response>>;
  }
}

export interface SlotsQuestion {
  readonly interviewId: string;
  readonly zone: string;
  /** First local date; today when absent. */
  readonly from?: string;
  readonly days: number;
}

export const trpcUrl = '/trpc';
export const exchangeUrl = `${trpcUrl}/candidate.exchange`;
/** The session is a cookie, so no call carries a token but `exchange`. */
export const callHeaders = { 'x-interlude': '1' };
export const timeoutMs = 15_000;

export function exchangeInput(token: string, zone: string | null) {
  return zone === null ? { token } : { token, zone };
}

export function slotsUrl({ interviewId, ...asked }: SlotsQuestion): string {
  const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  return `/api/interviews/${interviewId}/slots?${query}`;
}

/** The first question of the picker. */
export function firstSlots(interviewId: string, zone: string): SlotsQuestion {
  return { interviewId, zone, days: firstSpanDays };
}

export function earlyKey(url: string, body: unknown = ''): string {
  return `${url} ${body}`;
}

/** The early answer to a question, once; undefined when it was not asked. */
export function takeEarly(url: string, body: unknown): Promise<Response> | undefined {
  const key = earlyKey(url, body);
  const answer = window.early?.get(key);
  window.early?.delete(key);
  return answer;
}
