import type { CalendarActivities } from '@interlude/shared/contracts/activities';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ProviderError } from '../providers/provider.ts';
import { NotYet, type PlaceDeps, placeEvent } from './place-event.ts';

/** What fails is tried again by the engine: its history keeps a code, since what servers say may hold names. */
export function placeActivities(deps: PlaceDeps): CalendarActivities {
  return {
    async placeEvent(input) {
      try {
        return await placeEvent(deps, input, activityInfo().scheduledTimestampMs);
      } catch (error) {
        if (error instanceof NotYet) throw ApplicationFailure.create({ message: error.message });
        if (!(error instanceof ProviderError))
          throw ApplicationFailure.create({ message: error instanceof Error ? error.name : 'failed' });
        const { outcome, retryAfterMs } = error;
        throw ApplicationFailure.create({
          message: outcome,
          ...(retryAfterMs === null ? {} : { nextRetryDelay: retryAfterMs }),
        });
      }
    },
  };
}
