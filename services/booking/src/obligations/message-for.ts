import { agendaOf, isCalledOff, messageKey } from '@interlude/shared/booking/agenda';
import type { Told } from '@interlude/shared/booking/agenda-facts';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import type { InviteFacts, MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import type { TenantId } from '@interlude/shared/ids';
import { offsetAt } from '@interlude/shared/time/time-zone';
import { isProofId } from '../appointments/proof-store.ts';
import { agendaSnapshot } from '../booking/agenda-snapshot.ts';
import { entryTextOf, joinHiddenFor, joinOf, nounOf, summaryFor } from '../booking/join-facts.ts';
import {
  guestIdOf,
  isAppointment,
  isGroup,
  isInterview,
  titleOf,
  typeOf,
  venueZoneOf,
} from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { findGuest, type Guest } from '../booking/row/guests.ts';
import { bookedTogether } from '../booking/siblings.ts';
import { placeOf, resourcesOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { codeMessage } from './code-mail.ts';
import type { ObligationDeps } from './deps.ts';
import { unjudgedGuests } from './session-feedback.ts';

interface Known {
  readonly app: ObligationDeps;
  readonly row: BookingRow;
  readonly item: NotifyItem;
  readonly tenant: TenantRow;
  /** Of a group session what it is called, and how many have a place. */
  readonly candidate: Guest & { readonly count?: number };
  readonly people: readonly PersonRow[];
  readonly resources: readonly ResourceRow[];
  /** What was booked with it at once, where the message speaks for all of it. */
  readonly series: readonly BookingRow[];
  /** Of a group session the names of those on whom feedback is asked for. */
  readonly unjudged: readonly string[];
}

/**
 * What a message says now. It is said only if the agenda made from the present facts still holds that item, so a
 * message and the plan can never disagree; otherwise the reason why not.
 */
export async function messageFor(
  app: ObligationDeps,
  ref: { tenantId: TenantId; interviewId: string; key: string },
): Promise<MessageAnswer> {
  if (isProofId(ref.interviewId)) return await codeMessage(app, { tenantId: ref.tenantId, proofId: ref.interviewId });
  const row = await app.stores.bookings.find(ref.tenantId, ref.interviewId);
  if (row === null) return { skip: 'erased' };
  const { items, skipped } = agendaOf(agendaSnapshot(row, new Set()));
  const item = items.find(({ key }) => key === ref.key);
  if (item?.does !== 'notify') {
    return { skip: skipped.find(({ key }) => key === ref.key)?.because === 'paused' ? 'paused' : 'superseded' };
  }
  const ids = item.recipient.role === 'interviewer' ? [...row.people, item.recipient.personId] : row.people;
  const asksOfGuests = isGroup(row) && item.kind === 'feedback_request';
  const [tenant, candidate, people, resources, series, unjudged] = await Promise.all([
    app.stores.tenants.get(row.tenantId),
    isGroup(row) ? guestsOf(app, row) : findGuest(app.stores, row),
    app.stores.people.listByIds(row.tenantId, ids),
    app.stores.resources.listByIds(row.tenantId, resourcesOf(row.resources)),
    isForAll(row, item) ? bookedTogether(app.stores.bookings, row) : [],
    asksOfGuests ? unjudgedGuests(app, row) : [],
  ]);
  if (candidate === null) return { skip: 'erased' };
  if (asksOfGuests && unjudged.length === 0) return { skip: 'answered' };
  const message = factsOf({ app, row, item, tenant, candidate, people, resources, series, unjudged });
  if (message === null) return { skip: 'erased' };
  if (item.recipient.role === 'candidate')
    await app.stores.sends.noteAddress({ ...ref, interviewId: row._id }, candidate.addressRev ?? 0);
  return { message, usefulUntil: item.usefulUntil };
}

// Guests of a session come and go until it is over, so only mails after its end name them.
async function guestsOf({ stores }: ObligationDeps, row: BookingRow): Promise<Guest & { readonly count: number }> {
  const places =
    row.reservationId === null || row.status === 'cancelled'
      ? []
      : await stores.bookings.listPlaces(row.tenantId, row.reservationId);
  const booked = places.filter(({ status }) => reservedStatuses.includes(status));
  return { _id: guestIdOf(row), name: titleOf(row), email: '', suppressedAt: null, count: booked.length };
}

function factsOf(known: Known): MessageFacts | null {
  const { row, item, tenant, candidate, people } = known;
  const to = recipientOf(known);
  if (to === null) return null;
  const last = lastToldOf(known);
  const startsAt = last?.startsAt ?? offeredStart(known) ?? row.startsAt?.getTime() ?? null;
  const at = startsAt ?? known.app.now();
  const venueZone = venueZoneOf(row);
  return {
    kind: item.kind,
    to: { email: to.email, name: to.name },
    role: item.recipient.role,
    ...aboutOf(row),
    ...guestFacts(known),
    locale: to.locale,
    zone: to.zone,
    offsetMinutes: offsetAt(to.zone, at),
    company: tenant.name,
    contact: tenant.contact,
    jobTitle: titleOf(row),
    interviewType: typeOf(row),
    provider: row.provider,
    durationMinutes: row.durationMinutes,
    attempt: isInterview(row) ? row.attempt : 1,
    ...(row.part === undefined ? {} : { part: { number: row.part.index + 1, of: row.part.of } }),
    ...seriesOf(known),
    candidateName: candidate.name,
    interviewers: people
      .filter(({ _id }) => row.people.includes(_id))
      .map(({ name, title }) => (title === null ? { name } : { name, title })),
    startsAt: startsAt === null ? null : instantText(startsAt),
    endsAt: startsAt === null ? null : instantText(last?.endsAt ?? startsAt + row.durationMinutes * 60_000),
    formerStartsAt: item.kind === 'rescheduled' ? textOf(row.formerStartsAt) : null,
    venue: row.venue === null ? null : placeOf(row, known.resources),
    venueZone,
    venueOffsetMinutes: venueZone === null ? null : offsetAt(venueZone, at),
    ...joinFacts(known),
    url: to.url,
    ...(/^link@/.test(item.key) ? { isNewLink: true } : {}),
    ...offFacts(item, last),
    bookBy: bookByOf(known),
    lead: /^(?:reminder|nudge|feedback):([^@]+)@/.exec(item.key)?.[1] ?? null,
    reason: item.kind === 'cancelled' || item.kind === 'no_show' ? reasonOf(row) : null,
    invite: inviteOf(known, to),
  };
}

// How many come to a group session, and once it is over on whom feedback is missing.
function guestFacts({ row, item, candidate, unjudged }: Known): Pick<MessageFacts, 'places' | 'guests'> {
  if (item.kind === 'feedback_request') return unjudged.length > 0 ? { guests: [...unjudged] } : {};
  return row.group && candidate.count ? { places: { booked: candidate.count, of: row.group.places } } : {};
}

// The first mail of a series names all its times; each other one is sent for its calendar entry.
function isForAll(row: BookingRow, item: NotifyItem): boolean {
  return (
    isAppointment(row) && row.series?.index === 0 && item.kind === 'scheduled' && item.recipient.role === 'candidate'
  );
}

function seriesOf({ row, series }: Known): Pick<MessageFacts, 'series'> {
  if (!isAppointment(row) || row.series === undefined) return {};
  const { index, of } = row.series;
  const starts = series.filter(({ status }) => status !== 'cancelled').map(({ startsAt }) => textOf(startsAt) ?? '');
  return { series: { number: index + 1, of, ...(starts.length > 0 ? { starts: starts.toSorted() } : {}) } };
}

// Somebody who is off hears of the time that they had, wherever the booking has moved since.
function lastToldOf({ row, item }: Pick<Known, 'row' | 'item'>): Told | undefined {
  const its = row.notices.find(({ id }) => messageKey(id, item.recipient) === item.key);
  return its?.lastTold?.[item.recipient.personId];
}

// Only this person is off: the meeting they were invited to takes place without them.
function offFacts({ key }: NotifyItem, last: Told | undefined): Pick<MessageFacts, 'isOff'> {
  return last === undefined || isCalledOff(key) ? {} : { isOff: true };
}

function joinFacts({ app, row }: Known): Pick<MessageFacts, 'meetingUrl' | 'joinHiddenFor'> {
  const join = joinOf(row, app.now());
  const hiddenFor = joinHiddenFor(row, join);
  return { meetingUrl: join.url, ...(hiddenFor === null ? {} : { joinHiddenFor: hiddenFor }) };
}

// A time on offer is not booked yet, so the booking itself has no start.
function offeredStart({ row, item }: Known): number | null {
  if (item.kind === 'offer') return row.waitlist?.offer?.startsAt ?? null;
  return item.kind === 'offer_open' ? Number(item.key.split(':')[1]) : null;
}

function bookByOf({ row, item }: Known): string | null {
  if (row.status !== 'invited') return null;
  const until = item.kind === 'offer' ? row.waitlist?.offer?.expiresAt : undefined;
  return until === undefined ? textOf(row.link.bookBy) : instantText(until);
}

function aboutOf(row: BookingRow): Pick<MessageFacts, 'about' | 'price'> {
  if (isGroup(row)) return { about: row.kind };
  if (!isAppointment(row)) return {};
  return { about: row.kind, ...(row.price === null ? {} : { price: row.price }) };
}

interface To {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly url: string;
}

function recipientOf({ app, row, item, candidate, people }: Known): To | null {
  const { publicUrl } = app.config;
  if (item.recipient.role === 'candidate') {
    const { email, name } = candidate;
    const { locale, zone } = row;
    // The page opens in the language of the mail, before it knows whose link it is.
    return { email, name, locale, zone, url: `${publicUrl}/i?lang=${locale}#${app.tokens.sign(row)}` };
  }
  const person = people.find(({ _id }) => _id === item.recipient.personId);
  if (person === undefined) return null;
  const { email, name, locale, zone } = person;
  return {
    email,
    name,
    locale,
    zone,
    url: `${publicUrl}/hr/${isAppointment(row) ? 'appointments' : 'interviews'}/${row._id}`,
  };
}

function reasonOf({ reason, noShow }: BookingRow): MessageFacts['reason'] {
  if (reason === null) return noShow === null ? null : { code: noShow };
  return { code: reason.code, ...(reason.text ? { text: reason.text } : {}) };
}

const invited = new Set(['scheduled', 'rescheduled', 'cancelled', 'people_changed']);

// One UID for the life of an interview and SEQUENCE = scheduleRev, so calendars replace what they have (RFC 5546).
function inviteOf({ app, row, item, tenant, candidate, resources }: Known, to: To): InviteFacts | null {
  const last = lastToldOf({ row, item });
  if (!invited.has(item.kind) || (last === undefined && !isScheduled(row))) return null;
  const forCandidate = item.recipient.role === 'candidate';
  // The candidate's calendar entry names nobody, so other people do not change it.
  if (forCandidate && item.kind === 'people_changed') return null;
  const mayStayAway = row.optionalPeople?.some((personId) => personId === item.recipient.personId) === true;
  return {
    ...inviteBase(app, row, { tenant, resources, isForPanel: !forCandidate }),
    ...(last === undefined ? {} : spanOf(last)),
    method: item.kind === 'cancelled' || item.kind === 'people_changed' ? 'CANCEL' : 'REQUEST',
    stampedAt: instantText(item.at),
    summary: forCandidate ? summaryFor(row, tenant) : panelSummaryFor(row, candidate),
    url: forCandidate ? null : to.url,
    attendee: { name: to.name, email: to.email, ...(mayStayAway ? { optional: true } : {}) },
  };
}

function isScheduled({ startsAt, endsAt, scheduleMadeAt }: BookingRow): boolean {
  return startsAt !== null && endsAt !== null && scheduleMadeAt !== null;
}

function panelSummaryFor(row: BookingRow, candidate: Guest): string {
  return isGroup(row) ? `${nounOf(row)}: ${titleOf(row)}` : `${nounOf(row)}: ${candidate.name}, ${titleOf(row)}`;
}

// The sequence is the next one after theirs: a later invitation of the same person must win (RFC 5546, section 2.1.5).
function spanOf({ startsAt, endsAt, sequence }: Told): Pick<InviteFacts, 'startsAt' | 'endsAt' | 'sequence'> {
  return { startsAt: instantText(startsAt), endsAt: instantText(endsAt), sequence: sequence + 1 };
}

export function inviteBase(
  app: ObligationDeps,
  row: BookingRow,
  { tenant, resources, isForPanel = false }: Pick<Known, 'tenant' | 'resources'> & { readonly isForPanel?: boolean },
): InviteFacts {
  const contact = isForPanel ? null : tenant.contact;
  const { location, details } = entryTextOf(row, { resources, contact, now: app.now() });
  const host = new URL(app.config.publicUrl).hostname;
  return {
    uid: `${row._id}@${host}`,
    sequence: row.scheduleRev,
    method: 'PUBLISH',
    startsAt: textOf(row.startsAt) ?? '',
    endsAt: textOf(row.endsAt) ?? '',
    stampedAt: textOf(row.scheduleMadeAt) ?? '',
    summary: summaryFor(row, tenant),
    description: details,
    location,
    url: null,
    organizer: tenant.contact,
    attendee: null,
  };
}

function textOf(at: Date | null): string | null {
  return at === null ? null : instantText(at.getTime());
}
