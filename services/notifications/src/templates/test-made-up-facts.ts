import { mayBeAbout } from '@interlude/shared/booking/booking-kinds';
import { firstNameOf, initialsOf } from '@interlude/shared/brand/face-names';
import { calendarText, calendarTitle, panelTitle } from '@interlude/shared/contracts/calendar-text';
import { type AccountMailKind, accountNoticeKinds, isAccountMail } from '@interlude/shared/contracts/lifecycle';
import type { InviteFacts, MessageFacts } from '@interlude/shared/contracts/messages';
import type { Language } from '@interlude/shared/language/languages';
import { en } from '@interlude/shared/mails/catalogue/en/en';
import { messageFacts } from '../test-notifications.ts';
import { everySample } from './sample-facts.ts';

// Words of no language, so that nothing a company or a person has typed can be taken for a word of ours.
const company = 'Zqvarn Brixol';
const candidate = 'Trevva Ozlund';
const job = 'Flomquist Wrenzle';
const contact = { name: 'Xylda Womprick', email: 'womprick@zqvarn.example' };
const people = [
  { name: 'Quenby Strazz', title: 'Vlorp Jixter' },
  { name: 'Yoppin Grulk', title: 'Dwimsel' },
];
const venue = 'Kwixgang 9';
const guests = ['Hobblex Nyrd', 'Plimby Zerk'];
const ownReason = 'Skwerba trolv';
const personal = 'Vrontz kelmi oxap jurd';
const meetingUrl = 'https://meet.zqvarn.example/abc?x=1&y=2';
const names = [candidate, contact.name, ...people.map(({ name }) => name), ...guests];

/** Everything in the mails below that somebody has typed, with what mails make of a name. */
export const madeUp: ReadonlySet<string> = new Set([
  ...[company, job, venue, ownReason, personal, contact.email, meetingUrl],
  ...names,
  ...names.flatMap((name) => [firstNameOf(name), initialsOf(name)]),
  ...people.map(({ title }) => title),
  'Olympus Mons',
]);

const page = 'https://interviews.zqvarn.example/i?lang=xx#header.payload.signature';
const link = (more: string) => page.replace('#', `&${more}#`);
const startsAt = '2027-03-30T15:30:00Z';
const startMs = Date.parse(startsAt);
const hourMs = 3_600_000;

export interface Told {
  readonly facts: MessageFacts;
  readonly nowMs: number;
}

type About = Exclude<NonNullable<MessageFacts['about']>, 'account'> | 'interview';
interface Variation extends Partial<Omit<MessageFacts, 'invite'>> {
  readonly hoursBefore?: number;
  readonly method?: InviteFacts['method'];
  /** Leads of reminders, and a mail that is late. */
  readonly only?: MessageFacts['kind'];
}

/** What may stand in any mail: one variation for each thing that some mails say and others do not. */
const common: readonly Variation[] = [
  {
    hoursBefore: 24 * 9,
    attempt: 2,
    changes: {
      moveUrl: link('go=reschedule'),
      moveUntil: '2027-03-27T03:30:00Z',
      cancelUrl: page,
      cancelUntil: startsAt,
    },
  },
  {
    venue,
    venueZone: 'America/New_York',
    other: undefined,
    venueOffsetMinutes: -240,
    provider: 'in_person',
    method: 'REQUEST',
  },
  { zone: 'Pacific/Kiritimati', joinHiddenFor: 'PT15M', meetingUrl: null, method: 'REQUEST' },
  {
    zone: 'Etc/UTC',
    part: { number: 2, of: 3 },
    series: { number: 2, of: 4 },
    changes: { moveUrl: page, moveUntil: startsAt },
  },
  { changes: { cancelUrl: page, cancelUntil: '2027-03-29T03:30:00Z' }, interviewers: people.slice(1) },
  { changes: { moveUrl: page, cancelUrl: page }, other: { zone: 'Mars/Olympus_Mons', offsetMinutes: 37 } },
  {
    series: { number: 1, of: 2, starts: [startsAt, '2027-04-06T15:30:00Z'] },
    price: { amountMinor: 4_550, currency: 'EUR' },
    contact: { ...contact, name: '' },
    method: 'PUBLISH',
  },
  {
    startsAt: '2027-10-31T00:30:00Z',
    endsAt: '2027-10-31T01:30:00Z',
    to: { email: 'trevva@zqvarn.example', name: '' },
  },
  { isOff: true, isNewLink: true, places: { booked: 2, of: 6 }, guests, joinHiddenFor: 'PT15M', method: 'CANCEL' },
  { price: { amountMinor: 4_550, currency: 'EUR' } },
  { only: 'invitation', personal },
  { only: 'reminder', hoursBefore: 24, lead: 'P1D' },
  { only: 'reminder', hoursBefore: 1, lead: 'PT1H' },
  { only: 'reminder', hoursBefore: 0.25, lead: 'PT15M' },
  { only: 'reminder', hoursBefore: 0.5, lead: 'PT1H' },
];

