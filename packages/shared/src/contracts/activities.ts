import type { NotifyItem, Plan, TransitionItem } from './lifecycle.ts';

/** Names an interview for an activity; ids only, because arguments stay in the history. */
export interface InterviewRef {
  readonly tenantId: string;
  readonly interviewId: string;
}

export interface ApplyDueInput extends InterviewRef {
  readonly item: TransitionItem;
  readonly expectedVersion: number;
}

export interface ApplyDueResult {
  /** False when the facts had moved on: `plan` says what holds now. */
  readonly applied: boolean;
  readonly plan: Plan;
}

/** Hosted by booking on its queue. */
export interface BookingActivities {
  /** Reads the facts and answers what is left to do; an unknown or erased interview is `over`, not an error. */
  planInterview(input: InterviewRef): Promise<Plan>;
  /** Runs a timer's command through the same code as the API; losing the race is an answer, not an error. */
  applyDue(input: ApplyDueInput): Promise<ApplyDueResult>;
}

export interface SendInput extends InterviewRef {
  readonly item: NotifyItem;
  readonly scheduleRev: number;
}

export type SendOutcome = 'sent' | 'skipped' | 'failed';

export interface SendResult {
  readonly outcome: SendOutcome;
  /** Why it was skipped or failed: a code, never an address. */
  readonly because: string | null;
}

/** Hosted by notifications on its queue. */
export interface NotificationActivities {
  /** Sends one message once per key, whatever happens in between; retried until its ledger row is final. */
  sendNotification(input: SendInput): Promise<SendResult>;
}

export interface PlaceInput extends InterviewRef {
  readonly personId: string;
}

export interface PlaceResult {
  /** `failed`: it was tried for a day, and HR are told; it is tried again after a rest. */
  readonly outcome: 'placed' | 'removed' | 'failed';
  /** Why it failed: a code. */
  readonly because: string | null;
}

/** Hosted by calendars on its queue. */
export interface CalendarActivities {
  /** Makes the calendar of one person say what is true of a booking now; safe to repeat, retried for a day. */
  placeEvent(input: PlaceInput): Promise<PlaceResult>;
}
