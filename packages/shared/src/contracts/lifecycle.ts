/** What booking, the workflow and its activities agree on. Imported by workflow code: no zod, no `node:`. */

export const taskQueues = {
  interviews: 'interviews',
  booking: 'booking',
  notifications: 'notifications',
  calendars: 'calendars',
} as const;
export const signals = { interviewChanged: 'interviewChanged', replan: 'replan' } as const;
export const queries = { currentPlan: 'currentPlan' } as const;

const interviewWorkflow = { type: 'interviewLifecycle', noun: 'interview', page: 'interviews' } as const;
/** What runs for an id, by its prefix: one loop under a name for each kind, so that those who run the engine see which. */
const workflowKinds = {
  acn: { type: 'interviewLifecycle', noun: 'account-notice', page: 'people' },
  apt: { type: 'appointmentLifecycle', noun: 'appointment', page: 'appointments' },
  grp: { type: 'interviewLifecycle', noun: 'group', page: 'interviews' },
  lcl: { type: 'interviewLifecycle', noun: 'lost-calendar', page: 'people' },
  prf: { type: 'appointmentLifecycle', noun: 'proof', page: 'appointments' },
  pwk: { type: 'interviewLifecycle', noun: 'password-key', page: 'people' },
} as const;

/** The workflow type of a booking's id, its kind in one word, and the part of the console that shows it. */
export function workflowKindOf(bookingId: string) {
  const [prefix = ''] = bookingId.split('_');
  return workflowKinds[prefix as keyof typeof workflowKinds] ?? interviewWorkflow;
}

/** One workflow per booking; a second start of the same id is a nudge. */
export function workflowIdOf(bookingId: string): string {
  return `${workflowKindOf(bookingId).noun}:${bookingId}`;
}

/** Ids only: a workflow history must hold nothing personal. */
export interface LifecycleInput {
  readonly tenantId: string;
  readonly interviewId: string;
  /** Events after which the run continues as new; only tests lower it. */
  readonly historyLimit?: number;
}

/** `rev` is the interview's `factsRev` at the time of the change; an older one changes nothing. */
export interface InterviewChanged {
  readonly eventId: string;
  readonly rev: number;
}

export type RecipientRole = 'candidate' | 'interviewer';

export interface Recipient {
  readonly role: RecipientRole;
  readonly personId: string;
}

export const mailKinds = [
  'invitation',
  'nudge',
  'link',
  'expiring',
  'expired',
  'offer',
  'offer_open',
  'scheduled',
  'rescheduled',
  'cancelled',
  'clock_changed',
  'people_changed',
  'reminder',
  'retake_approved',
  'retake_rejected',
  'retake_expired',
  'no_show',
  'interviewer_missed',
  'feedback_request',
  'code',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** In which order obligations are met when there are many; the lower goes first (1 to 5 at the engine, 3 by default). */
export const urgency = { code: 1, soon: 2, bulk: 3, digest: 4 } as const;
export type Urgency = (typeof urgency)[keyof typeof urgency];

// Mails to many people at once, or that leave days of time.
const bulkKinds: readonly MailKind[] = ['invitation', 'nudge', 'expiring', 'expired', 'offer_open', 'feedback_request'];

/** What staff are told of their account once it has happened, so that they can object. */
export const accountNoticeKinds = ['password_changed', 'new_sign_in', 'calendar_disconnected'] as const;
export type AccountNoticeKind = (typeof accountNoticeKinds)[number];

/** Mails to staff about signing in, here or at their calendar; they are about no booking. */
export const accountMailKinds = ['colleague_invited', 'password_lost', 'calendar_lost', ...accountNoticeKinds] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

export function isAccountMail(kind: AnyMailKind): kind is AccountMailKind {
  return accountMailKinds.some((one) => one === kind);
}

export type AnyMailKind = MailKind | AccountMailKind;

/** Somebody waits for a code with the page open; who reminded, moved or confirmed is to hear of it before crowds are invited. */
export function urgencyOf(kind: AnyMailKind): Urgency {
  if (kind === 'code' || kind === 'password_lost') return urgency.code;
  return bulkKinds.some((one) => one === kind) ? urgency.bulk : urgency.soon;
}

export const timerCommands = [
  'expire',
  'lapseOffer',
  'start',
  'complete',
  'markNoShow',
  'settleConflict',
  'missPhone',
  'missCalendar',
  'expireRetake',
  'issueRetake',
] as const;
export type TimerCommand = (typeof timerCommands)[number];

interface PlannedAt {
  /** Unique within the interview: what, parameter, revision and recipient; the effect happens once per key. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Plain words for the workflow UI, without personal data. */
  readonly text: string;
}

export interface NotifyItem extends PlannedAt {
  readonly does: 'notify';
  readonly kind: AnyMailKind;
  readonly recipient: Recipient;
  /** Epoch milliseconds after which the message helps nobody and is recorded as `late`. */
  readonly usefulUntil: number;
}

export interface TransitionItem extends PlannedAt {
  readonly does: 'transition';
  readonly command: TimerCommand;
  /** The retake request or the offer that the command is about. */
  readonly subject?: string;
}

/** The calendar of one person is to have the booking as it is, or not to have it any more. */
export interface PlaceItem extends PlannedAt {
  readonly does: 'place';
  readonly personId: string;
}

export type PlanItem = NotifyItem | TransitionItem | PlaceItem;

/** Typed values of the registered search attributes; a missing one is cleared. */
export interface PlanAttributes {
  readonly TenantId: string;
  readonly InterviewStatus: string;
  readonly InterviewType: string;
  readonly RootInterviewId: string;
  readonly InterviewerIds: readonly string[];
  /** Epoch milliseconds. */
  readonly ScheduledAt: number | null;
  readonly RetakeNumber: number;
  /** In words, for people who look at the engine; a booking of an older version does not say. */
  readonly Company?: string;
  readonly Job?: string;
  readonly Template?: string;
}

/** What is still to be done for one interview, earliest first. */
export interface Plan {
  readonly status: string;
  readonly version: number;
  readonly rev: number;
  readonly scheduleRev: number;
  /** Nothing is left and nothing can come by itself: the workflow ends. */
  readonly over: boolean;
  /** Why a person should look, or null. */
  readonly attention: string | null;
  readonly items: readonly PlanItem[];
  readonly attributes: PlanAttributes | null;
  /** The attempts of an interview before and after this one. */
  readonly attempts?: { readonly before: string | null; readonly after: string | null };
}

/** Custom search attributes and their types as the server knows them (at most ten keywords fit SQL visibility). */
export const searchAttributes = {
  TenantId: 'Keyword',
  InterviewStatus: 'Keyword',
  InterviewType: 'Keyword',
  RootInterviewId: 'Keyword',
  NextAction: 'Keyword',
  Company: 'Keyword',
  Job: 'Keyword',
  Template: 'Keyword',
  InterviewerIds: 'KeywordList',
  ScheduledAt: 'Datetime',
  NextActionAt: 'Datetime',
  RetakeNumber: 'Int',
  AttentionNeeded: 'Bool',
} as const;
