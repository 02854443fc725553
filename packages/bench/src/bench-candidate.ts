import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { Refusal } from '@interlude/shared/booking/refusal';
import { type Answer, type Call, expected, type LoadClient } from './load-client.ts';

/** Somebody with an invitation, as their browser calls: a session cookie and an interview. */
export interface Candidate {
  readonly interviewId: string;
  readonly cookie: string;
}

const home = 'America/New_York';

/** What a page asks for; without a first date the list begins today. */
export interface SlotsAsked {
  readonly days: number;
  readonly from?: string;
  readonly zone?: string;
}

/** The plain GET of a page's list; an `etag` is what the page has already. */
export function slotsCall({ interviewId, cookie }: Candidate, asked: SlotsAsked, etag?: string): Call {
  const { days, from, zone = home } = asked;
  const tag = etag === undefined ? {} : { 'if-none-match': etag };
  const begin = from === undefined ? '' : `&from=${from}`;
  return {
    path: `/api/interviews/${interviewId}/slots?days=${days}&zone=${zone}${begin}`,
    headers: { cookie, 'accept-encoding': 'gzip', ...tag },
  };
}

/** A command of the page. */
export function candidateCall({ interviewId, cookie }: Candidate, name: string, input: object): Call {
  return {
    path: `/trpc/candidate.${name}`,
    headers: { cookie, 'content-type': 'application/json', 'x-interlude': '1' },
    json: { interviewId, ...input, idempotencyKey: intentKey() },
  };
}

export type ScheduleAction = 'book' | 'reschedule';

export function scheduleCall(candidate: Candidate, action: ScheduleAction, startsAt: string): Call {
  return candidateCall(candidate, action, { startsAt, zone: home });
}

/** The starts a candidate is offered now, as texts. */
export async function startsOf(client: LoadClient, candidate: Candidate, days: number): Promise<string[]> {
  const { cookie } = candidate;
  const answer = await client.send({ ...slotsCall(candidate, { days }), headers: { cookie } });
  return (JSON.parse(expected(answer, 200).body.toString('utf8')) as { starts: string[] }).starts;
}

/** Whether the time was given; refused as taken is false, and must name other times. Anything else voids the run. */
export function wonOrTaken(answer: Answer): boolean {
  if (answer.status === 200) return true;
  const { error } = JSON.parse(answer.body.toString('utf8')) as { error?: { data?: { refusal?: Refusal } } };
  const refusal = error?.data?.refusal;
  if (refusal?.code !== 'slot_taken') expected(answer, 200);
  if (refusal?.code === 'slot_taken' && refusal.alternatives.length === 0)
    throw new Error('refused without alternatives');
  return false;
}
