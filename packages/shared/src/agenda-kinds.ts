import type { MailKind } from './lifecycle-contract.ts';
import type { Policy } from './policy.ts';

/** What a booking is. One that does not say is an interview: there was a time without appointments. */
export type BookingKind = 'interview' | 'appointment';

// Whoever books an appointment came by themselves: nobody invites them, chases them for a time or judges them.
const onlyOfInterviews: readonly MailKind[] = [
  'invitation',
  'nudge',
  'expiring',
  'retake_approved',
  'retake_rejected',
  'retake_expired',
  'feedback_request',
];

/** Whether a message of this kind is ever sent about a booking of that kind. */
export function mayBeAbout(booking: BookingKind | undefined, mail: MailKind): boolean {
  return booking !== 'appointment' || !onlyOfInterviews.includes(mail);
}

/** What people call the booking and who takes part, in texts for the workflow UI. */
export function nounsOf(booking: BookingKind | undefined) {
  return booking === 'appointment'
    ? { booking: 'appointment', guest: 'client', panelist: 'provider' }
    : { booking: 'interview', guest: 'candidate', panelist: 'interviewer' };
}

/** The reminders of a policy; a guest's own wish, an ISO-8601 duration, takes the place of all that would go to them. */
export function remindersWanted(reminders: Policy['reminders'], wish: string | null): Policy['reminders'] {
  if (wish === null) return reminders;
  return [...reminders.filter(({ to }) => to !== 'candidate'), { before: wish, to: 'candidate' }];
}
