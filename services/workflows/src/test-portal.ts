import type {
  ApplyDueInput,
  ApplyDueResult,
  BookingActivities,
  CalendarActivities,
  NotificationActivities,
  PlaceInput,
  PlaceResult,
  SendInput,
  SendResult,
} from '@interlude/shared/contracts/activities';
import type {
  MailKind,
  NotifyItem,
  PlaceItem,
  Plan,
  PlanItem,
  Recipient,
  TimerCommand,
  TransitionItem,
} from '@interlude/shared/contracts/lifecycle';
import { activityInfo } from '@temporalio/activity';

/** The facts of one interview in memory, with places to plant what should go wrong. */
export interface Facts {
  status: string;
  version: number;
  rev: number;
  scheduleRev: number;
  items: PlanItem[];
  /** Keys whose message is recorded. */
  readonly settled: Set<string>;
  attention: string | null;
  /** The interview's attempts before and after this one. */
  attempts?: NonNullable<Plan['attempts']>;
  /** Takes the place of a send that succeeds at once; throw to be called again. */
  onSend: ((input: SendInput, attempt: number) => SendResult | Promise<SendResult>) | null;
  /** Takes the place of a calendar that takes what it is given; throw to be called again. */
  onPlace?: (input: PlaceInput, attempt: number) => PlaceResult | Promise<PlaceResult>;
  /** Called instead of the usual transition; answers whether it was applied. */
  onApply: ((input: ApplyDueInput) => boolean) | null;
  /** Called after a transition, to plan what follows from it. */
  after: ((command: TimerCommand, facts: Facts) => void) | null;
  /** Called before the plan is made. */
  beforePlan: (() => void | Promise<void>) | null;
}

export interface Call {
  readonly interviewId: string;
  readonly key: string;
  /** The server's time of the attempt, epoch milliseconds. */
  readonly at: number;
  /** Counts from 1 for every time the workflow asks for it. */
  readonly attempt: number;
}

const statusAfter: Record<TimerCommand, string> = {
  expire: 'expired',
  lapseOffer: 'invited',
  start: 'in_progress',
  complete: 'completed',
  markNoShow: 'no_show',
  settleConflict: 'scheduled',
  missPhone: 'scheduled',
  missCalendar: 'scheduled',
  expireRetake: 'completed',
  issueRetake: 'archived',
};
const finalStatuses = new Set(['expired', 'cancelled', 'completed', 'no_show', 'archived']);

export type FakePortal = ReturnType<typeof createFakePortal>;

/** Booking and notifications as the workflow sees them, in memory. */
export function createFakePortal() {
  const interviews = new Map<string, Facts>();
  const reads: string[] = [];
  const sends: Call[] = [];
  const applied: Call[] = [];

  const callOf = (interviewId: string, key: string): Call => ({
    interviewId,
    key,
    at: activityInfo().currentAttemptScheduledTimestampMs,
    attempt: activityInfo().attempt,
  });

  const booking: BookingActivities = {
    async planInterview({ interviewId }) {
      reads.push(interviewId);
      const facts = interviews.get(interviewId);
      await facts?.beforePlan?.();
      return facts ? planOf(facts) : unknownInterview;
    },
    async applyDue(input): Promise<ApplyDueResult> {
      applied.push(callOf(input.interviewId, input.item.key));
      const facts = interviews.get(input.interviewId);
      if (!facts) return { applied: false, plan: unknownInterview };
      const isApplied = facts.onApply ? facts.onApply(input) : applyTo(facts, input);
      return { applied: isApplied, plan: planOf(facts) };
    },
  };
  const notifications: NotificationActivities = {
    async sendNotification(input) {
      const { interviewId, item } = input;
      sends.push(callOf(interviewId, item.key));
      const facts = interviews.get(interviewId);
      const result = (await facts?.onSend?.(input, activityInfo().attempt)) ?? { outcome: 'sent', because: null };
      facts?.settled.add(item.key);
      return result;
    },
  };

  const calendars: CalendarActivities = {
    async placeEvent(input) {
      const facts = interviews.get(input.interviewId);
      const items = facts?.items.filter((item) => item.does === 'place' && item.personId === input.personId) ?? [];
      for (const { key } of items) sends.push(callOf(input.interviewId, key));
      const result = await facts?.onPlace?.(input, activityInfo().attempt);
      if (result?.outcome === 'failed') return result;
      for (const { key } of items) facts?.settled.add(key);
      return result ?? { outcome: 'placed', because: null };
    },
  };

  return {
    booking,
    notifications,
    calendars,
    add(interviewId: string, given: Partial<Facts> = {}): Facts {
      const facts: Facts = { ...blankFacts, settled: new Set(), ...given };
      interviews.set(interviewId, facts);
      return facts;
    },
    readsOf: (interviewId: string) => reads.filter((id) => id === interviewId).length,
    sendsOf: (interviewId: string) => sends.filter((call) => call.interviewId === interviewId),
    keysSentOf: (interviewId: string) => sends.filter((call) => call.interviewId === interviewId).map(({ key }) => key),
    appliedOf: (interviewId: string) => applied.filter((call) => call.interviewId === interviewId),
  };
}

