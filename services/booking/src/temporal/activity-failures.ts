import type { BookingActivities, InterviewRef } from '@interlude/shared/contracts/activities';
import type { Plan } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { changeMarks } from '../booking/change-marks.ts';
import type { Mark } from '../booking/row/booking-parts.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import { isOutage } from '../mongo/mongo.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { isSingleMail } from '../obligations/single-mail.ts';
import { errorFacts } from '../runtime/log.ts';

/** Attempts at what fails although the database is there; then the workflow lets it rest and goes on. */
const mostAttempts = 5;

/**
 * The activities as the workflow engine sees them: an outage is tried again for as long as it lasts, anything else a few
 * times, and then HR see that the booking is stuck. What is thrown stays in the history, so it holds codes and advice only.
 */
export function withFailures(app: ObligationDeps, { planInterview, applyDue }: BookingActivities): BookingActivities {
  const guarded =
    <Input extends InterviewRef, Answer>(work: (input: Input) => Promise<Answer>, planOf: (answer: Answer) => Plan) =>
    async (input: Input): Promise<Answer> => {
      try {
        const answer = await work(input);
        const plan = planOf(answer);
        if (plan.attention === 'stuck') await settleStuck(app, input, plan);
        return answer;
      } catch (error) {
        throw await failureOf(app, input, error);
      }
    };
  return { planInterview: guarded(planInterview, (plan) => plan), applyDue: guarded(applyDue, ({ plan }) => plan) };
}

async function markStuck(app: ObligationDeps, ref: InterviewRef): Promise<void> {
  const mark: Mark = { cause: 'stuck', since: new Date(app.now()), of: activityInfo().activityType };
  await changeStuck(app, ref, (row) => withMark(row, mark));
}

// Of each activity by itself: that the facts can be read again does not do what was due. What is due no more, as after a
// cancellation, holds nothing up either.
async function settleStuck(app: ObligationDeps, ref: InterviewRef, { items }: Plan): Promise<void> {
  const key = activityInfo().activityType;
  const isAnyDue = items.some(({ does, at }) => does === 'transition' && at <= app.now());
  await changeStuck(app, ref, (row) =>
    withoutMarks(row, ({ cause, of }) => cause === 'stuck' && (of === key || !isAnyDue)),
  );
}

async function changeStuck(
  app: ObligationDeps,
  { tenantId, interviewId }: InterviewRef,
  marksOf: Parameters<typeof changeMarks>[2],
): Promise<void> {
  const key = activityInfo().activityType;
  const ref = { tenantId: tenantId as TenantId, interviewId: interviewId as BookingId, key };
  await changeMarks(app, ref, marksOf).catch((fault: unknown) => {
    app.log.warn({ interviewId, error: errorFacts(fault) }, 'the mark of a booking that is stuck could not be changed');
  });
}

async function failureOf(
  app: ObligationDeps,
  { tenantId, interviewId }: InterviewRef,
  error: unknown,
): Promise<ApplicationFailure> {
  const { attempt, activityType } = activityInfo();
  app.log.warn({ interviewId, activity: activityType, attempt, error: errorFacts(error) }, 'an activity failed');
  if (isOutage(error)) {
    const message = 'The database does not answer. This is tried again until it does; nothing needs to be done here.';
    return ApplicationFailure.create({ message, type: 'unavailable' });
  }
  const isLast = attempt >= mostAttempts;
  if (isLast && !isSingleMail(interviewId)) await markStuck(app, { tenantId, interviewId });
  return ApplicationFailure.create({
    message:
      'A fault in the portal. The log of booking names it under this id; once it is repaired, send the signal "replan".',
    type: error instanceof Error ? error.name : 'unknown',
    nonRetryable: isLast,
  });
}
