import type { MailKind, Recipient } from '../contracts/lifecycle.ts';
import type { BookingKind } from './booking-kinds.ts';
import type { InterviewStatus } from './booking-status.ts';
import type { Policy } from './policy.ts';

/** A message that a command decided on; the plan sends it as soon as it can. */
export interface Notice {
  /** Names the cause once per booking, for instance `scheduled@1`. */
  readonly id: string;
  readonly kind: MailKind;
  /** Epoch milliseconds of the command. */
  readonly at: number;
  /** The schedule it speaks of; a notice about an older schedule is void. */
  readonly scheduleRev: number;
  readonly recipients: readonly Recipient[];
  /** For those who are told that they, or all of it, are off: what their last invitation said, by person. */
  readonly lastTold?: Readonly<Record<string, Told>>;
  /** Of what was booked at once: whether its guest reads here of all of it, or in the message of another one. */
  readonly guestReads?: 'of_all' | 'elsewhere';
}

/** The time of an invitation, epoch milliseconds, and the revision of the schedule that it spoke of. */
export interface Told {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sequence: number;
}

/** The facts a plan is made from; instants are epoch milliseconds. */
export interface AgendaSnapshot {
  /** Absent for interviews. */
  readonly kind?: BookingKind;
  /** It is a place in a group session, which has an agenda of its own. */
  readonly isPlace?: boolean;
  /** It is a group session of guests who are interviewed. */
  readonly isOfInterviews?: boolean;
  /** The one reminder this guest wants instead of the policy's, ISO-8601; null or absent leaves it to the policy. */
  readonly reminderBefore?: string | null;
  /** When they last wished for another one: what that adds for an instant before is `past`. */
  readonly reminderWishedAt?: number | null;
  readonly status: InterviewStatus;
  readonly scheduleRev: number;
  /** The revision that fixed the present time, when only the people changed since; else `scheduleRev` did. */
  readonly timeRev?: number | null;
  /** The guest's zone: calendar days are counted in it for everybody. */
  readonly zone: string;
  readonly policy: Policy;
  /** `rev` rises with every new deadline, so that nudges of an older one are void; null where nobody is invited. */
  readonly link: { readonly rev: number; readonly issuedAt: number; readonly bookBy: number } | null;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** When the present schedule was made; reminders due before are `past`. */
  readonly scheduleMadeAt: number | null;
  readonly completedAt: number | null;
  readonly candidateId: string;
  readonly interviewerIds: readonly string[];
  /** Whose other calendars have something over it, and since when it stands there unchanged. */
  readonly conflicts?: readonly { readonly personId: string; readonly since: number }[];
  /** Since when somebody's calendars wait to be read for the first time after it was booked; null where none do. */
  readonly unseenSince?: number | null;
  /** The company calls, and the guest has not said where. */
  readonly lacksPhone?: boolean;
  readonly remindersPaused: boolean;
  readonly notices: readonly Notice[];
  readonly retake: {
    readonly requestId: string;
    readonly state: string;
    readonly expiresAt: number;
    readonly issuesAt: number | null;
  } | null;
  /** The start kept for this candidate from the waitlist. */
  readonly offer: { readonly id: string; readonly expiresAt: number } | null;
  /** A later part of an invitation: until all are booked together the first one speaks for it. */
  readonly isFollowing?: boolean;
  /** When it began to speak for the others: what was due before was said by the one that did until then. */
  readonly leadSince?: number | null;
  /** Keys whose message already has its final row in the ledger. */
  readonly settled: ReadonlySet<string>;
}
