import type { Plan } from '@interlude/shared/contracts/lifecycle';
import { createActivities } from '../src/temporal/activities.ts';
import type { TestPortal } from './portal.ts';

/** What a booking has before it at an instant. */
export async function planOfBooking({ app, tenantId }: TestPortal, interviewId: string, now: number): Promise<Plan> {
  return await createActivities(app, () => now).planInterview({ tenantId, interviewId });
}

/** The planned mail of one kind to the guest of a booking, to be told about as the notifications do. */
export async function mailToGuest(
  portal: TestPortal,
  { interviewId, kind }: { readonly interviewId: string; readonly kind: string },
  now: () => number,
) {
  const { items } = await planOfBooking(portal, interviewId, now());
  const found = items.find(
    (item) => item.does === 'notify' && item.kind === kind && item.recipient.role === 'candidate',
  );
  if (found?.does !== 'notify') throw new Error(`no ${kind} is planned`);
  const ref = { tenantId: portal.tenantId, interviewId, key: found.key };
  const at = () => new Date(now()).toISOString();
  return {
    /** Asks what it says, as the last step before it is sent. */
    made: async () => await portal.internal('messageFor', ref),
    became: async (delivery: string, suppressed = false) =>
      await portal.internal('recordDelivery', { ...ref, delivery, suppressed, detail: null, at: at() }),
    is: async (state: string, because: string | null = null) =>
      await portal.internal('recordSend', { ...ref, state, because, messageId: null, at: at() }),
  };
}
