import { assertNever } from '@interlude/shared/assert-never';
import { agendaOf } from '@interlude/shared/booking/agenda';
import type {
  ApplyDueInput,
  ApplyDueResult,
  BookingActivities,
  InterviewRef,
} from '@interlude/shared/contracts/activities';
import { type Plan, type PlanAttributes, type TransitionItem, taskQueues } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { activityInfo } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Command } from '../booking/command.ts';
import { complete } from '../booking/commands/complete.ts';
import { expire } from '../booking/commands/expire.ts';
import { markNoShow } from '../booking/commands/mark-no-show.ts';
import { missCalendar } from '../booking/commands/miss-calendar.ts';
import { missPhone } from '../booking/commands/set-phone.ts';
import { start } from '../booking/commands/start.ts';
import { isInterview, titleOf, typeOf } from '../booking/row/booking-kind.ts';
import { mostPressing } from '../booking/row/marks.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { changePeople } from '../drop-outs/drop-out-commands.ts';
import { expireRetake, issueRetake } from '../interviews/retake-commands.ts';
import type { RetakeStore } from '../interviews/retake-store.ts';
import type { Readiness } from '../mongo/readiness.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { placeItems } from '../obligations/place-items.ts';
import { planFacts } from '../obligations/plan-facts.ts';
import { settledKeys } from '../obligations/send-store.ts';
import { isSingleMail, planSingleMail } from '../obligations/single-mail.ts';
import { searchable } from '../obligations/workflow-words.ts';
import { errorFacts } from '../runtime/log.ts';
import { Refused } from '../runtime/refused.ts';
import { waitlist } from '../waitlist/waitlist-commands.ts';
import { withFailures } from './activity-failures.ts';

const erased: Plan = {
  status: 'erased',
  version: 0,
  rev: 0,
  scheduleRev: 0,
  over: true,
  attention: null,
  items: [],
  attributes: null,
};

interface ActivityDeps extends ObligationDeps {
  readonly stores: ObligationDeps['stores'] & { readonly retakes: RetakeStore };
}

/**
 * The activities of one interview's facts. `scheduledAt` is the engine's clock at the time it asked for the attempt: it
 * follows skipped time in tests, and lies behind ours when the attempt waited for a worker.
 */
export function createActivities(app: ActivityDeps, scheduledAt: () => number): BookingActivities {
  const now = () => Math.max(scheduledAt(), app.now());
  return {
    async planInterview({ tenantId, interviewId }: InterviewRef): Promise<Plan> {
      const ref = { tenantId: tenantId as TenantId, interviewId };
      if (isSingleMail(interviewId)) return (await planSingleMail(app, { ...ref, id: interviewId })) ?? erased;
      return await plan(app, ref, now());
    },

    async applyDue({ tenantId, interviewId, item, expectedVersion }: ApplyDueInput): Promise<ApplyDueResult> {
      const ref = { tenantId: tenantId as TenantId, interviewId: interviewId as BookingId };
      const applied = await tryCommand(app, ref, item, {
        expectedVersion,
        // Neither clock may make a timer too early: the engine's may lag behind the instant that it fired for.
        now: Math.max(item.at, now()),
      });
      return { applied, plan: await plan(app, ref, now()) };
    },
  };
}

/**
 * What is left to do, made and written down in one transaction: what is handed out is what booking expects to hear of,
 * and an attempt that stalled and comes late cannot write its old plan over a newer one.
 */
async function plan(app: ObligationDeps, ref: { tenantId: TenantId; interviewId: string }, now: number): Promise<Plan> {
  const { scheduled, sends, inSilentTransaction } = app.stores;
  return await inSilentTransaction(async () => {
    const row = await scheduled.find(ref.tenantId, ref.interviewId);
    if (row === null) return erased;
    const { tenantId, _id: interviewId } = row;
    const known = await sends.listWithin({ tenantId, interviewId });
    const { items: due, skipped, over: isDone } = agendaOf(planFacts(row, settledKeys(known)));
    const places = await placeItems(app.stores.people, row);
    const items = [...due, ...places].sort((one, other) => one.at - other.at);
    // A booking that needs a person stays among the open workflows, where it is found.
    const over = isDone && places.length === 0 && mostPressing(row) === null;
    const messages = items.filter((item) => item.does === 'notify');
    const dated = <T extends { at: number }>(item: T) => ({ ...item, at: new Date(item.at) });
    await scheduled.markPlanned(tenantId, interviewId, row.factsRev, over);
    const next = { planned: messages.map(dated), skipped: skipped.map(dated) };
    await sends.replan({ tenantId, interviewId, known }, next, new Date(now));
    const { names, ...words } = await wordsOf(app.stores, row);
    const { attributes, ...state } = stateOf(row);
    return { ...state, ...words, attributes: { ...attributes, ...names }, over, items };
  });
}

