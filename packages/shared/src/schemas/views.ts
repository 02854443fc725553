import type { InterviewAction, InterviewStatus } from '../booking/booking-status.ts';
import type { PhoneCall } from '../booking/phone-call.ts';
import type { Payment, Price } from '../booking/price.ts';
import type { Refusal } from '../booking/refusal.ts';
import type { interviewTypes, meetingProviders, Outcome } from '../booking/terms.ts';
import type { Repeatable } from '../bundles/recurring-rule.ts';
import type { EmptyReason, StartProblem } from '../slots/free-slots.ts';
import type { hourCycles } from './fields.ts';

export type MailState = 'planned' | 'sent' | 'skipped' | 'failed';

export interface MailView {
  readonly kind: string;
  readonly at: string;
  readonly state: MailState;
  readonly because?: string;
}

/** The zone's offset from each instant on; covers the window the answer is about. */
export interface OffsetView {
  readonly from: string;
  readonly minutes: number;
}

export interface RetakeView {
  readonly requestId: string;
  readonly state: 'pending' | 'approved' | 'rejected' | 'issued' | 'expired';
  readonly issuesAt?: string;
  readonly newInterviewId?: string;
}

/** A place on the waitlist; without windows any time suits. */
export interface WaitlistView {
  readonly joinedAt: string;
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** A start kept for this candidate alone until `expiresAt`. */
  readonly offer?: { readonly startsAt: string; readonly expiresAt: string };
}

/** One of several parts of an invitation, in order. */
export interface PartView {
  readonly interviewId: string;
  readonly status: InterviewStatus;
  readonly type: InterviewView['type'];
  readonly durationMinutes: number;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** What is said of an appointment beside what every booking has. */
export interface AppointmentView {
  readonly serviceId: string;
  /** The page where the service is booked, without the origin. */
  readonly page: string;
  readonly price: Price | null;
  readonly payment: Payment;
  readonly reminderBefore: string | null;
  /** How often in a row it may be booked at once; null when it may not. */
  readonly repeatable: Repeatable | null;
  /** Present for one of several that were booked at once: all of them, itself included. */
  readonly series?: SeriesView;
}

/** What was booked at once, in order. */
export interface SeriesView {
  /** The recurrence that was asked for (RFC 5545); times may have been left out or replaced. */
  readonly rule: string;
  readonly all: readonly Pick<PartView, 'interviewId' | 'status' | 'startsAt'>[];
}

/** One time of a recurrence. */
export interface SeriesSlot {
  readonly startsAt: string;
  /** Whether it can be booked together with the free ones before it. */
  readonly free: boolean;
  /** Why it cannot be booked by itself. */
  readonly because?: StartProblem;
  /** Where it is not free: the nearest starts that can be had beside the free ones. */
  readonly alternatives: readonly string[];
}

/** The answer of `seriesSlots`. */
export interface SeriesSlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly times: readonly SeriesSlot[];
  readonly tzdata: string;
}

