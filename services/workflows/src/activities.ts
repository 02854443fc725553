import type {
  BookingActivities,
  CalendarActivities,
  NotificationActivities,
} from '@interlude/shared/contracts/activities';
import { taskQueues, type Urgency } from '@interlude/shared/contracts/lifecycle';
import { proxyActivities, type RetryPolicy } from '@temporalio/workflow';

/**
 * Facts are read and commands run until they answer: an interview may not be forgotten because booking was away. What
 * booking cannot do although it is there ends by its own word after a few attempts, and then rests.
 */
const untilAnswered = { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' } satisfies RetryPolicy;

/** Whether a late message still helps is decided by the activity, so that each one ends with a row in the ledger. */
const untilSettled = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' } satisfies RetryPolicy;

interface Call {
  /** What the workflow UI shows for it. */
  readonly summary: string;
  readonly tenantId: string;
  /** Null leaves it to the workflow, which was started with the urgency of its first plan. */
  readonly urgency: Urgency | null;
}

// Within one class the companies take turns, so that nobody waits for a burst of another.
function priorityOf({ tenantId, urgency }: Call) {
  return urgency === null ? {} : { priority: { priorityKey: urgency, fairnessKey: tenantId } };
}

/** The activities of booking. */
export function booking(call: Call): BookingActivities {
  return proxyActivities<BookingActivities>({
    taskQueue: taskQueues.booking,
    startToCloseTimeout: '5s',
    retry: untilAnswered,
    summary: oneLine(call.summary),
    ...priorityOf(call),
  });
}

/** The activities of notifications. After a crash in the middle of a send, start-to-close is the time to recover. */
export function mail(call: Call): NotificationActivities {
  return proxyActivities<NotificationActivities>({
    taskQueue: taskQueues.notifications,
    startToCloseTimeout: '10s',
    scheduleToCloseTimeout: '24h',
    retry: untilSettled,
    summary: oneLine(call.summary),
    ...priorityOf(call),
  });
}

/** The activities of calendars. Whether a day of trying is over is decided by the activity, so that HR are told. */
export function calendar(call: Call): CalendarActivities {
  return proxyActivities<CalendarActivities>({
    taskQueue: taskQueues.calendars,
    startToCloseTimeout: '30s',
    retry: untilSettled,
    summary: oneLine(call.summary),
    ...priorityOf(call),
  });
}

/** The server refuses a command whose summary exceeds 400 bytes, and would go on doing so for ever. */
export function oneLine(text: string, longest = 120): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, longest);
}
