import { accountMailKinds, accountNoticeKinds, isAccountMail, mailKinds } from '@interlude/shared/contracts/lifecycle';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import type { Language } from '@interlude/shared/language/languages';

type MailKind = MessageFacts['kind'];

/** Somebody who reads each language, where they live. */
const readers: Readonly<Record<Language, { readonly name: string; readonly zone: string; readonly job: string }>> = {
  en: { name: 'Kofi Mensah', zone: 'Africa/Accra', job: 'Firmware engineer' },
  de: { name: 'Jonas Weiß', zone: 'Europe/Berlin', job: 'Firmware-Entwickler' },
  fr: { name: 'Amélie Laurent', zone: 'Europe/Paris', job: 'Ingénieure micrologiciel' },
  es: { name: 'Lucía Fernández', zone: 'America/Bogota', job: 'Ingeniera de firmware' },
  'pt-BR': { name: 'João Pereira', zone: 'America/Sao_Paulo', job: 'Engenheiro de firmware' },
  ar: { name: 'ليلى حداد', zone: 'Asia/Amman', job: 'مهندسة برمجيات ثابتة' },
};

const site = 'https://interviews.nordlicht.example';
const page = `${site}/i`;
const day = '2027-03-30';
const booked: readonly MailKind[] = ['scheduled', 'rescheduled', 'reminder', 'clock_changed', 'people_changed'];
const choosing: readonly MailKind[] = ['invitation', 'nudge', 'link', 'retake_approved', 'interviewer_missed'];
const notices: readonly MailKind[] = accountNoticeKinds;
const timeless: readonly MailKind[] = accountMailKinds.filter((kind) => !notices.includes(kind));
const waiting: readonly MailKind[] = [...choosing, 'expiring', 'expired', 'code', ...timeless];

/** The first of them reads the mails to the panel. */
const panel = [
  { name: 'Mara Brandt', title: 'Engineering lead', hue: 6 },
  { name: 'Sunita Gurung', title: 'Firmware lead', hue: 1 },
];

/** When the mails of the samples are written, epoch milliseconds. */
export const sampleNow = Date.parse('2027-03-24T08:00:00Z');

/** The facts of a mail of each kind as they are in a language, with odd but valid data, for people to look at. */
export function sampleFacts(
  kind: MailKind,
  language: Language,
  role: MessageFacts['role'] = 'candidate',
): MessageFacts {
  const reader = readers[language];
  const link = (more = '') => `${page}?lang=${language}${more}#header.payload.signature`;
  const isBooked = booked.includes(kind);
  return {
    kind,
    role,
    locale: language,
    ...(role === 'candidate' ? asCandidate(language) : asPanel(language)),
    offsetMinutes: 0,
    company: 'Nordlicht Instruments',
    brand: { accent: '#6b2a63' },
    contact: { name: 'Ruth Okafor', email: 'ruth.okafor@nordlicht.example' },
    jobTitle: reader.job,
    interviewType: 'technical',
    provider: 'google_meet',
    durationMinutes: 60,
    attempt: 1,
    candidateName: reader.name,
    startsAt: waiting.includes(kind) ? null : `${day}T15:30:00Z`,
    endsAt: [...waiting, ...notices].includes(kind) ? null : `${day}T16:30:00Z`,
    formerStartsAt: kind === 'rescheduled' ? '2027-03-26T09:00:00Z' : null,
    venue: null,
    venueZone: null,
    venueOffsetMinutes: null,
    meetingUrl: null,
    joinHiddenFor: 'PT15M',
    url: kind === 'code' ? null : link(),
    ...(isAccountMail(kind) ? { about: 'account', interviewers: [] } : {}),
    ...(kind === 'new_sign_in' ? { browser: 'Firefox, Mac' } : {}),
    ...(kind === 'code' ? { code: '402719', about: 'appointment' } : {}),
    ...(isBooked && role === 'candidate'
      ? {
          changes: {
            moveUrl: link('&go=reschedule'),
            moveUntil: `${day}T03:30:00Z`,
            cancelUrl: link('&go=cancel'),
            cancelUntil: `${day}T15:30:00Z`,
          },
        }
      : {}),
    ...(choosing.includes(kind) && role === 'candidate' ? { soonest: soonestOf(link) } : {}),
    bookBy: [...choosing, 'expiring', 'offer'].includes(kind) ? '2027-04-02T16:00:00Z' : null,
    lead: kind === 'reminder' ? 'P1D' : null,
    reason: kind === 'cancelled' ? { code: 'position_filled' } : null,
    invite: null,
  };
}

type Side = Pick<MessageFacts, 'to' | 'zone' | 'interviewers' | 'other' | 'privacyUrl'>;

function asCandidate(language: Language): Side {
  const { name, zone } = readers[language];
  return {
    to: { email: 'reader@example.com', name },
    zone,
    interviewers: panel,
    other: { zone: 'Europe/Berlin', offsetMinutes: 120 },
    privacyUrl: `${site}/privacy?lang=${language}`,
  };
}

function asPanel(language: Language): Side {
  const [reader, ...others] = panel;
  return {
    to: { email: 'reader@example.com', name: reader?.name ?? '' },
    zone: 'Europe/Berlin',
    interviewers: others,
    other: { zone: readers[language].zone, offsetMinutes: 0 },
  };
}

function soonestOf(link: (more: string) => string) {
  const starts = [`${day}T08:00:00Z`, `${day}T13:30:00Z`, '2027-03-31T09:00:00Z'];
  return starts.map((startsAt) => ({ startsAt, url: link(`&start=${encodeURIComponent(startsAt)}`) }));
}

/** Every mail that there is, by kind and reader. */
export const everySample = [
  ...mailKinds.flatMap((kind) => (['candidate', 'interviewer'] as const).map((role) => ({ kind, role }))),
  ...accountMailKinds.map((kind) => ({ kind, role: 'interviewer' as const })),
];
