import type { ApplyDueResult, SendOutcome } from '@interlude/shared/contracts/activities';
import type {
  InterviewChanged,
  NotifyItem,
  PlaceItem,
  Plan,
  PlanItem,
  TransitionItem,
} from '@interlude/shared/contracts/lifecycle';
import { createFreshness } from './freshness.ts';
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

/** The answer to a due command, and the version it was asked of. */
interface Answered extends ApplyDueResult {
  readonly expectedVersion?: number;
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
  let localAttention: string | null = null;
  let readAt = 0;
  let readsSinceLanding = 0;
  const inFlight = new Set<string>();
  const landed = new Set<string>();
  const rests = createRests();
  const freshness = createFreshness();

  const isStale = () => freshness.isStale(plan.rev);
  // A run that went on as a new one would have to read what cannot be read.
  const isSettled = () => inFlight.size === 0 && !isStale() && freshness.unread() === null;
  const openItems = () => plan.items.filter(({ key }) => !landed.has(key));

  function read(fresh: Plan, now: number): void {
    plan = fresh;
    freshness.done();
    localAttention = null;
    readAt = now;
    if (plan.items.some(({ key }) => landed.has(key))) readsSinceLanding += 1;
  }

  function attention(): string | null {
    const resting = openItems().find(({ key }) => rests.of(key) !== null);
    const because = resting ? `${rests.of(resting.key)?.because}: ${resting.key}` : localAttention;
    return plan.attention ?? (freshness.unread() === null ? because : 'facts not read');
  }

  return {
    plan: () => plan,
    /** Somebody says that facts changed; sent by hand it may name no revision, and then they are read. */
    ask(change?: Partial<InterviewChanged>): void {
      freshness.ask(typeof change?.rev === 'number' ? change.rev : undefined);
    },
    /** A person asks to read the facts whatever their revision, and to try at once what rests. */
    askAgain(): void {
      freshness.ask();
      rests.endAll();
    },
    isStale,
    /** Nothing is under way and the facts are known: the run may continue as new. */
    isSettled,
    /** Nothing is left and nothing can come by itself: the workflow may end. */
    isOver: () => plan.over && isSettled(),
    beginRead: freshness.begin,
    /** Booking could not say: what is known goes on, and the facts are asked for again after a rest. */
    unreadable: freshness.failed,
    /** Since when the facts cannot be read, and when they are next; null while they can. */
    unread: freshness.unread,
    /** Why a person should look, or null. */
    attention,
    /** Takes a plan that booking just made; it may be older than what has landed meanwhile. */
    read,
    begin(item: PlanItem): void {
      inFlight.add(item.key);
    },
    /** A send has its final row in the ledger; booking knows of it or will soon. */
    land(item: NotifyItem | PlaceItem, outcome: SendOutcome): void {
      inFlight.delete(item.key);
      landed.add(item.key);
      readsSinceLanding = 0;
      const failure = item.does === 'notify' ? 'not sent' : 'not done';
      if (outcome === 'failed') localAttention = `${failure}: ${item.key}`;
    },
    /** It ended without an answer: the day of a send was over, or the activity refused to go on. */
    failed(item: PlanItem, now: number): void {
      inFlight.delete(item.key);
      rests.begin(item.key, item.does === 'notify' ? 'not sent' : 'not done', { now, firstMs: minute });
    },
    /** Takes the answer to a due command. What booking goes on planning although it was asked to do it must rest. */
    answered(item: TransitionItem, answer: Answered, now: number): void {
      const { applied, plan: after, expectedVersion = plan.version } = answer;
      inFlight.delete(item.key);
      // Facts read meanwhile may be newer.
      const isOlder = after.rev < plan.rev && !after.over;
      const wasOvertaken = !(applied || isOlder) && after.version !== expectedVersion;
      if (!isOlder) read(after, now);
      const [because, firstMs] = wasOvertaken ? (['overtaken', second] as const) : (['refused', minute] as const);
      if (plan.items.some(({ key }) => key === item.key)) rests.begin(item.key, because, { now, firstMs });
      else rests.end(item.key);
    },
    /** The step with the earliest instant; null when only a nudge or a landing can bring one. */
    next(): NextStep | null {
      const unread = freshness.unread();
      if (plan.over && unread === null) return null;
      const steps: NextStep[] = openItems()
        .filter(({ key }) => !inFlight.has(key))
        .map((item) => ({ item, at: Math.max(item.at, rests.of(item.key)?.until ?? 0) }));
      if (unread !== null) steps.push({ item: null, at: unread.until });
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
