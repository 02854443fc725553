import type { Notice } from '@interlude/shared/booking/agenda-facts';
import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import type { PhoneTerms } from '@interlude/shared/booking/phone-call';
import type { Policy } from '@interlude/shared/booking/policy';
import type { meetingProviders } from '@interlude/shared/booking/terms';
import type { BookingId, PersonId, ReservationId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import type { ResourceSeat } from '@interlude/shared/slots/resources';
import type { PromisedTime } from '@interlude/shared/time/promised-time';
import type { Bookable } from '../../calendar/bookable.ts';
import type { DropOut, Mark, Unseen } from './booking-parts.ts';

/** What everything that holds time of people has. What was promised (policy, duration, panel, provider) is pinned at its beginning. */
export interface ScheduledCore extends Omit<Bookable, 'group'> {
  _id: BookingId;
  company: string;
  provider: (typeof meetingProviders)[number];
  venue: string | null;
  meetingUrl: string | null;
  /** Who calls whom where people meet by phone; absent where nothing was said of it: the company calls. */
  phone?: PhoneTerms;
  policy: Policy;
  status: InterviewStatus;
  version: number;
  factsRev: number;
  plannedRev: number;
  /** True when the workflow planned from the present facts and has nothing left to do. */
  planOver: boolean;
  scheduleRev: number;
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
  /** Who comes although another calendar of theirs said they were busy then. */
  overElsewhere?: PersonId[];
  /** Of whom no calendar was read when the present time was booked: each goes with the next good look, or becomes a mark. */
  unseen?: readonly Unseen[];
  /** Those it has been given; absent before it is booked and where none are needed. */
  resourceSeats?: readonly ResourceSeat[];
  reservationId: ReservationId | null;
  /** What each side was told of the present start; absent in what was booked before this was kept. */
  promised?: PromisedTime[];
  /** The zone table about which both sides were asked whether the start still suits. */
  clockAskedFor?: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  /** Only staff know that it took place; absent where it was closed before this was kept. */
  closedBy?: 'staff' | 'timer';
  cancelledAt: Date | null;
  reason: (Reason & { by: 'candidate' | 'staff' | 'timer' }) | null;
  /** What staff wrote of what they did, for the timeline; the audit keeps no text, because erasure does not reach it. */
  written?: readonly Written[];
  notices: Notice[];
  /** What of it needs a person; absent in rows from before this was a list, as long as there is nothing. */
  marks?: readonly Mark[];
  /** What was dismissed last, as it stood, for a moment in which it can be taken back. */
  dismissed?: { readonly at: Date; readonly marks: readonly Mark[] } | null;
  /** Whose calendars were made to say of it what was true, by person: the last such revision, and which calendar it was. */
  placed?: Readonly<Record<string, Placed>>;
  /** How often the text of its calendar entries changed without its schedule; absent where it never did. */
  textRev?: number;
  createdAt: Date;
}

interface Written {
  /** The instant of the event in the audit, and its action. */
  readonly at: Date;
  readonly action: string;
  readonly text: string;
}

export interface Placed {
  readonly rev: number;
  /** Which text it has; absent in rows from before this was kept. */
  readonly textRev?: number;
  readonly to: string | null;
  /** Whether it stands there, or may: not where it was taken out. */
  readonly isThere: boolean;
  /** How often this was told; absent in rows from before it was counted. */
  readonly times?: number;
  /** How often it was put right after its owner had changed it; the last time for which revision of the schedule. */
  readonly restores?: number;
  readonly restoredRev?: number;
}
