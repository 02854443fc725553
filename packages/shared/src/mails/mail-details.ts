import { priceText } from '../booking/price.ts';
import { phoneSentence } from '../contracts/phone-words.ts';
import { durationText } from '../time/duration-text.ts';
import { placeOf } from '../time/zone-text.ts';
import { type Detail, instantOf, type MailFacts } from './mail-facts.ts';
import { listed, momentText, offsetTextAt } from './mail-times.ts';
import { capital, line, safeUrl } from './plain-text.ts';

type Term = Parameters<MailFacts['language']['say']>[0] & `term.${string}`;

/** Kinds that can show the link to join: a time is booked and lies ahead. */
const meeting: readonly string[] = ['scheduled', 'rescheduled', 'reminder'];
export const ahead: readonly string[] = [
  ...meeting,
  'invitation',
  'nudge',
  'link',
  'expiring',
  'offer',
  'offer_open',
  'retake_approved',
  'interviewer_missed',
];

/** The definition list of a mail; `buttonUrl` is not repeated. */
export function detailsOf(words: MailFacts, buttonUrl: string | null): Detail[] {
  const { facts, language, values } = words;
  // About signing in there is nothing else to list.
  if (facts.about === 'account') return browserOf(words);
  const isCandidate = facts.role === 'candidate';
  const isAhead = ahead.includes(facts.kind);
  const isOfAll = facts.part !== undefined && facts.startsAt === null;
  const rows: (Row | null)[] = [
    // What somebody booked is named by the service; that it is an appointment goes without saying.
    facts.about === undefined ? ['term.interview', capital(values.interview)] : null,
    ['term.job', values.job],
    isCandidate || facts.about === 'group' ? null : ['term.candidate', values.candidate],
    placesRow(words),
    [
      'term.guests',
      listed(
        language,
        (facts.guests ?? []).map((name) => line(name)),
      ),
    ],
    partRow(words),
    seriesRow(words),
    facts.attempt > 1 ? ['term.attempt', String(facts.attempt)] : null,
    // Of several parts each has its own.
    isOfAll ? null : ['term.length', durationText(`PT${facts.durationMinutes}M`, language.formats) ?? ''],
    isCandidate && isAhead ? priceRow(words) : null,
    isAhead ? ['term.where', whereOf(words)] : null,
    joinRow(words, buttonUrl),
    formerRow(words),
    reasonRow(words),
    isAhead
      ? linkRow('term.page', facts.url, buttonUrl, language.say(isCandidate ? 'button.page' : 'button.open', {}))
      : null,
    facts.kind === 'code' ? null : ['term.zone', zoneOf(words)],
  ];
  return rows
    .filter((row) => row !== null)
    .filter(([, value]) => value !== '')
    .map(([term, value, url = null]) => ({ term: language.say(term, {}), value, url }));
}

function browserOf({ facts, language }: MailFacts): Detail[] {
  const browser = line(facts.browser ?? '');
  return browser === '' ? [] : [{ term: language.say('term.browser', {}), value: browser, url: null }];
}

type Row = readonly [term: Term, value: string, url?: string];

function linkRow(term: Term, given: string | null, buttonUrl: string | null, label?: string): Row | null {
  const url = given === null ? null : safeUrl(given);
  return url === null || url === buttonUrl ? null : [term, label ?? url, url];
}

function joinRow({ facts, language }: MailFacts, buttonUrl: string | null): Row | null {
  if (!meeting.includes(facts.kind)) return null;
  const lead = durationText(facts.joinHiddenFor ?? '', language.formats);
  if (lead !== null) return ['term.link', language.say('join.later', { lead })];
  return linkRow('term.link', facts.meetingUrl, buttonUrl);
}

// Before a time is booked the mail is about all parts, afterwards about one of them.
function partRow({ facts: { part, startsAt }, language }: MailFacts): Row | null {
  if (part === undefined) return null;
  const { number, of } = part;
  const values = { number: String(number), of: String(of) };
  return [
    'term.part',
    startsAt === null ? language.say('part.all', { of: values.of }) : language.say('part.one', values),
  ];
}

function placesRow({ facts: { places }, language }: MailFacts): Row | null {
  if (places === undefined) return null;
  const { booked, of } = places;
  return ['term.places', language.say('places.booked', { booked: String(booked), of: String(of) })];
}

// One confirmation speaks for all that was booked at once.
function seriesRow({ facts: { series }, language, leading }: MailFacts): Row | null {
  if (series === undefined) return null;
  const { number, of, starts } = series;
  if (starts === undefined)
    return ['term.series', language.say('part.one', { number: String(number), of: String(of) })];
  return ['term.series.all', starts.flatMap((start) => momentOf(leading, start)).join('\n')];
}

// What was booked at once is paid for as a whole.
function priceRow({ facts: { price, series }, language: { formats } }: MailFacts): Row | null {
  if (price === undefined) return null;
  const each = priceText(price, formats);
  const count = series?.starts?.length ?? 1;
  if (count === 1 || price.amountMinor === 0) return ['term.price', each];
  const all = priceText({ ...price, amountMinor: price.amountMinor * count }, formats);
  return ['term.price', `${all} (${count} × ${each})`];
}

function momentOf(reader: MailFacts['leading'], start: string): string[] {
  const at = instantOf(start);
  return at === null ? [] : [momentText(reader, at)];
}

function whereOf(words: MailFacts): string {
  const { facts, language } = words;
  const provider = language.wordsFor('provider', facts.provider) ?? line(facts.provider);
  const call = callOf(words);
  if (call !== '') return `${provider}. ${call}`;
  return facts.venue === null ? provider : `${provider}${language.colon} ${line(facts.venue, 300)}`;
}

function callOf({ facts, values }: MailFacts): string {
  const { phone, role, about, locale, kind } = facts;
  if (phone === undefined) return '';
  const side = role === 'candidate' ? 'guest' : about === 'group' ? 'group' : 'panel';
  const told = { ...phone, text: phone.text && line(phone.text), code: phone.code && line(phone.code) };
  return phoneSentence(told, { locale, side, name: values.candidate, isBooked: meeting.includes(kind) });
}

function formerRow({ facts, leading }: MailFacts): Row | null {
  const formerMs = instantOf(facts.formerStartsAt);
  return formerMs === null
    ? null
    : ['term.former', `${momentText(leading, formerMs)} (${offsetTextAt(leading, formerMs)})`];
}

function reasonRow({ facts: { reason }, language }: MailFacts): Row | null {
  if (reason === null) return null;
  const words = language.wordsFor('reason', reason.code);
  const text = line(reason.text ?? '', 500);
  const parts = [words, text].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : ['term.reason', parts.join(`${language.colon} `)];
}

function zoneOf({ facts, reader, startMs, nowMs }: MailFacts): string {
  const name = line(reader.zone, 64);
  return placeOf(reader.zone) === 'UTC'
    ? 'UTC'
    : `${name} (${offsetTextAt(reader, startMs ?? instantOf(facts.bookBy) ?? nowMs)})`;
}