const unbooked: readonly string[] = ['invitation', 'nudge', 'link', 'expiring', 'expired', 'retake_approved', 'code'];

const codesOf = (group: 'type' | 'provider' | 'reason') =>
  Object.keys(en).flatMap((key) => (key.startsWith(`${group}.`) ? [key.slice(group.length + 1)] : []));

/** Every word that stands for a code. */
const coded: readonly Variation[] = [
  ...codesOf('type').map((interviewType): Variation => ({ only: 'scheduled', interviewType })),
  ...codesOf('provider').map((provider): Variation => ({ only: 'scheduled', provider })),
  ...codesOf('reason').map((code): Variation => ({ only: 'cancelled', reason: { code, text: ownReason } })),
];

/** Every mail that is sent, about everything that it may be about, as it is in a language. */
export function everyTold(language: Language): Told[] {
  const abouts: readonly About[] = ['interview', 'appointment', 'group'];
  return everySample.flatMap(({ kind, role }) => {
    if (isAccountMail(kind)) return [toldOfAccount(kind, language)];
    return abouts
      .filter((about) => mayBeAbout({ kind: about, isOfInterviews: true }, kind, role))
      .flatMap((about) => {
        const timeless = unbooked.includes(kind) ? [{ startsAt: null, endsAt: null, part: { number: 1, of: 3 } }] : [];
        return [...common, ...coded, ...timeless]
          .filter(({ only = kind }: Variation) => only === kind)
          .map((variation) => told({ ...variation, kind, role }, about, language));
      });
  });
}

function toldOfAccount(kind: AccountMailKind, language: Language): Told {
  const isNotice = accountNoticeKinds.some((one) => one === kind);
  const when = isNotice ? { endsAt: null, browser: job } : { startsAt: null, endsAt: null };
  const { facts, nowMs } = told({ kind, role: 'interviewer', ...when }, 'interview', language);
  return { facts: { ...facts, about: 'account', interviewers: [], soonest: [] }, nowMs };
}

function told({ hoursBefore = 100, method, only: _only, ...over }: Variation, about: About, locale: Language): Told {
  const base = messageFacts({
    locale,
    zone: 'Europe/Berlin',
    company,
    contact,
    jobTitle: job,
    candidateName: candidate,
    interviewers: people,
    to: { email: 'trevva@zqvarn.example', name: candidate },
    interviewType: about === 'appointment' ? 'appointment' : 'technical',
    startsAt,
    endsAt: '2027-03-30T16:30:00Z',
    formerStartsAt: '2027-03-26T09:00:00Z',
    bookBy: '2027-04-02T16:00:00Z',
    code: '402719',
    other: { zone: 'Asia/Kolkata', offsetMinutes: 330 },
    privacyUrl: 'https://interviews.zqvarn.example/privacy?lang=xx',
    brand: { accent: null, logo: { url: 'https://interviews.zqvarn.example/a.png', width: 64, height: 64 } },
    meetingUrl,
    url: page,
    // Clocks change between the first and the second in Europe, and not among all of them elsewhere.
    soonest: ['2027-03-27T09:00:00Z', '2027-03-29T09:00:00Z'].map((at) => ({ startsAt: at, url: link(`start=${at}`) })),
    ...(about === 'interview' ? {} : { about }),
    ...over,
  });
  const facts = { ...base, invite: method === undefined ? null : inviteOf(base, about, method) };
  return { facts, nowMs: startMs - hoursBefore * hourMs };
}

/** The calendar object as booking asks shared for its words. */
function inviteOf(facts: MessageFacts, about: About, method: InviteFacts['method']): InviteFacts {
  const { locale, role, joinHiddenFor = null } = facts;
  const isGuest = role === 'candidate';
  // Who books a place in a group session has an appointment, and the session in their calendar.
  const entry = about === 'appointment' && method === 'CANCEL' ? 'group' : about;
  const { location, details } = calendarText({
    about: entry,
    locale,
    durationMinutes: facts.durationMinutes,
    place: facts.venue ?? '',
    joinUrl: facts.meetingUrl,
    joinHiddenFor,
    contact: isGuest ? contact : null,
  });
  const its = {
    uid: 'int_1@interlude.example',
    sequence: 1,
    startsAt,
    endsAt: '2027-03-30T16:30:00Z',
    stampedAt: '2027-03-01T08:00:00Z',
    summary: isGuest
      ? calendarTitle(entry, locale, { company, title: job })
      : panelTitle(entry, locale, [candidate, job]),
    description: details,
    location,
    url: null,
  };
  return {
    ...its,
    method,
    ...(method === 'PUBLISH' ? { others: [{ ...its, uid: 'int_2@interlude.example' }] } : {}),
    organizer: { name: company, email: contact.email },
    attendee: { name: candidate, email: facts.to.email },
  };
}
