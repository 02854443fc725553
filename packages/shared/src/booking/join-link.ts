import { moved } from '../time/instant.ts';
import { type InterviewStatus, upcomingStatuses } from './booking-status.ts';
import type { Policy } from './policy.ts';

/** What decides whether the link to join may be seen. */
export interface Meeting {
  readonly meetingUrl: string | null;
  /** Epoch milliseconds. */
  readonly startsAt: number | null;
  /** The candidate's, in which calendar days of the policy are counted. */
  readonly zone: string;
  readonly status: InterviewStatus;
  readonly policy: Pick<Policy, 'joinVisibleBefore'>;
}

/** The link, or until when it is hidden; neither where there is none, or nothing left to join. */
export interface JoinLink {
  readonly url: string | null;
  /** Epoch milliseconds. */
  readonly hiddenUntil: number | null;
}

const none: JoinLink = { url: null, hiddenUntil: null };

/**
 * The one rule for page, mail and calendar object: the link is shown from the booking on, unless the policy hides it
 * until so long before the start. What has begun, early or not, hides nothing.
 */
export function joinLinkOf({ meetingUrl, startsAt, zone, status, policy }: Meeting, nowMs: number): JoinLink {
  if (meetingUrl === null || startsAt === null) return none;
  if (status === 'in_progress') return { url: meetingUrl, hiddenUntil: null };
  if (!upcomingStatuses.includes(status)) return none;
  const { joinVisibleBefore: lead } = policy;
  const from = lead ? moved(startsAt, lead, zone, -1) : Number.NEGATIVE_INFINITY;
  return nowMs < from ? { url: null, hiddenUntil: from } : { url: meetingUrl, hiddenUntil: null };
}
