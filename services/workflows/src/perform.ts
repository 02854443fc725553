import type { InterviewRef } from '@interlude/shared/contracts/activities';
import {
  type NotifyItem,
  type PlaceItem,
  type TransitionItem,
  urgency,
  urgencyOf,
} from '@interlude/shared/contracts/lifecycle';
import { ActivityFailure, ApplicationFailure, isCancellation, patched, TimeoutFailure } from '@temporalio/workflow';
import { booking, calendar, mail } from './activities.ts';
import type { NextStep, Obligations } from './obligations.ts';
import type { Display } from './show-plan.ts';

/** What a lifecycle can do; `todo` learns what came of it. */
export function createPerformer(ref: InterviewRef, todo: Obligations, { show, wentWrong }: Display) {
  const { tenantId } = ref;

  async function read(): Promise<void> {
    todo.beginRead();
    try {
      const isKnown = todo.plan().rev >= 0;
      const call = { summary: 'read the facts and plan', tenantId, urgency: isKnown ? urgency.soon : null };
      todo.read(await booking(call).planInterview(ref), Date.now());
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      todo.unreadable(Date.now());
      wentWrong(`read the facts: ${reasonOf(error)}`);
    }
  }

  async function apply(item: TransitionItem): Promise<void> {
    todo.begin(item);
    try {
      const expectedVersion = todo.plan().version;
      const call = { summary: item.text, tenantId, urgency: urgency.soon };
      const answer = await booking(call).applyDue({ ...ref, item, expectedVersion });
      todo.answered(item, { ...answer, expectedVersion }, Date.now());
    } catch (error) {
      if (isCancellation(error)) return;
      if (!(error instanceof ActivityFailure)) throw error;
      todo.failed(item, Date.now());
      wentWrong(`${item.text}: ${reasonOf(error)}`);
    }
  }

  async function send(item: NotifyItem): Promise<void> {
    todo.begin(item);
    try {
      const { scheduleRev } = todo.plan();
      const call = { summary: item.text, tenantId, urgency: urgencyOf(item.kind) };
      const { outcome, because } = await mail(call).sendNotification({ ...ref, item, scheduleRev });
      todo.land(item, outcome);
      if (outcome === 'failed') wentWrong(`${item.text}: not sent for good (${because})`);
    } catch (error) {
      if (isCancellation(error)) return;
      if (!(error instanceof ActivityFailure)) throw error;
      todo.failed(item, Date.now());
      wentWrong(`${item.text}: ${reasonOf(error)}`);
    }
    show();
  }

  async function place(item: PlaceItem): Promise<void> {
    todo.begin(item);
    try {
      const call = { summary: item.text, tenantId, urgency: urgency.soon };
      const { outcome, because } = await calendar(call).placeEvent({ ...ref, personId: item.personId });
      // HR have been told; the calendar may be there again some day.
      if (outcome === 'failed') todo.failed(item, Date.now());
      else todo.land(item, 'sent');
      if (outcome === 'failed') wentWrong(`${item.text}: not done in a day (${because})`);
    } catch (error) {
      if (isCancellation(error)) return;
      if (!(error instanceof ActivityFailure)) throw error;
      todo.failed(item, Date.now());
      wentWrong(`${item.text}: ${reasonOf(error)}`);
    }
    show();
  }

  return {
    read,
    async step({ item }: NextStep): Promise<void> {
      if (item === null) await read();
      // Beside the loop: what is retried for a day may hold up neither the start nor a reminder nor a nudge.
      else if (item.does === 'notify') void send(item);
      else if (item.does === 'place') void place(item);
      else if (patched('commands-beside-the-loop')) void apply(item).then(show);
      else await apply(item);
    },
  };
}

/** The words of whatever threw in the activity; an attempt that never answered has none. */
function reasonOf({ cause }: ActivityFailure): string {
  const inner = cause instanceof TimeoutFailure ? cause.cause : cause;
  return inner instanceof ApplicationFailure ? inner.message : 'no attempt ended in time';
}