function stateOf(row: ScheduledRow): Omit<Plan, 'over' | 'items' | 'attributes'> & { attributes: PlanAttributes } {
  return {
    status: row.status,
    version: row.version,
    rev: row.factsRev,
    scheduleRev: row.scheduleRev,
    attention: mostPressing(row),
    attributes: {
      TenantId: row.tenantId,
      InterviewStatus: row.status,
      InterviewType: typeOf(row),
      RootInterviewId: isInterview(row) ? row.rootInterviewId : row._id,
      InterviewerIds: row.people,
      ScheduledAt: row.startsAt?.getTime() ?? null,
      RetakeNumber: isInterview(row) ? row.attempt - 1 : 0,
    },
  };
}

/** What the workflow shows to people beside its state: names of things, never of a person. */
async function wordsOf(
  { bookings, templates }: ObligationDeps['stores'],
  row: ScheduledRow,
): Promise<Pick<Plan, 'attempts'> & Names> {
  const names = { Company: searchable(row.company), Job: searchable(titleOf(row)) };
  if (!isInterview(row)) return { names };
  const template = await templates.find(row.tenantId, row.templateId);
  const isReplaced = row.status === 'archived';
  const attempts = isReplaced ? await bookings.listAttempts(row.tenantId, row.rootInterviewId) : [];
  const after = attempts.find(({ attempt }) => attempt === row.attempt + 1)?._id ?? null;
  return {
    names: { ...names, ...(template === null ? {} : { Template: searchable(template.name) }) },
    attempts: { before: row.previousInterviewId, after },
  };
}

interface Names {
  readonly names: Pick<PlanAttributes, 'Company' | 'Job' | 'Template'>;
}

async function tryCommand(
  app: ActivityDeps,
  ref: { tenantId: TenantId; interviewId: BookingId },
  item: TransitionItem,
  at: { expectedVersion: number; now: number },
): Promise<boolean> {
  const context = { ...ref, ...at, actor: { party: 'timer' as const, id: null }, requestId: item.key };
  try {
    await app.applyCommand(context, commandOf(item, app.stores.retakes), () => null);
    return true;
  } catch (error) {
    // A person was faster, or the facts no longer ask for it: that is an answer, not an error.
    if (error instanceof Refused) return false;
    throw error;
  }
}

function commandOf({ command, subject = '' }: TransitionItem, retakes: RetakeStore): Command {
  switch (command) {
    case 'expire':
      return expire;
    case 'start':
      return start();
    case 'lapseOffer':
      return waitlist({ to: 'lapse', offerId: subject });
    case 'complete':
      return complete('pending');
    case 'markNoShow':
      return markNoShow('candidate');
    case 'settleConflict':
      return changePeople({ do: 'dropOut', personId: subject, because: 'busy' });
    case 'missPhone':
      return missPhone;
    case 'missCalendar':
      return missCalendar;
    case 'expireRetake':
      return expireRetake(retakes, subject);
    case 'issueRetake':
      return issueRetake(retakes, subject);
    default:
      return assertNever(command);
  }
}

const retryMs = 1_000;

/** Hosts the activities; connects for as long as it takes, and never holds up the HTTP server. */
export function startActivities(app: ActivityDeps, readiness: Readiness) {
  const { temporalAddress: address, temporalNamespace: namespace } = app.config;
  let worker: Worker | null = null;
  let isStopped = false;

  async function run(): Promise<void> {
    while (!isStopped) {
      let connection: NativeConnection | undefined;
      try {
        connection = await NativeConnection.connect({ address });
        const scheduledAt = () => activityInfo().currentAttemptScheduledTimestampMs;
        const activities = { ...withFailures(app, createActivities(app, scheduledAt)) };
        const options = {
          connection,
          namespace,
          taskQueue: taskQueues.booking,
          activities,
          shutdownGraceTime: '20s',
        } as const;
        worker = await Worker.create({ ...options, maxConcurrentActivityTaskExecutions: 50 });
        readiness.set('activities', { ready: true });
        if (!isStopped) await worker.run();
      } catch (error) {
        readiness.set('activities', { ready: false, because: 'no workflow engine' });
        app.log.warn({ error: errorFacts(error) }, 'activities are not running, will be tried again');
        if (!isStopped) await new Promise((resolve) => setTimeout(resolve, retryMs));
      } finally {
        await connection?.close().catch((error: unknown) => {
          app.log.warn({ error: errorFacts(error) }, 'a connection of the activities did not close');
        });
      }
    }
  }

  const running = run();
  return {
    async stop(): Promise<void> {
      isStopped = true;
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