const blankFacts = {
  status: 'scheduled',
  version: 1,
  rev: 1,
  scheduleRev: 0,
  items: [],
  attention: null,
  onSend: null,
  onApply: null,
  after: null,
  beforePlan: null,
};

const unknownInterview: Plan = {
  status: 'erased',
  version: 0,
  rev: 0,
  scheduleRev: 0,
  over: true,
  attention: null,
  items: [],
  attributes: null,
};

/** What a command of a person does to the facts: both counters rise. */
export function change(facts: Facts, to: Partial<Facts>): number {
  Object.assign(facts, { version: facts.version + 1, rev: facts.rev + 1 }, to);
  return facts.rev;
}

function applyTo(facts: Facts, { item, expectedVersion }: ApplyDueInput): boolean {
  if (expectedVersion !== facts.version) return false;
  change(facts, { status: statusAfter[item.command], items: facts.items.filter(({ does }) => does !== 'transition') });
  facts.after?.(item.command, facts);
  return true;
}

export function planOf(facts: Facts): Plan {
  const items = facts.items.filter(({ key }) => !facts.settled.has(key)).sort((one, other) => one.at - other.at);
  const start = items.find((item) => item.does === 'transition' && item.command === 'start');
  return {
    status: facts.status,
    version: facts.version,
    rev: facts.rev,
    scheduleRev: facts.scheduleRev,
    over: items.length === 0 && finalStatuses.has(facts.status),
    attention: facts.attention,
    items,
    ...(facts.attempts ? { attempts: facts.attempts } : {}),
    attributes: {
      TenantId: 'ten_1',
      InterviewStatus: facts.status,
      InterviewType: 'technical',
      RootInterviewId: 'int_root',
      InterviewerIds: ['per_grace', 'per_edsger'],
      ScheduledAt: start?.at ?? null,
      RetakeNumber: 0,
      Company: 'Acme',
      Job: 'Firmware engineer',
      Template: 'Technical round',
    },
  };
}

export const candidate: Recipient = { role: 'candidate', personId: 'cand_ada' };
export const interviewer: Recipient = { role: 'interviewer', personId: 'per_grace' };

/** A message of the plan; `id` is its key without the recipient. */
export function message(
  id: string,
  at: number,
  { kind = 'reminder', to = candidate }: { kind?: MailKind; to?: Recipient } = {},
): NotifyItem {
  const key = `${id}:${to.role}:${to.personId}`;
  return {
    does: 'notify',
    key,
    at,
    kind,
    recipient: to,
    text: `${kind} to the ${to.role}`,
    usefulUntil: at + 3_600_000,
  };
}

export function placing(personId: string, at: number): PlaceItem {
  return { does: 'place', key: `place@0:work:0:${personId}`, at, personId, text: 'put it into a calendar' };
}

export function command(name: TimerCommand, at: number, rev = 0): TransitionItem {
  return { does: 'transition', key: `${name}@${rev}`, at, command: name, text: `${name} the interview` };
}
