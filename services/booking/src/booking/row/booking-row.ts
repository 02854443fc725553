import type { Payment, Price } from '@interlude/shared/booking/price';
import type { Answer } from '@interlude/shared/booking/service-questions';
import type { interviewTypes, Outcome } from '@interlude/shared/booking/terms';
import type { Waiting } from '@interlude/shared/booking/waitlist';
import type { Repeatable } from '@interlude/shared/bundles/recurring-rule';
import type {
  ApplicationId,
  AppointmentId,
  CandidateId,
  ClientId,
  InterviewId,
  JobId,
  PersonId,
  ReservationId,
  ServiceId,
  TemplateId,
} from '@interlude/shared/ids';
import type { hourCycles } from '@interlude/shared/schemas/fields';
import type { LinkAccess } from '../../access/link-token.ts';
import type { Bookable } from '../../calendar/bookable.ts';
import type { InvitationPart, RetakeState, SeriesPlace } from './booking-parts.ts';
import type { ScheduledCore } from './scheduled-core.ts';

/** What an interview and an appointment have in common: a guest who holds the link to it. */
export interface BookingCore extends ScheduledCore, Bookable {
  _id: InterviewId | AppointmentId;
  link: { rev: number; issuedAt: Date; bookBy: Date };
  access: LinkAccess;
  invitedAt: Date;
  /** The guest's zone for this booking, canonical; mails follow it. */
  zone: string;
  locale: string;
  hourCycle: (typeof hourCycles)[number] | null;
  note: string | null;
  /** Where the guest is called, E.164; like the note it is theirs, and stands nowhere but here. */
  guestPhone?: string;
  /** The revision of the schedule for which HR were told that there is no number. */
  phoneMissedRev?: number;
  rescheduleUsed: number;
  /** When the guest changed it within the last hour before the last change; absent where nobody has. */
  effectsAt?: Date[];
  noShow: 'candidate' | 'interviewer' | null;
  remindersPaused: boolean;
  /** Absent in rows from before there was a waitlist. */
  waitlist?: Waiting | null;
  /** Absent where it is the only one of its invitation. */
  part?: InvitationPart;
  /** The reservation of the group session that it has, or had, a place in. */
  placeIn?: ReservationId;
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
  /**
   * The record that it was made for, where another one took that over: what was mailed is kept under it, so that nothing
   * is mailed again.
   */
  addressee?: CandidateId;
  jobId: JobId;
  templateId: TemplateId;
  jobTitle: string;
  type: (typeof interviewTypes)[number];
  guide: string | null;
  /** What whoever invited added to the invitation; it stands in that mail alone. */
  personal?: string;
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
  /** What the service asked, in its words of then; absent where it asked nothing. */
  answers?: Answer[];
  /** Whether it may be booked several times in a row; absent in rows from before there were series. */
  repeatable?: Repeatable | null;
  /** Absent where it was booked by itself. */
  series?: SeriesPlace;
}

export type BookingRow = InterviewRow | AppointmentRow;

/** What a change may also take away. */
type Bond = 'part' | 'placeIn' | 'group' | 'resources' | 'phone';
type Changeable = Omit<InterviewRow, '_id' | 'kind'> & Omit<AppointmentRow, '_id' | 'kind'>;

/** Fields that a change may set; which of them fit is for the command to know, by the kind it judged. */
export type BookingChange = Partial<Omit<Changeable, Bond>> & {
  [Field in Bond]?: BookingCore[Field] | undefined;
};
