import type { BookingActivities, NotificationActivities } from '@interlude/shared/activity-contract';
import { taskQueues } from '@interlude/shared/lifecycle-contract';
import { proxyActivities, type RetryPolicy } from '@temporalio/workflow';

/**
 * Facts are read and commands run until they answer: an interview may not be forgotten because booking was away. What
 * booking cannot do although it is there ends by its own word after a few attempts, and then rests.
 */
const untilAnswered = { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' } satisfies RetryPolicy;

/** Whether a late message still helps is decided by the activity, so that each one ends with a row in the ledger. */
const untilSettled = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' } satisfies RetryPolicy;

/** The activities of booking; the summary is what the workflow UI shows for the call. */
export function booking(summary: string): BookingActivities {
  return proxyActivities<BookingActivities>({
    taskQueue: taskQueues.booking,
    startToCloseTimeout: '5s',
    retry: untilAnswered,
    summary: oneLine(summary),
  });
}

/** The activities of notifications. After a crash in the middle of a send, start-to-close is the time to recover. */
export function mail(summary: string): NotificationActivities {
  return proxyActivities<NotificationActivities>({
    taskQueue: taskQueues.notifications,
    startToCloseTimeout: '10s',
    scheduleToCloseTimeout: '24h',
    retry: untilSettled,
    summary: oneLine(summary),
  });
}

/** The server refuses a command whose summary exceeds 400 bytes, and would go on doing so for ever. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 120);
}
