import type { InterviewRef } from '@interlude/shared/activity-contract';
import type { NotifyItem, TransitionItem } from '@interlude/shared/lifecycle-contract';
import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import { booking, mail } from './activities.ts';
import type { NextStep, Obligations } from './obligations.ts';

/** What a lifecycle can do; `todo` learns what came of it. */
export function createPerformer(ref: InterviewRef, todo: Obligations, show: () => void) {
  async function read(): Promise<void> {
    todo.beginRead();
    todo.read(await booking('read the facts and plan').planInterview(ref), Date.now());
  }

  async function apply(item: TransitionItem): Promise<void> {
    const expectedVersion = todo.plan().version;
    const answer = await booking(item.text).applyDue({ ...ref, item, expectedVersion });
    todo.answered(item, answer, Date.now());
  }

  async function send(item: NotifyItem): Promise<void> {
    todo.begin(item);
    try {
      const { scheduleRev } = todo.plan();
      const { outcome } = await mail(item.text).sendNotification({ ...ref, item, scheduleRev });
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
      else if (item.does === 'transition') await apply(item);
      // Beside the loop: a message that is retried for a day may hold up neither the start nor a nudge.
      else void send(item);
    },
  };
}
