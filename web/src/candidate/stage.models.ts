import type { InterviewView } from '@interlude/shared/schemas/views';

/** What a page is about; statuses that look the same to a candidate share one. */
export type Stage = 'pick' | 'booked' | 'completed' | 'no_show' | 'cancelled' | 'closed';

export function stageOf({ status }: Pick<InterviewView, 'status'>): Stage {
  switch (status) {
    case 'invited':
      return 'pick';
    case 'scheduled':
    case 'rescheduled':
    case 'confirmed':
    case 'in_progress':
      return 'booked';
    // Their access ended in the same transaction: whoever opens them is told why, and is shown none of it.
    case 'expired':
    case 'archived':
      return 'closed';
    default:
      return status;
  }
}

/** Whether other parts of its invitation are to be booked together with this one. */
export function isOneOfMany({ status, parts }: Pick<InterviewView, 'status' | 'parts'>): boolean {
  return status === 'invited' && (parts?.all.filter((part) => part.status === 'invited').length ?? 0) > 1;
}

/** Changes of time a candidate still has, and whether it is time to say so. */
export function changesLeft({ used, warnAt, limit }: InterviewView['reschedule']): { left: number; isFew: boolean } {
  const left = Math.max(0, limit - used);
  return { left, isFew: used >= warnAt };
}
