import type { Notice } from '@interlude/shared/booking/agenda-facts';
import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import type { Policy } from '@interlude/shared/booking/policy';
import type { Payment, Price } from '@interlude/shared/booking/price';
import type { meetingProviders, Outcome } from '@interlude/shared/booking/terms';
import type { Waiting } from '@interlude/shared/booking/waitlist';
import type { Repeatable } from '@interlude/shared/bundles/recurring-rule';
import type {
  ApplicationId,
  AppointmentId,
  BookingId,
  CandidateId,
  ClientId,
  GroupId,
  InterviewId,
  JobId,
  PersonId,
  ReservationId,
  ServiceId,
  TemplateId,
} from '@interlude/shared/ids';
import type { hourCycles, interviewTypes, Reason } from '@interlude/shared/schemas/fields';
import type { ResourceSeat } from '@interlude/shared/slots/resources';
import type { PromisedTime } from '@interlude/shared/time/promised-time';
import type { LinkAccess } from '../../access/link-token.ts';
import type { Bookable } from '../../calendar/bookable.ts';
import type { GroupTerms } from '../../calendar/joinable-sessions.ts';
import type { DropOut, InvitationPart, Mark, RetakeState, SeriesPlace } from './booking-parts.ts';

/** What everything that holds time of people has. What was promised (policy, duration, panel, provider) is pinned at its beginning. */
export interface BookingCore extends Bookable {
  _id: BookingId;
  company: string;
  provider: (typeof meetingProviders)[number];
  venue: string | null;
  meetingUrl: string | null;
  policy: Policy;
  status: InterviewStatus;
  version: number;
  factsRev: number;
  plannedRev: number;
  /** True when the workflow planned from the present facts and has nothing left to do. */
  planOver: boolean;
  scheduleRev: number;
  link: { rev: number; issuedAt: Date; bookBy: Date };
  access: LinkAccess;
  invitedAt: Date;
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
  /** Those of the people who come although they are off then, because staff set that aside; absent in old rows. */
  overTimeOff?: PersonId[];
  /** Those it has been given; absent before it is booked and where none are needed. */
  resourceSeats?: readonly ResourceSeat[];
  reservationId: ReservationId | null;
  /** What each side was told of the present start; absent in what was booked before this was kept. */
  promised?: PromisedTime[];
  /** The zone table about which both sides were asked whether the start still suits. */
  clockAskedFor?: string | null;
  /** The guest's zone for this booking, canonical; mails follow it. */
  zone: string;
  locale: string;
  hourCycle: (typeof hourCycles)[number] | null;
  note: string | null;
  rescheduleUsed: number;
  /** When the guest changed it within the last hour before the last change; absent where nobody has. */
  effectsAt?: Date[];
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  reason: (Reason & { by: 'candidate' | 'staff' | 'timer' }) | null;
  noShow: 'candidate' | 'interviewer' | null;
  remindersPaused: boolean;
  notices: Notice[];
  /** Absent in rows from before there was a waitlist. */
  waitlist?: Waiting | null;
  /** What of it needs a person; absent in rows from before this was a list, as long as there is nothing. */
  marks?: readonly Mark[];
  /** Absent where it is the only one of its invitation. */
  part?: InvitationPart;
  /** The reservation of the group session that it has, or had, a place in. */
  placeIn?: ReservationId;
  createdAt: Date;
}

export interface InterviewRow extends BookingCore {
  /** Absent only in what a process of an older release has written since the migration. */
  kind?: 'interview';
  _id: InterviewId;
  rootInterviewId: InterviewId;
  attempt: number;
  previousInterviewId: InterviewId | null;
  /** The cancelled or missed one that this invitation takes the place of. */
  undoes?: InterviewId;
  replacedBy: InterviewId | null;
  applicationId: ApplicationId;
  candidateId: CandidateId;
  jobId: JobId;
  templateId: TemplateId;
  jobTitle: string;
  type: (typeof interviewTypes)[number];
  guide: string | null;
  preparation: { id: string; title: string; done: boolean }[];
  outcome: Outcome | null;
  invitedBy: PersonId;
  retake: RetakeState | null;
}

export interface AppointmentRow extends BookingCore {
  kind: 'appointment';
  _id: AppointmentId;
  serviceId: ServiceId;
  serviceName: string;
  /** Where the service is booked, without the origin. */
  servicePage: string;
  clientId: ClientId;
  price: Price | null;
  payment: Payment;
  /** The one reminder the client wants instead of the service's, ISO-8601; null leaves it to the service. */
  reminderBefore: string | null;
  /** When that wish last changed; absent or null when it is the one from the beginning. */
  reminderWishedAt?: Date | null;
  /** Whether it may be booked several times in a row; absent in rows from before there were series. */
  repeatable?: Repeatable | null;
  /** Absent where it was booked by itself. */
  series?: SeriesPlace;
}

/**
 * A group session: what is owed to those who give it. It comes into being with the first place that is booked and ends
 * when the last one is given back; its reservation holds the people, and its guests have bookings of their own.
 */
export interface GroupRow extends BookingCore {
  kind: 'group';
  _id: GroupId;
  group: GroupTerms;
  /** Of what its guests booked. */
  type: InterviewRow['type'] | 'appointment';
}

export type BookingRow = InterviewRow | AppointmentRow | GroupRow;

type Bond = 'part' | 'placeIn';
type Changeable = Omit<InterviewRow, '_id' | 'kind'> & Omit<AppointmentRow, '_id' | 'kind'>;

/** Fields that a change may set; which of them fit is for the command to know, by the kind it judged. */
export type BookingChange = Partial<Omit<Changeable, Bond>> & {
  [Field in Bond]?: BookingCore[Field] | undefined;
};

export interface ChangeTerms {
  readonly notices: readonly Notice[];
  readonly raisesVersion: boolean;
}