/** Where a picture is, without the origin, and its size in pixels. */
export interface PictureView {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** What a company's pages look like. */
export interface BrandView {
  readonly name: string;
  /** `#rrggbb`; null is the usual one. */
  readonly accent: string | null;
  readonly logo?: PictureView;
}

/** Somebody whom the candidate meets. */
export interface FaceView {
  readonly name: string;
  readonly title?: string;
  /** Of the initials, 0 to 7, for whoever has no picture. */
  readonly hue: number;
  readonly photo?: PictureView;
}

/** Who calls whom in a meeting by phone, and the number as its reader would dial it. */
export interface PhoneView extends PhoneCall {
  readonly text?: string;
}

/** What a candidate sees of one interview: see docs/api.md. */
export interface InterviewView {
  readonly interviewId: string;
  readonly attempt: number;
  readonly version: number;
  readonly status: InterviewStatus;
  /** Known to the candidate only once decided; null while pending. */
  readonly outcome: Outcome | null;
  readonly company: string;
  readonly brand: BrandView;
  /** Whose interview it is. */
  readonly guest: string;
  /** Where its mails go, but for most of the name: `a…@example.org`. */
  readonly mailedTo?: string;
  readonly contact: { readonly name: string; readonly email: string };
  readonly jobTitle: string;
  /** `appointment` for a service that a client booked; then `jobTitle` is the service. */
  readonly type: (typeof interviewTypes)[number] | 'appointment';
  /** Of a group session: how many guests there is room for, this one included. */
  readonly group?: { readonly places: number };
  /** Only of appointments. */
  readonly appointment?: AppointmentView;
  readonly provider: (typeof meetingProviders)[number];
  /** With the name of the room once it is booked. */
  /** Only of what takes place by phone. */
  readonly phone?: PhoneView;
  readonly venue?: string;
  /** Where people meet in person: the zone of the place, whose clock leads, and its offsets. */
  readonly venueZone?: string;
  readonly venueOffsets?: readonly OffsetView[];
  readonly durationMinutes: number;
  readonly zone: string;
  readonly hourCycle?: (typeof hourCycles)[number];
  readonly locale: string;
  readonly offsets: readonly OffsetView[];
  /** While a time is to be chosen: the zone that was asked for, where it is another one than `zone`. */
  readonly reader?: { readonly zone: string; readonly offsets: readonly OffsetView[] };
  readonly now: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly cancelledAt?: string;
  /** Of what is completed: staff said that it took place. A timer closes also what nobody came to. */
  readonly tookPlace?: true;
  /** `about` is a sentence of theirs. */
  readonly interviewers: readonly (FaceView & { readonly about?: string })[];
  readonly link: { readonly expiresAt: string };
  readonly hold?: { readonly startsAt: string; readonly expiresAt: string };
  readonly reschedule: {
    readonly used: number;
    readonly warnAt: number;
    readonly limit: number;
    readonly cutoffAt: string | null;
    readonly allowed: boolean;
    readonly refusal?: Refusal;
  };
  readonly cancel: { readonly cutoffAt: string | null; readonly allowed: boolean; readonly refusal?: Refusal };
  readonly retake: { readonly eligible: boolean; readonly refusal?: Refusal; readonly request?: RetakeView };
  /** The link to join, or from when on it is shown where a policy hides it. */
  readonly join: { readonly url?: string; readonly visibleFrom?: string };
  readonly actions: readonly (InterviewAction | 'requestRetake' | 'requestInvitation')[];
  readonly mails: readonly MailView[];
  /** What to know beforehand, with line breaks. */
  readonly guide?: string;
  readonly preparation: readonly { readonly id: string; readonly title: string; readonly done: boolean }[];
  readonly calendar?: {
    readonly google: string;
    readonly outlook: string;
    readonly office365: string;
    readonly ics: string;
  };
  readonly replacedBy?: string;
  /** Present while the candidate waits for a time to become free. */
  readonly waitlist?: WaitlistView;
  /** Present for a part of an invitation: all parts, itself included, and how they lie to each other. */
  readonly parts?: {
    readonly gapMinutes: { readonly min: number; readonly max: number | null };
    /** On how many consecutive dates all of them begin. */
    readonly withinDays: number;
    readonly all: readonly PartView[];
  };
}

/** The answer of `partSlots`: for each part that is still to be booked the starts that complete what is chosen. */
export interface PartSlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly parts: readonly { readonly interviewId: string; readonly starts: readonly string[] }[];
  readonly earliestAt: string;
  readonly latestAt: string;
  /** Why no part has any. */
  readonly emptyBecause?: EmptyReason;
  readonly tzdata: string;
}

/** The answer of `slots`. */
export interface SlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly durationMinutes: number;
  readonly starts: readonly string[];
  /** Those of the starts at which a group session takes place already, and how many places it has left. */
  readonly joinable?: readonly { readonly startsAt: string; readonly placesLeft: number }[];
  readonly earliestAt: string;
  readonly latestAt: string;
  /** Why there are no starts. */
  readonly emptyBecause?: EmptyReason;
  /** Only beside `emptyBecause`: the first free start after the span, or null when the window ends before there is one. */
  readonly nextOpeningAt?: string | null;
  readonly tzdata: string;
}
