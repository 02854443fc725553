import type { ApplyDueResult, SendOutcome } from '@interlude/shared/activity-contract';
import type {
  InterviewChanged,
  NotifyItem,
  Plan,
  PlanItem,
  TransitionItem,
} from '@interlude/shared/lifecycle-contract';
import { createRests, growingWait, type Rest } from './rests.ts';

/** What the lifecycle does next and when: perform an item, or read the plan again when `item` is null. */
export interface NextStep {
  /** Epoch milliseconds; may be past. */
  readonly at: number;
  readonly item: PlanItem | null;
}

export interface OpenItem {
  readonly item: PlanItem;
  readonly isInFlight: boolean;
  readonly rest: Rest | null;
}

export type Obligations = ReturnType<typeof createObligations>;

const second = 1_000;
const minute = 60 * second;

const nothingRead: Plan = {
  status: 'unknown',
  version: 0,
  rev: -1,
  scheduleRev: 0,
  over: false,
  attention: null,
  items: [],
  attributes: null,
};

/**
 * The bookkeeping of one run: the plan as last read, which sends are under way, which have landed, what rests. No clock
 * and no effects. Whatever booking answers, an item is performed again only after a rest that grows, and a message that
 * landed is not sent again by this run: no answer can make it spin.
 */
export function createObligations() {
  let plan = nothingRead;
  let asked = Number.POSITIVE_INFINITY;
  let localAttention: string | null = null;
  let readAt = 0;
  let readsSinceLanding = 0;
  const inFlight = new Set<string>();
  const landed = new Set<string>();
  const rests = createRests();

  const isStale = () => asked > plan.rev;
  const isSettled = () => inFlight.size === 0 && !isStale();
  const openItems = () => plan.items.filter(({ key }) => !landed.has(key));

  function read(fresh: Plan, now: number): void {
    plan = fresh;
    localAttention = null;
    readAt = now;
    if (plan.items.some(({ key }) => landed.has(key))) readsSinceLanding += 1;
  }

  function attention(): string | null {
    const resting = openItems().find(({ key }) => rests.of(key) !== null);
    return plan.attention ?? (resting ? `${rests.of(resting.key)?.because}: ${resting.key}` : localAttention);
  }

  return {
    plan: () => plan,
    /** Somebody says that facts changed; sent by hand it may name no revision, and then they are read. */
    ask(change?: Partial<InterviewChanged>): void {
      asked = Math.max(asked, typeof change?.rev === 'number' ? change.rev : Number.POSITIVE_INFINITY);
    },
    /** A person asks to read the facts whatever their revision, and to try at once what rests. */
    askAgain(): void {
      asked = Number.POSITIVE_INFINITY;
      rests.endAll();
    },
    isStale,
    /** Nothing is under way and the facts are known: the run may continue as new. */
    isSettled,
    /** Nothing is left and nothing can come by itself: the workflow may end. */
    isOver: () => plan.over && isSettled(),
    /** Forgets what was asked for: a revision the database does not have costs one read, not a loop of them. */
    beginRead(): void {
      asked = Number.NEGATIVE_INFINITY;
    },
    /** Why a person should look, or null. */
    attention,
    /** Takes a plan that booking just made; it may be older than what has landed meanwhile. */
    read,
    begin(item: NotifyItem): void {
      inFlight.add(item.key);
    },
    /** A send has its final row in the ledger; booking knows of it or will soon. */
    land(item: NotifyItem, outcome: SendOutcome): void {
      inFlight.delete(item.key);
      landed.add(item.key);
      readsSinceLanding = 0;
      if (outcome === 'failed') localAttention = `not sent: ${item.key}`;
    },
    /** A send ended without an answer: its day was over, or the activity refused to go on. */
    failed(item: NotifyItem, now: number): void {
      inFlight.delete(item.key);
      rests.begin(item.key, 'not sent', { now, firstMs: minute });
    },
    /** Takes the answer to a due command. What booking goes on planning although it was asked to do it must rest. */
    answered(item: TransitionItem, { applied, plan: after }: ApplyDueResult, now: number): void {
      const wasOvertaken = !applied && after.version !== plan.version;
      read(after, now);
      if (!after.items.some(({ key }) => key === item.key)) rests.end(item.key);
      else if (wasOvertaken) rests.begin(item.key, 'overtaken', { now, firstMs: second });
      else rests.begin(item.key, 'refused', { now, firstMs: minute });
    },
    /** The step with the earliest instant; null when only a nudge or a landing can bring one. */
    next(): NextStep | null {
      if (plan.over) return null;
      const steps = openItems()
        .filter(({ key }) => !inFlight.has(key))
        .map((item) => ({ item, at: Math.max(item.at, rests.of(item.key)?.until ?? 0) }));
      const [first] = steps.sort((one, other) => one.at - other.at);
      if (first) return first;
      if (inFlight.size > 0 || plan.items.length === 0) return null;
      // All that was planned has landed, so the interview may be over; booking may need a moment to know.
      return { at: readsSinceLanding === 0 ? readAt : readAt + growingWait(minute, readsSinceLanding - 1), item: null };
    },
    /** What is still to be done, in the plan's order. */
    open: (): OpenItem[] =>
      openItems().map((item) => ({ item, isInFlight: inFlight.has(item.key), rest: rests.of(item.key) })),
    /** The plan without what has landed, for the query. */
    remaining: (): Plan => ({ ...plan, items: openItems(), attention: attention() }),
  };
}
