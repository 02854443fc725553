import type { MailKind, RecipientRole } from '../contracts/lifecycle.ts';
import type { Policy } from './policy.ts';

/**
 * What a booking is. One that does not say is an interview: there was a time without appointments. A `group` is the
 * meeting itself of guests who booked a place in it each.
 */
export type BookingKind = 'interview' | 'appointment' | 'group';

// Clients begin appointments themselves: nobody invites them, reminds them to choose a time, or decides an outcome.
const onlyOfInterviews: readonly MailKind[] = [
  'invitation',
  'nudge',
  'expiring',
  'retake_approved',
  'retake_rejected',
  'retake_expired',
  'feedback_request',
];

const isOfAnything = (mail: MailKind) => !onlyOfInterviews.includes(mail);

/** What decides who is written to about a booking. */
export interface MailTerms {
  /** Absent for interviews. */
  readonly kind?: BookingKind | undefined;
  readonly isPlace?: boolean | undefined;
  /** It is a group session whose guests are interviewed, so that somebody is to be asked how they did. */
  readonly isOfInterviews?: boolean | undefined;
}

/**
 * Whether a message of this kind is ever sent to that side about such a booking. Whoever gives a group session hears
 * of the session alone, also when feedback on its guests is due, and nothing of a single guest.
 */
export function mayBeAbout({ kind, isPlace, isOfInterviews }: MailTerms, mail: MailKind, role: RecipientRole): boolean {
  if (kind === 'group') {
    return role === 'interviewer' && (mail === 'feedback_request' ? isOfInterviews === true : isOfAnything(mail));
  }
  if (isPlace && role === 'interviewer') return false;
  return kind !== 'appointment' || isOfAnything(mail);
}

/** What people call the booking and who takes part, in texts for the workflow UI. */
export function nounsOf(booking: BookingKind | undefined) {
  if (booking === 'group') return { booking: 'group session', guest: 'guest', panelist: 'interviewer' };
  return booking === 'appointment'
    ? { booking: 'appointment', guest: 'client', panelist: 'provider' }
    : { booking: 'interview', guest: 'candidate', panelist: 'interviewer' };
}

/** The reminders of a policy; a guest's own wish, an ISO-8601 duration, takes the place of all that would go to them. */
export function remindersWanted(reminders: Policy['reminders'], wish: string | null): Policy['reminders'] {
  if (wish === null) return reminders;
  return [...reminders.filter(({ to }) => to !== 'candidate'), { before: wish, to: 'candidate' }];
}

/** What a message that a command causes is for, in texts for the workflow UI. */
export const noticeTexts: Partial<Record<MailKind, string>> = {
  invitation: 'send the invitation',
  link: 'send the link again',
  expired: 'tell that the link expired',
  offer: 'offer a time that became free',
  offer_open: 'tell that the time is open to all',
  scheduled: 'confirm the booking',
  rescheduled: 'tell of the new time',
  cancelled: 'tell of the cancellation',
  clock_changed: 'ask whether the time still suits',
  people_changed: 'tell who comes and who does not',
  retake_approved: 'send the link of the retake',
  retake_rejected: 'tell that the retake was refused',
  retake_expired: 'tell that the retake request lapsed',
  no_show: 'tell of the no-show',
  interviewer_missed: 'apologise and ask for another time',
};
