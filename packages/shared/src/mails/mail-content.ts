import { isAccountMail } from '../contracts/lifecycle.ts';
import type { MessageFacts } from '../contracts/messages.ts';
import { clocksInOrder } from '../time/clock-order.ts';
import { placeOf } from '../time/zone-text.ts';
import { type Language, languageOf } from './catalogue/catalogue.ts';
import type { SentenceKey } from './catalogue/sentences.ts';
import { detailsOf } from './mail-details.ts';
import { instantOf, type MailContent, type MailFacts } from './mail-facts.ts';
import { changeOf, greetingOf, logoOf, peopleOf, timesOf } from './mail-parts.ts';
import { bodyOf, isNewLink, isOffByMove, nearnessOf } from './mail-sentences.ts';
import { listed, momentText, offsetOf, offsetTextAt, type ReaderZone, spanText } from './mail-times.ts';
import { capital, line, safeUrl } from './plain-text.ts';
import { zoneLine } from './zone-line.ts';

const timeless: readonly string[] = [
  'invitation',
  'nudge',
  'link',
  'expiring',
  'expired',
  'retake_approved',
  'interviewer_missed',
  'code',
];

/** Mails about a time that no longer holds. */
const takingBack: readonly string[] = ['cancelled', 'no_show', 'retake_rejected'];

/** Puts facts into words for their reader. Everything from outside is made one printable line first. */
export function mailContent(facts: MessageFacts, nowMs: number): MailContent {
  const language = languageOf(facts.locale, facts.about);
  const words = wordsOf(facts, language, nowMs);
  const { say } = language;
  const { values } = words;
  const prefix = prefixOf(facts, words.startMs, nowMs);
  const title = say(`${prefix}.title`, values);
  const fact = timeFactOf(words) ?? bookByFactOf(words);
  const time = fact?.headline ?? null;
  const isOff = time !== null && takingBack.includes(facts.kind);
  const button = buttonOf(words);
  return {
    language,
    subject: say(`${prefix}.subject`, subjectValuesOf(words)),
    company: values.company,
    accent: facts.brand?.accent ?? null,
    logo: logoOf(facts),
    greeting: greetingOf(words),
    title: time === null || isOff ? null : title,
    fact: time === null || isOff ? [title] : time,
    off: isOff ? listed(language, time) : null,
    zoneLines: fact?.lines ?? [],
    paragraphs: bodyOf(words),
    personal: line(facts.personal ?? '', 500) || null,
    times: timesOf(words),
    button,
    people: peopleOf(words),
    details: detailsOf(words, button?.url ?? null),
    change: changeOf(words),
    notes: notesOf(words),
    foot: [
      say(facts.about === 'account' ? 'foot.why.account' : `foot.why.${facts.role}`, values),
      say('foot.ask', { contact: values.contact, email: line(facts.contact.email, 254) }),
    ],
    privacy: privacyOf(words),
  };
}

function privacyOf({ facts: { privacyUrl }, language }: MailFacts): MailContent['privacy'] {
  const url = privacyUrl === undefined ? null : safeUrl(privacyUrl);
  return url === null ? null : { label: language.say('foot.privacy', {}), url };
}

function prefixOf(facts: MessageFacts, startMs: number | null, nowMs: number) {
  const { kind, role } = facts;
  if (isAccountMail(kind)) return `${kind}.interviewer` as const;
  if (isNewLink(facts)) return 'link_new.candidate' as const;
  if (isOffByMove(facts)) return 'people_changed.interviewer' as const;
  const nearness = kind === 'reminder' ? nearnessOf(facts, startMs, nowMs) : null;
  return nearness === null ? (`${kind}.${role}` as const) : (`reminder${nearness}.${role}` as const);
}

function wordsOf(facts: MessageFacts, language: Language, nowMs: number): MailFacts {
  const reader: ReaderZone = { zone: facts.zone, fallbackMinutes: facts.offsetMinutes, formats: language.formats };
  const startMs = instantOf(facts.startsAt);
  const [leading = reader, ...others] = clocksOf(facts, reader, startMs ?? nowMs);
  return {
    facts,
    language,
    nowMs,
    reader,
    leading,
    others,
    startMs,
    endMs: instantOf(facts.endsAt),
    values: {
      company: line(facts.company),
      candidate: line(facts.candidateName),
      contact: line(facts.contact.name) || line(facts.contact.email, 254),
      job: line(facts.jobTitle),
      interview: language.wordsFor('type', facts.interviewType) ?? line(facts.interviewType),
      code: line(facts.code ?? '', 12),
      when: startMs === null ? '' : spanText(language, leading, startMs, null).short,
    },
  };
}

function clocksOf(facts: MessageFacts, reader: ReaderZone, atMs: number): ReaderZone[] {
  const { venueZone, venueOffsetMinutes, other } = facts;
  const fallbackOf = (zone: string) => {
    if (zone === other?.zone) return other.offsetMinutes;
    return (zone === venueZone ? venueOffsetMinutes : null) ?? reader.fallbackMinutes;
  };
  const clockOf = (zone: string): ReaderZone => ({ ...reader, zone, fallbackMinutes: fallbackOf(zone) });
  const clocks = { venue: venueZone, reader: reader.zone, ...(other === undefined ? {} : { other: other.zone }) };
  const zones = clocksInOrder(clocks, (zone) => offsetOf(clockOf(zone), atMs));
  return zones.map(clockOf);
}

// A long name must not push the time out of a subject.
function subjectValuesOf({ values }: MailFacts): MailFacts['values'] {
  const { company, candidate, job, interview, ...rest } = values;
  return {
    ...rest,
    company: line(company, 50),
    candidate: line(candidate, 50),
    job: line(job, 50),
    interview: line(interview, 50),
  };
}

