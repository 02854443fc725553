import type { InterviewRef } from '@interlude/shared/activity-contract';
import { type NotifyItem, type TransitionItem, urgency, urgencyOf } from '@interlude/shared/lifecycle-contract';
import { ActivityFailure, isCancellation, patched } from '@temporalio/workflow';
import { booking, mail } from './activities.ts';
import type { NextStep, Obligations } from './obligations.ts';

/** What a lifecycle can do; `todo` learns what came of it. */
export function createPerformer(ref: InterviewRef, todo: Obligations, show: () => void) {
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
    }
  }

  async function send(item: NotifyItem): Promise<void> {
    todo.begin(item);
    try {
      const { scheduleRev } = todo.plan();
      const call = { summary: item.text, tenantId, urgency: urgencyOf(item.kind) };
      const { outcome } = await mail(call).sendNotification({ ...ref, item, scheduleRev });
      todo.land(item, outcome);
    } catch (error) {
      if (isCancellation(error)) return;
      if (!(error instanceof ActivityFailure)) throw error;
      todo.failed(item, Date.now());
    }
    show();
  }

  return {
    read,
    async step({ item }: NextStep): Promise<void> {
      if (item === null) await read();
      // Beside the loop: what is retried for a day may hold up neither the start nor a reminder nor a nudge.
      else if (item.does === 'notify') void send(item);
      else if (patched('commands-beside-the-loop')) void apply(item).then(show);
      else await apply(item);
    },
  };
}
