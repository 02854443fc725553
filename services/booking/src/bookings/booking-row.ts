import type { Notice } from '@interlude/shared/agenda';
import type {
  ApplicationId,
  CandidateId,
  InterviewId,
  JobId,
  PersonId,
  ReservationId,
  TemplateId,
  TenantId,
} from '@interlude/shared/ids';
import type { hourCycles, interviewTypes, meetingProviders, Outcome, Reason } from '@interlude/shared/interview';
import type { InterviewStatus } from '@interlude/shared/interview-status';
import type { Policy } from '@interlude/shared/policy';
import type { PromisedTime } from '@interlude/shared/promised-time';
import type { ResourceDemand, ResourceSeat } from '@interlude/shared/resources';
import type { Waiting } from '@interlude/shared/waitlist';
import type { PanelGap, PanelRow } from '../slots/panel.ts';
import type { DropOut, LinkAccess, RetakeState } from './booking-parts.ts';

/** One attempt. What was promised (policy, duration, panel, provider) is pinned when it is invited. */
export interface BookingRow {
  _id: InterviewId;
  tenantId: TenantId;
  rootInterviewId: InterviewId;
  attempt: number;
  previousInterviewId: InterviewId | null;
  replacedBy: InterviewId | null;
  applicationId: ApplicationId;
  candidateId: CandidateId;
  jobId: JobId;
  templateId: TemplateId;
  jobTitle: string;
  company: string;
  type: (typeof interviewTypes)[number];
  provider: (typeof meetingProviders)[number];
  durationMinutes: number;
  stepMinutes: number;
  buffers: { beforeMinutes: number; afterMinutes: number };
  panel: PanelRow[];
  /** Rooms and licences it needs beside the people; absent when none. */
  resources?: readonly ResourceDemand[];
  gridZone: string;
  venue: string | null;
  meetingUrl: string | null;
  guide: string | null;
  preparation: { id: string; title: string; done: boolean }[];
  policy: Policy;
  status: InterviewStatus;
  outcome: Outcome | null;
  version: number;
  factsRev: number;
  plannedRev: number;
  /** The workflow planned from the present facts and found nothing left to do. */
  planOver: boolean;
  scheduleRev: number;
  link: { rev: number; issuedAt: Date; bookBy: Date };
  access: LinkAccess;
  invitedAt: Date;
  invitedBy: PersonId;
  startsAt: Date | null;
  endsAt: Date | null;
  formerStartsAt: Date | null;
  scheduleMadeAt: Date | null;
  people: PersonId[];
  /** The revision that fixed the time, when only people changed since; absent or null when `scheduleRev` did. */
  timeRev?: number | null;
  /** Who of the people cannot come; it matters until the start. */
  dropOuts?: readonly DropOut[];
  /** Those of the people who come beside a complete panel; absent in old rows. */
  optionalPeople?: PersonId[];
  /** Those it has been given; absent before it is booked and where none are needed. */
  resourceSeats?: readonly ResourceSeat[];
  reservationId: ReservationId | null;
  /** What each side was told of the present start; absent in interviews booked before this was kept. */
  promised?: PromisedTime[];
  /** The zone table about which both sides were asked whether the start still suits. */
  clockAskedFor?: string | null;
  /** The candidate's zone for this interview, canonical; mails follow it. */
  zone: string;
  locale: string;
  hourCycle: (typeof hourCycles)[number] | null;
  note: string | null;
  rescheduleUsed: number;
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  reason: (Reason & { by: 'candidate' | 'staff' | 'timer' }) | null;
  noShow: 'candidate' | 'interviewer' | null;
  remindersPaused: boolean;
  notices: Notice[];
  retake: RetakeState | null;
  /** Absent in interviews from before there was a waitlist. */
  waitlist?: Waiting | null;
  /** A message that needs a person: `bounced`, `not_sent`. */
  attention: string | null;
  /** What the panel lacked when somebody of it last changed; null or absent when it can be filled. */
  panelGaps?: readonly PanelGap[] | null;
  createdAt: Date;
}

/** What a change adds beside the fields it sets. */
export interface ChangeTerms {
  readonly notices: readonly Notice[];
  readonly raisesVersion: boolean;
}

/** The row as it is after a change: there is something to plan anew, and clients see another version if it is theirs. */
export function changedRow(row: BookingRow, set: Partial<BookingRow>, terms: ChangeTerms): BookingRow {
  return {
    ...row,
    ...set,
    notices: [...row.notices, ...terms.notices],
    version: row.version + (terms.raisesVersion ? 1 : 0),
    factsRev: row.factsRev + 1,
    planOver: false,
  };
}
