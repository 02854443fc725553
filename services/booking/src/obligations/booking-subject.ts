import { instantText } from '@interlude/shared/booking/booking-rules';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import type { PersonId } from '@interlude/shared/ids';
import { panelSummaryFor } from '../booking/join-facts.ts';
import { ownChanges } from '../booking/own-changes.ts';
import { isAppointment, isInterview } from '../booking/row/booking-kind.ts';
import type { AppointmentRow, BookingRow } from '../booking/row/booking-row.ts';
import type { BookingWithPeople } from '../booking/row/booking-store.ts';
import { findGuest, type Guest } from '../booking/row/guests.ts';
import { standingOf } from './booked-at-once.ts';
import type { ObligationDeps } from './deps.ts';
import { soonestFor } from './soonest-facts.ts';
import { type Subject, type SubjectAnswer, textOf } from './subject.ts';

/** What stands for what is stored of a booking while it is not stored yet. */
export interface Drafted extends Omit<BookingWithPeople, 'row'> {
  readonly guest: Guest;
}

export async function bookingSubject(
  app: ObligationDeps,
  row: BookingRow,
  item: NotifyItem,
  drafted?: Drafted,
): Promise<SubjectAnswer> {
  const [guest, together, soonest] = await Promise.all([
    drafted?.guest ?? findGuest(app.stores, row),
    isForAll(row, item) ? standingOf(app, row) : [],
    soonestFor(app, item, drafted === undefined ? { row } : { ...drafted, row }),
  ]);
  if (guest === null) return { skip: 'erased' };
  const { name, email, addressRev = 0 } = guest;
  const { locale, zone, part, noShow } = row;
  const pageAt = pagesOf(app, row);
  return {
    name,
    guest: { name, email, addressRev, locale, zone, url: pageAt({}) },
    says: {
      ...(isAppointment(row) ? appointmentFacts(row, together) : {}),
      ...(part === undefined ? {} : { part: { number: part.index + 1, of: part.of } }),
      attempt: isInterview(row) ? row.attempt : 1,
      bookBy: bookByOf(row, item),
      ...(item.kind === 'invitation' && isInterview(row) && row.personal ? { personal: row.personal } : {}),
      ...(soonest.length > 0 ? { soonest: soonest.map((at) => startAt(at, pageAt)) } : {}),
      ...(item.recipient.role === 'candidate' ? changeFacts(row, { pageAt, now: app.now() }) : {}),
    },
    offeredAt: offeredAtOf(row, item),
    noShow,
    together,
    titleFor: (locale) => panelSummaryFor(row, name, locale),
  };
}

/** The page of the guest, with the token that opens it. */
export function linkOf(app: ObligationDeps, row: BookingRow, takenBy?: PersonId): string {
  return pagesOf(app, row, takenBy)({});
}

/** Where the link of a mail leads on to, once the page knows whose it is; see `wayOn` of the pages. */
type PageAt = (on: { readonly go?: 'reschedule' | 'cancel'; readonly start?: string }) => string;

function pagesOf(app: ObligationDeps, row: BookingRow, takenBy?: PersonId): PageAt {
  const token = app.tokens.sign(row, takenBy);
  // The page opens in the language of the mail, before it knows whose link it is.
  return (on) => `${app.config.publicUrl}/i?${new URLSearchParams({ lang: row.locale, ...on })}#${token}`;
}

function startAt(at: number, pageAt: PageAt) {
  const startsAt = instantText(at);
  return { startsAt, url: pageAt({ start: startsAt }) };
}

function changeFacts(row: BookingRow, { pageAt, now }: { pageAt: PageAt; now: number }): Pick<MessageFacts, 'changes'> {
  const { reschedule, cancel } = ownChanges(row, now);
  if (row.startsAt === null || !(reschedule.allowed || cancel.allowed)) return {};
  return {
    changes: {
      ...(reschedule.allowed ? { moveUrl: pageAt({ go: 'reschedule' }), ...untilOf('moveUntil', reschedule) } : {}),
      ...(cancel.allowed ? { cancelUrl: pageAt({ go: 'cancel' }), ...untilOf('cancelUntil', cancel) } : {}),
    },
  };
}

function untilOf(name: 'moveUntil' | 'cancelUntil', { until }: { readonly until: number | null }) {
  return until === null ? {} : { [name]: instantText(until) };
}

function appointmentFacts(
  { kind: about, price, series }: AppointmentRow,
  together: readonly BookingRow[],
): Pick<Subject['says'], 'about' | 'price' | 'series'> {
  const of = { about, ...(price === null ? {} : { price }) };
  if (series === undefined) return of;
  const starts = together.map(({ startsAt }) => textOf(startsAt) ?? '');
  return { ...of, series: { number: series.index + 1, of: series.of, ...(starts.length > 0 ? { starts } : {}) } };
}

// Whoever booked several times at once reads of all in one confirmation.
function isForAll(row: BookingRow, { kind, recipient }: NotifyItem): boolean {
  return isAppointment(row) && row.series !== undefined && kind === 'scheduled' && recipient.role === 'candidate';
}

function offeredAtOf({ waitlist }: BookingRow, { kind, key }: NotifyItem): number | null {
  if (kind === 'offer') return waitlist?.offer?.startsAt ?? null;
  return kind === 'offer_open' ? Number(key.split(':')[1]) : null;
}

function bookByOf({ status, waitlist, link }: BookingRow, { kind }: NotifyItem): string | null {
  if (status !== 'invited') return null;
  const until = kind === 'offer' ? waitlist?.offer?.expiresAt : undefined;
  return until === undefined ? textOf(link.bookBy) : instantText(until);
}