interface Fact {
  /** Null when the fact is the title itself. */
  readonly headline: readonly string[] | null;
  readonly lines: readonly string[];
}

function timeFactOf(words: MailFacts): Fact | null {
  const { facts, language, leading, others, startMs, endMs } = words;
  if (startMs === null || timeless.includes(facts.kind)) return null;
  const span = spanText(language, leading, startMs, endMs);
  return {
    headline: [capital(span.date), span.times],
    lines: [
      capital(zoneLine(language, leading, startMs)),
      ...others.map((own) => ownLine(words, own, startMs)),
      utcLine(words, span.date),
      ...clockChangeOf(words),
    ].filter((text, n, all) => text !== '' && all.indexOf(text) === n),
  };
}

function ownLine(words: MailFacts, own: ReaderZone, startMs: number): string {
  const { date, times } = spanText(words.language, own, startMs, words.endMs);
  const isSameDay = date === spanText(words.language, words.leading, startMs, words.endMs).date;
  const when = isSameDay ? times : listed(own, [date, times]);
  return whoseLine(words, own.zone, { when, zone: zoneLine(words.language, own, startMs) });
}

/** One start as a line of a letter of somebody's own, on the clocks that a mail about it would name. */
export function timeLine(facts: MessageFacts, startMs: number, nowMs: number): string {
  const startsAt = new Date(startMs).toISOString();
  const endsAt = new Date(startMs + facts.durationMinutes * 60_000).toISOString();
  const words = wordsOf({ ...facts, startsAt, endsAt }, languageOf(facts.locale, facts.about), nowMs);
  const { leading, others, language, endMs } = words;
  const { date, times } = spanText(language, leading, startMs, endMs);
  const own = listed(leading, [capital(date), times, zoneLine(language, leading, startMs)]);
  return [own, ...others.map((one) => ownLine(words, one, startMs))].join(' · ');
}

// Why another clock is named: it is the reader's own, or that of whom they meet.
function whoseLine({ facts, language: { say }, values }: MailFacts, zone: string, time: ZoneTime): string {
  if (zone !== facts.other?.zone) return say('zone.own', time);
  const [first, ...more] = facts.role === 'candidate' ? facts.interviewers.map(({ name }) => name) : [values.candidate];
  return first === undefined || more.length > 0
    ? say('zone.theirs', time)
    : say('zone.their', { ...time, name: line(first, 50) });
}

interface ZoneTime {
  readonly when: string;
  readonly zone: string;
}

function utcLine({ language, leading, startMs, endMs }: MailFacts, localDate: string): string {
  if (startMs === null || placeOf(leading.zone) === 'UTC') return '';
  const utc = spanText(language, { zone: 'UTC', fallbackMinutes: 0, formats: language.formats }, startMs, endMs);
  // Where both clocks read the same the offset of the line above says so.
  if (utc.date === localDate && offsetOf(leading, startMs) === 0) return '';
  return language.say('zone.utc', {
    when: utc.date === localDate ? utc.times : listed(language, [utc.date, utc.times]),
  });
}

function clockChangeOf({ facts, language, leading, startMs, nowMs }: MailFacts): string[] {
  if (!opening.includes(facts.kind)) return [];
  if (startMs === null || startMs < nowMs || offsetTextAt(leading, nowMs) === offsetTextAt(leading, startMs)) return [];
  return [language.say('zone.change', { place: language.placeOf(leading.zone) })];
}

function bookByFactOf({ facts, language, reader }: MailFacts): Fact | null {
  const bookByMs = instantOf(facts.bookBy);
  if (bookByMs === null || facts.role !== 'candidate') return null;
  const when = listed(reader, [momentText(reader, bookByMs), zoneLine(language, reader, bookByMs)]);
  return { headline: null, lines: [language.say('fact.bookBy', { when })] };
}

const choosing: readonly string[] = [
  'invitation',
  'nudge',
  'expiring',
  'offer',
  'offer_open',
  'retake_approved',
  'interviewer_missed',
];
const opening: readonly string[] = ['link', 'scheduled', 'rescheduled', 'clock_changed', 'people_changed', 'reminder'];

function buttonOf({ facts, language: { say } }: MailFacts): MailContent['button'] {
  const { kind, role } = facts;
  const page = facts.url === null ? null : safeUrl(facts.url);
  const meeting = facts.meetingUrl === null ? null : safeUrl(facts.meetingUrl);
  if (kind === 'reminder' && meeting !== null) return { label: say('button.join', {}), url: meeting };
  const label = buttonLabelOf(kind, role);
  return page === null || label === null ? null : { label: say(label, {}), url: page };
}

function buttonLabelOf(kind: string, role: MessageFacts['role']) {
  if (kind === 'colleague_invited' || kind === 'password_lost' || kind === 'password_changed') return 'button.password';
  if (kind === 'new_sign_in') return 'button.sessions';
  if (kind === 'calendar_lost' || kind === 'calendar_disconnected') return 'button.calendar';
  if (role === 'interviewer') return kind === 'feedback_request' ? 'button.feedback' : 'button.open';
  if (choosing.includes(kind)) return 'button.choose';
  return kind === 'expired' || opening.includes(kind) ? 'button.page' : null;
}

function notesOf({ facts, language: { say } }: MailFacts): string[] {
  const notes: SentenceKey[] = [];
  const isInvite = facts.invite !== null && facts.invite.method !== 'CANCEL';
  if (isInvite) notes.push('note.authoritative');
  if (facts.role === 'candidate' && facts.url !== null && [...choosing, ...opening].includes(facts.kind)) {
    notes.push('note.personal');
  }
  return notes.map((key) => say(key as 'note.personal', {}));
}
