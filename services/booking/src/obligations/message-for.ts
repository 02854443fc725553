import { agendaOf, isCalledOff } from '@interlude/shared/booking/agenda';
import type { Told } from '@interlude/shared/booking/agenda-facts';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { faceHueOf } from '@interlude/shared/brand/face-hue';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import type { InviteFacts, MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { offsetAt } from '@interlude/shared/time/time-zone';
import { entryTextOf, joinHiddenFor, joinOf, summaryFor } from '../booking/join-facts.ts';
import { isAppointment, isSession, titleOf, typeOf, venueZoneOf } from '../booking/row/booking-kind.ts';
import { phoneFor } from '../booking/row/phone.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { placeOf, resourcesOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import { mailBrandOf } from '../company/brand.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { noticeOf, spokenOf } from './booked-at-once.ts';
import { bookingSubject, type Drafted } from './booking-subject.ts';
import type { ObligationDeps } from './deps.ts';
import { planFacts } from './plan-facts.ts';
import { saidText } from './said-text.ts';
import { sessionSubject } from './session-subject.ts';
import { isSingleMail, singleMessage } from './single-mail.ts';
import { privacyUrlOf, type Subject, type To, textOf } from './subject.ts';

interface Known {
  readonly app: ObligationDeps;
  readonly row: ScheduledRow;
  readonly item: NotifyItem;
  readonly tenant: TenantRow;
  readonly subject: Subject;
  readonly people: readonly PersonRow[];
  readonly resources: readonly ResourceRow[];
}

/**
 * What a message says now. It is said only if the agenda made from the present facts still holds that item, so a
 * message and the plan can never disagree; otherwise the reason why not.
 */
export async function messageFor(
  app: ObligationDeps,
  ref: { tenantId: TenantId; interviewId: string; key: string },
): Promise<MessageAnswer> {
  const { tenantId, interviewId: id } = ref;
  if (isSingleMail(id)) return await singleMessage(app, { tenantId, id });
  const row = await app.stores.scheduled.find(ref.tenantId, ref.interviewId);
  if (row === null) return { skip: 'erased' };
  const { items, skipped } = agendaOf(planFacts(row, new Set()));
  const item = items.find(({ key }) => key === ref.key);
  if (item?.does !== 'notify') {
    return { skip: skipped.find(({ key }) => key === ref.key)?.because === 'paused' ? 'paused' : 'superseded' };
  }
  const spoken = await spokenOf(app, row, item);
  if (spoken === null) return { skip: 'cancelled' };
  const said = await messageOf(app, spoken, item);
  if ('skip' in said) return said;
  const { message, addressRev } = said;
  await noteMail(app, { ...ref, interviewId: row._id }, message, addressRev);
  return { message, usefulUntil: item.usefulUntil };
}

type Said =
  | { readonly message: MessageFacts; readonly addressRev: number }
  | Extract<MessageAnswer, { readonly skip: unknown }>;

/** What this message says of a booking as it is, or as it is drafted; writes nothing. */
export async function messageOf(
  app: ObligationDeps,
  row: ScheduledRow,
  item: NotifyItem,
  drafted?: Drafted,
): Promise<Said> {
  const ids = item.recipient.role === 'interviewer' ? [...row.people, item.recipient.personId] : row.people;
  const [tenant, subject, people, resources] = await Promise.all([
    app.stores.tenants.get(row.tenantId),
    isSession(row) ? sessionSubject(app, row, item) : bookingSubject(app, row, item, drafted),
    app.stores.people.listByIds(row.tenantId, ids),
    app.stores.resources.listByIds(row.tenantId, resourcesOf(row.resources)),
  ]);
  if ('skip' in subject) return subject;
  const message = factsOf({ app, row, item, tenant, subject, people, resources });
  return message === null ? { skip: 'erased' } : { message, addressRev: subject.guest?.addressRev ?? 0 };
}

async function noteMail(
  { stores, now }: ObligationDeps,
  ref: { tenantId: TenantId; interviewId: BookingId; key: string },
  message: MessageFacts,
  addressRev: number,
): Promise<void> {
  const said = saidText(message, now());
  await Promise.all([
    ...(message.role === 'candidate' ? [stores.sends.noteAddress(ref, addressRev)] : []),
    ...(said === null ? [] : [stores.sends.noteSaid(ref, said)]),
  ]);
}

function factsOf(known: Known): MessageFacts | null {
  const { row, item, tenant, subject, people } = known;
  const to = recipientOf(known);
  if (to === null) return null;
  const last = lastToldOf(known);
  const startsAt = last?.startsAt ?? subject.offeredAt ?? row.startsAt?.getTime() ?? null;
  const at = startsAt ?? known.app.now();
  const venueZone = venueZoneOf(row);
  return {
    kind: item.kind,
    to: { email: to.email, name: to.name },
    role: item.recipient.role,
    ...subject.says,
    locale: to.locale,
    zone: to.zone,
    offsetMinutes: offsetAt(to.zone, at),
    company: tenant.name,
    brand: mailBrandOf(tenant, known.app.config.publicUrl),
    contact: tenant.contact,
    jobTitle: titleOf(row),
    interviewType: typeOf(row),
    provider: row.provider,
    durationMinutes: row.durationMinutes,
    candidateName: subject.name,
    interviewers: people
      // Whoever is on the panel reads of the others.
      .filter(({ _id }) => row.people.includes(_id) && _id !== item.recipient.personId)
      .map(({ _id, name, title }) => ({ name, ...(title === null ? {} : { title }), hue: faceHueOf(_id) })),
    startsAt: startsAt === null ? null : instantText(startsAt),
    endsAt: startsAt === null ? null : instantText(last?.endsAt ?? startsAt + row.durationMinutes * 60_000),
    formerStartsAt: item.kind === 'rescheduled' ? textOf(row.formerStartsAt) : null,
    venue: row.venue === null ? null : placeOf(row, known.resources),
    venueZone,
    venueOffsetMinutes: venueZone === null ? null : offsetAt(venueZone, at),
    ...otherClock(known, at),
    ...(endsEntry(item.kind) ? {} : phoneFacts(row, to.zone)),
    ...joinFacts(known),
    url: to.url,
    ...(item.recipient.role === 'candidate' ? { privacyUrl: privacyUrlOf(known.app, to.locale) } : {}),
    ...(/^link@/.test(item.key) ? { isNewLink: true } : {}),
    ...offFacts(item, last),
    lead: /^(?:reminder|nudge|feedback):([^@]+)@/.exec(item.key)?.[1] ?? null,
    reason: item.kind === 'cancelled' || item.kind === 'no_show' ? reasonOf(row, subject) : null,
    invite: inviteOf(known, to),
  };
}

// What takes place somewhere is told on the clock there; otherwise the other side is where all of it share a clock.
function otherClock({ row, item, subject, people }: Known, at: number): Pick<MessageFacts, 'other'> {
  if (venueZoneOf(row) !== null) return {};
  const panel = people.filter(({ _id }) => row.people.includes(_id)).map(({ zone }) => zone);
  const zones =
    item.recipient.role === 'candidate' ? panel : [subject.guest?.zone].filter((zone) => zone !== undefined);
  const [zone] = zones;
  const offsets = new Set(zones.map((one) => offsetAt(one, at)));
  const [offsetMinutes] = offsets;
  return zone === undefined || offsetMinutes === undefined || offsets.size > 1
    ? {}
    : { other: { zone, offsetMinutes } };
}

// Somebody who is off hears of the time that they had, wherever the booking has moved since.
function lastToldOf({ row, item }: Pick<Known, 'row' | 'item'>): Told | undefined {
  return noticeOf(row, item)?.lastTold?.[item.recipient.personId];
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

function phoneFacts(row: ScheduledRow, zone: string): Pick<MessageFacts, 'phone'> {
  const { phone } = phoneFor(row, zone);
  if (phone === undefined) return {};
  const { caller, text, code } = phone;
  return { phone: { caller, ...(text ? { text } : {}), ...(code ? { code } : {}) } };
}

function recipientOf({ app, row, item, subject, people }: Known): To | null {
  if (item.recipient.role === 'candidate') return subject.guest;
  const person = people.find(({ _id }) => _id === item.recipient.personId);
  if (person === undefined) return null;
  const { email, name, locale, zone } = person;
  return {
    email,
    name,
    locale,
    zone,
    url: staffUrlOf(app, row),
  };
}

/** Its page in the console. */
export function staffUrlOf({ config }: Pick<ObligationDeps, 'config'>, row: ScheduledRow): string {
  return `${config.publicUrl}/hr/${isAppointment(row) ? 'appointments' : 'interviews'}/${row._id}`;
}

function reasonOf({ reason }: ScheduledRow, { noShow }: Subject): MessageFacts['reason'] {
  if (reason === null) return noShow === null ? null : { code: noShow };
  return { code: reason.code, ...(reason.text ? { text: reason.text } : {}) };
}

const invited = new Set(['scheduled', 'rescheduled', 'cancelled', 'people_changed']);

// One UID for the life of an interview and SEQUENCE = scheduleRev, so calendars replace what they have (RFC 5546).
function inviteOf({ app, row, item, tenant, subject, resources, people }: Known, to: To): InviteFacts | null {
  const last = lastToldOf({ row, item });
  if (!invited.has(item.kind) || (last === undefined && !isScheduled(row))) return null;
  const forCandidate = item.recipient.role === 'candidate';
  // The candidate's calendar entry names nobody, so other people do not change it.
  if (forCandidate && item.kind === 'people_changed') return null;
  if (hasEntry(row, people, item.recipient.personId)) return null;
  const others = (subject.together ?? []).filter(({ _id }) => _id !== row._id);
  const method = endsEntry(item.kind) ? 'CANCEL' : others.length > 0 ? 'PUBLISH' : 'REQUEST';
  const mayStayAway = row.optionalPeople?.some((personId) => personId === item.recipient.personId) === true;
  const reader = {
    tenant,
    resources,
    locale: to.locale,
    zone: to.zone,
    hidesPhone: method === 'CANCEL',
    ...(forCandidate ? {} : { meets: subject.name }),
  };
  return {
    ...inviteBase(app, row, reader),
    ...(others.length > 0 ? { others: others.map((other) => inviteBase(app, other, reader)) } : {}),
    ...(last === undefined ? {} : spanOf(last)),
    method,
    stampedAt: instantText(item.at),
    ...(forCandidate ? {} : { summary: subject.titleFor(to.locale) }),
    url: forCandidate ? null : to.url,
    attendee: { name: to.name, email: to.email, ...(mayStayAway ? { optional: true } : {}) },
  };
}

// Nobody calls anybody then.
const endsEntry = (kind: string) => kind === 'cancelled' || kind === 'people_changed';

// Their calendar has an entry of its own, which follows by itself. What they may have taken into a calendar from a mail of
// before follows by mail.
function hasEntry({ marks = [], notices }: ScheduledRow, people: Known['people'], personId: string): boolean {
  if (marks.some(({ cause, of }) => cause === 'not_in_calendar' && of === personId)) return false;
  const person = people.find(({ _id }) => _id === personId);
  if (!person?.writesTo) return false;
  const since = person.writesSince?.getTime() ?? 0;
  return !notices.some(
    ({ kind, at, recipients }) =>
      (kind === 'scheduled' || kind === 'rescheduled') &&
      at < since &&
      recipients.some((recipient) => recipient.personId === personId),
  );
}

function isScheduled({ startsAt, endsAt, scheduleMadeAt }: ScheduledRow): boolean {
  return startsAt !== null && endsAt !== null && scheduleMadeAt !== null;
}

// The sequence is the next one after theirs: a later invitation of the same person must win (RFC 5546, section 2.1.5).
function spanOf({ startsAt, endsAt, sequence }: Told): Pick<InviteFacts, 'startsAt' | 'endsAt' | 'sequence'> {
  return { startsAt: instantText(startsAt), endsAt: instantText(endsAt), sequence: sequence + 1 };
}

interface ForCalendar extends Pick<Known, 'tenant' | 'resources'>, Pick<To, 'locale' | 'zone'> {
  /** Whom whoever sits in it meets; absent for the guest. */
  readonly meets?: string;
  /** Where it is read by whoever has an address, or is called off. */
  readonly hidesPhone?: boolean;
}

export function inviteBase(
  app: ObligationDeps,
  row: ScheduledRow,
  { tenant, resources, locale, zone, meets, hidesPhone = false }: ForCalendar,
): InviteFacts {
  const contact = meets === undefined ? tenant.contact : null;
  const reader = meets === undefined ? { side: 'guest' as const, name: '' } : { side: 'panel' as const, name: meets };
  const phoneFor = hidesPhone ? null : reader;
  const { location, details } = entryTextOf(row, { resources, contact, locale, zone, phoneFor, now: app.now() });
  const host = new URL(app.config.publicUrl).hostname;
  return {
    uid: `${row._id}@${host}`,
    sequence: row.scheduleRev,
    method: 'PUBLISH',
    startsAt: textOf(row.startsAt) ?? '',
    endsAt: textOf(row.endsAt) ?? '',
    stampedAt: textOf(row.scheduleMadeAt) ?? '',
    summary: summaryFor(row, tenant, locale),
    description: details,
    location,
    url: null,
    organizer: tenant.contact,
    attendee: null,
  };
}
