import { instantText } from '@interlude/shared/booking/booking-rules';
import type { MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { ObligationDeps } from './deps.ts';

export interface To {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly url: string;
}

/** What a message says of a booking in its own way, and of a group session in another. */
export interface Subject {
  /** Of the guest; of a session what it is called. */
  readonly name: string;
  /** Null for a session, whose guests are written to about their own bookings. */
  readonly guest: (To & { readonly addressRev: number }) | null;
  readonly says: Pick<
    MessageFacts,
    | 'about'
    | 'price'
    | 'places'
    | 'guests'
    | 'part'
    | 'series'
    | 'attempt'
    | 'bookBy'
    | 'changes'
    | 'soonest'
    | 'personal'
  >;
  /** Epoch milliseconds; a time on offer is not booked yet, so the row itself has no start. */
  readonly offeredAt: number | null;
  readonly noShow: 'candidate' | 'interviewer' | null;
  /** All that was booked at once and lies ahead, itself included, where the message speaks for it; earliest first. */
  readonly together?: readonly BookingRow[];
  /** Its title in the calendars of those who give it, in the language of a locale. */
  readonly titleFor: (locale: string) => string;
}

/** What is said, or why nothing is. */
export type SubjectAnswer = Subject | Extract<MessageAnswer, { readonly skip: unknown }>;

/** The page that says what is kept about a guest, in the language of the mail that leads there. */
export function privacyUrlOf({ config }: Pick<ObligationDeps, 'config'>, locale: string): string {
  return `${config.publicUrl}/privacy?${new URLSearchParams({ lang: locale })}`;
}

export function textOf(at: Date | null): string | null {
  return at === null ? null : instantText(at.getTime());
}
