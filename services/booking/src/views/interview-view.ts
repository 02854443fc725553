import { agendaOf } from '@interlude/shared/booking/agenda';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { bookableSpan } from '@interlude/shared/booking/booking-window';
import { calendarLinks } from '@interlude/shared/contracts/calendar-links';
import type { InterviewView, MailView, OffsetView } from '@interlude/shared/schemas/views';
import { canonicalZone } from '@interlude/shared/time/time-zone';
import { mayRequestInvitation } from '../booking/commands/request-invitation.ts';
import { entryTextOf, joinOf, summaryFor } from '../booking/join-facts.ts';
import { ownChanges } from '../booking/own-changes.ts';
import {
  isAppointment,
  isInterview,
  replacementOf,
  titleOf,
  typeOf,
  venueZoneOf,
} from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { Guest } from '../booking/row/guests.ts';
import { phoneFor } from '../booking/row/phone.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { offsetsView } from '../calendar/local-span.ts';
import { placeOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import { brandOf, faceView } from '../company/brand.ts';
import { maskedAddress } from '../company/mailbox.ts';
import type { Colleague } from '../company/person-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { retakeRefusalOf } from '../interviews/retake-commands.ts';
import { planFacts } from '../obligations/plan-facts.ts';
import { type SendRow, settledKeys } from '../obligations/send-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { partsView } from './arranged-view.ts';
import { seriesView } from './recurring-view.ts';
import { waitlistView } from './waitlist-view.ts';

export interface ViewFacts {
  readonly tenant: TenantRow;
  readonly guest: Guest | null;
  readonly people: readonly Colleague[];
  /** At least those the interview has been given. */
  readonly resources: readonly ResourceRow[];
  readonly sends: readonly SendRow[];
  readonly hold: ReservationRow | null;
  readonly now: number;
  /** The bundle it was booked in, itself included: the parts of its invitation, or its series. */
  readonly bundle: readonly BookingRow[];
  /** The zone of whoever reads, as their device names it. */
  readonly readerZone?: string;
}

function textOf(at: Date | null): string | null {
  return at === null ? null : instantText(at.getTime());
}

export function interviewView(row: BookingRow, facts: ViewFacts): InterviewView {
  const { now, tenant, people, sends } = facts;
  const rules = allowances(row, now);
  const replacedBy = replacementOf(row);
  return {
    interviewId: row._id,
    attempt: isInterview(row) ? row.attempt : 1,
    version: row.version,
    status: row.status,
    outcome: isInterview(row) ? row.outcome : null,
    company: row.company,
    brand: brandOf(tenant),
    guest: facts.guest?.name ?? '',
    ...(facts.guest === null ? {} : { mailedTo: maskedAddress(facts.guest.email) }),
    contact: tenant.contact,
    jobTitle: titleOf(row),
    type: typeOf(row),
    ...(row.group === undefined ? {} : { group: { places: row.group.places } }),
    ...appointmentView(row, facts),
    provider: row.provider,
    ...phoneFor(row, row.zone),
    ...venueView(row, facts),
    durationMinutes: row.durationMinutes,
    zone: row.zone,
    ...(row.hourCycle === null ? {} : { hourCycle: row.hourCycle }),
    locale: row.locale,
    offsets: offsetsFor(row, row.zone, now),
    ...readerView(row, facts),
    now: instantText(now),
    startsAt: textOf(row.startsAt),
    endsAt: textOf(row.endsAt),
    ...(row.cancelledAt === null ? {} : { cancelledAt: instantText(row.cancelledAt.getTime()) }),
    ...(didTakePlace(row) ? { tookPlace: true } : {}),
    interviewers: people
      .filter(({ _id }) => row.people.includes(_id))
      .map((person) => ({ ...faceView(person), ...(person.about ? { about: person.about } : {}) })),
    link: {
      expiresAt: isBeforeBooking(row) ? instantText(row.link.bookBy.getTime()) : instantText(row.access.exp * 1000),
    },
    ...holdView(facts.hold, now),
    ...rules,
    join: joinView(row, now),
    actions: candidateActions(row, rules, now),
    mails: mailViews(row, sends)
      .filter((mail) => mail.role === 'candidate')
      .map(({ role: _, key: __, ...mail }) => mail),
    ...guideView(row),
    preparation: isInterview(row) ? row.preparation : [],
    ...calendarView(row, facts),
    ...(replacedBy === null ? {} : { replacedBy }),
    ...waitlistView(row, now),
    ...partsView(row, facts.bundle),
  };
}

// Both zones over the same span, so that the page can show any time on either clock.
function offsetsFor(row: BookingRow, zone: string, now: number): OffsetView[] {
  const until = Math.max(bookableSpan(row, now).endsAt, row.endsAt?.getTime() ?? 0);
  return offsetsView(zone, Math.min(now, row.startsAt?.getTime() ?? now), until);
}

function venueView(row: BookingRow, facts: ViewFacts): Pick<InterviewView, 'venue' | 'venueZone' | 'venueOffsets'> {
  if (row.venue === null) return {};
  const venueZone = venueZoneOf(row);
  const venue = placeOf(row, facts.resources);
  return venueZone === null ? { venue } : { venue, venueZone, venueOffsets: offsetsFor(row, venueZone, facts.now) };
}

function readerView(row: BookingRow, { readerZone = '', now }: ViewFacts): Pick<InterviewView, 'reader'> {
  const zone = row.status === 'invited' ? canonicalZone(readerZone) : null;
  return zone === null || zone === row.zone ? {} : { reader: { zone, offsets: offsetsFor(row, zone, now) } };
}

// A decision says so too, also of what was closed before it was kept who did that.
function didTakePlace(row: BookingRow): boolean {
  const isDecided = isInterview(row) && row.outcome !== null && row.outcome !== 'pending';
  return row.status === 'completed' && (row.closedBy === 'staff' || isDecided);
}

const isBeforeBooking = ({ status }: BookingRow) => status === 'invited' || status === 'expired';

function guideView(row: BookingRow): Pick<InterviewView, 'guide'> {
  return isInterview(row) && row.guide ? { guide: row.guide } : {};
}

function appointmentView(row: BookingRow, { bundle }: ViewFacts): Pick<InterviewView, 'appointment'> {
  if (!isAppointment(row)) return {};
  const { serviceId, servicePage: page, price, payment, reminderBefore, repeatable = null } = row;
  return { appointment: { serviceId, page, price, payment, reminderBefore, repeatable, ...seriesView(row, bundle) } };
}

type Allowances = Pick<InterviewView, 'reschedule' | 'cancel' | 'retake'>;

function allowances(row: BookingRow, now: number): Allowances {
  const { reschedule: moving, cancel: cancelling } = ownChanges(row, now);
  const retake = retakeRefusalOf(row, 'candidate', now);
  const { warnAt, limit } = row.policy.reschedule;
  const cutoffOf = ({ until }: { readonly until: number | null }) => (until === null ? null : instantText(until));
  return {
    reschedule: {
      used: row.rescheduleUsed,
      warnAt,
      limit,
      cutoffAt: cutoffOf(moving),
      allowed: moving.allowed,
      ...(moving.refusal === null ? {} : { refusal: moving.refusal }),
    },
    cancel: {
      cutoffAt: cutoffOf(cancelling),
      allowed: cancelling.allowed,
      ...(cancelling.refusal === null ? {} : { refusal: cancelling.refusal }),
    },
    retake: { eligible: retake === null, ...(retake === null ? {} : { refusal: retake }), ...retakeRequestView(row) },
  };
}

function candidateActions(row: BookingRow, rules: Allowances, now: number): InterviewView['actions'] {
  const refused = new Set<string>();
  if (!rules.reschedule.allowed) refused.add('reschedule');
  if (!rules.cancel.allowed) refused.add('cancel');
  if (!row.policy.confirmAttendance) refused.add('confirm');
  const actions = actionsOf(row.status, 'candidate', row.kind).filter((action) => !refused.has(action));
  return [
    ...actions,
    ...(rules.retake.eligible ? (['requestRetake'] as const) : []),
    ...(mayRequestInvitation(row, now) ? (['requestInvitation'] as const) : []),
  ];
}

function retakeRequestView(row: BookingRow): Pick<InterviewView['retake'], 'request'> {
  if (!isInterview(row) || row.retake === null) return {};
  const { requestId, state, issuesAt, newInterviewId } = row.retake;
  return {
    request: {
      requestId,
      state,
      ...(issuesAt === null ? {} : { issuesAt: instantText(issuesAt.getTime()) }),
      ...(newInterviewId === null ? {} : { newInterviewId }),
    },
  };
}

function holdView(hold: ReservationRow | null, now: number): Pick<InterviewView, 'hold'> {
  if (hold?.expiresAt === undefined || hold.expiresAt.getTime() <= now) return {};
  return { hold: { startsAt: instantText(hold.startsAt.getTime()), expiresAt: instantText(hold.expiresAt.getTime()) } };
}

function joinView(row: BookingRow, now: number): InterviewView['join'] {
  const { url, hiddenUntil } = joinOf(row, now);
  return {
    ...(url === null ? {} : { url }),
    ...(hiddenUntil === null ? {} : { visibleFrom: instantText(hiddenUntil) }),
  };
}

function calendarView(row: BookingRow, { tenant, resources, now }: ViewFacts): Pick<InterviewView, 'calendar'> {
  if (row.startsAt === null || row.endsAt === null || !upcomingStatuses.includes(row.status)) return {};
  const links = calendarLinks({
    title: summaryFor(row, tenant, row.locale),
    startsAt: instantText(row.startsAt.getTime()),
    endsAt: instantText(row.endsAt.getTime()),
    ...entryTextOf(row, {
      resources,
      contact: tenant.contact,
      locale: row.locale,
      zone: row.zone,
      // The links are addresses at other companies: their own number stands in the file alone.
      phoneFor: phoneFor(row, row.zone).phone?.caller === 'company' ? null : { side: 'guest', name: '' },
      now,
    }),
    zone: row.zone,
  });
  return { calendar: { ...links, ics: `/api/interviews/${row._id}/invite.ics` } };
}

export interface MailRow extends MailView {
  readonly key: string;
  readonly role: string;
}

/** Every message of an interview, past and to come: what is final comes from the ledger's copy, the rest from the plan. */
export function mailViews(row: ScheduledRow, sends: readonly SendRow[]): MailRow[] {
  const { items, skipped } = agendaOf(planFacts(row, settledKeys(sends)));
  const present = new Set([...items, ...skipped].map(({ key }) => key));
  const final = sends.filter(({ state, key }) => state !== 'planned' && !present.has(key));
  const past = final.map(({ key, kind, at, state, because, recipient }): MailRow => {
    return { key, kind, at: instantText(at.getTime()), state, role: recipient.role, ...(because ? { because } : {}) };
  });
  const planned = items
    .filter((item) => item.does === 'notify')
    .map(({ key, kind, at, recipient }): MailRow => {
      return { key, kind, at: instantText(at), state: 'planned', role: recipient.role };
    });
  const never = skipped.map(({ key, kind, at, because, recipient }): MailRow => {
    return { key, kind, at: instantText(at), state: 'skipped', because, role: recipient.role };
  });
  return [...past, ...planned, ...never].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
