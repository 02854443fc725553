import type { InviteFacts } from './messages.ts';

/**
 * The iCalendar object of one interview (RFC 5545, 5546): one VEVENT in UTC, lines folded at 75 octets, ended by CRLF.
 * REQUEST creates or moves it, CANCEL takes it away, PUBLISH is a copy without an attendee, and the only one that may
 * hold others beside it (RFC 5546, 3.2.1 and 3.2.2). Whatever the texts hold,
 * they stay values: they cannot add a line, a property or a parameter. Throws RangeError on an unreadable instant and on
 * an address or UID that cannot stand in a calendar.
 */
export function calendarInvite(facts: InviteFacts): string {
  const { method, organizer, others = [] } = facts;
  if (others.length > 0 && method !== 'PUBLISH') throw new RangeError('an invitation is of one meeting');
  const events = [facts, ...others.map((other) => ({ ...other, organizer }))];
  return objectOf([...headOf(method), ...events.flatMap((event) => eventLines(event, method)), 'END:VCALENDAR']);
}

/** What one entry of a feed says. */
export type FeedEntry = Omit<InviteFacts, 'method' | 'attendee' | 'organizer' | 'others'>;

interface Feed {
  readonly name: string;
  readonly note: string | null;
  readonly entries: readonly FeedEntry[];
}

/**
 * The calendar that a secret address gives out: entries as above, of nobody's invitation, with how often it is worth
 * asking (RFC 7986, 5.7); `note` says what is not in it. The same entries make the same text. Throws RangeError as
 * `calendarInvite` does.
 */
export function calendarFeed({ name, note, entries }: Feed): string {
  return objectOf([
    ...headOf('PUBLISH'),
    `NAME:${textOf(name)}`,
    `X-WR-CALNAME:${textOf(name)}`,
    ...(note === null ? [] : [`DESCRIPTION:${textOf(note)}`, `X-WR-CALDESC:${textOf(note)}`]),
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...entries.flatMap((entry) => eventLines(entry, 'PUBLISH')),
    'END:VCALENDAR',
  ]);
}

/** Names the revision that stands in somebody's calendar; their programs raise SEQUENCE by themselves. */
export const revisionProperty = 'X-INTERLUDE-REVISION';

/**
 * An entry as it stands in a calendar on a server: without a method (RFC 4791, 4.1). `revision` counts what was written.
 * Throws RangeError as `calendarInvite` does.
 */
export function calendarObject(entry: FeedEntry, revision: number): string {
  const lines = eventLines(entry, 'PUBLISH').toSpliced(-1, 0, `${revisionProperty}:${sequenceOf(revision)}`);
  return objectOf([...calendarHead, ...lines, 'END:VCALENDAR']);
}

const calendarHead = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Interlude//Interviews//EN', 'CALSCALE:GREGORIAN'];
const headOf = (method: InviteFacts['method']) => [...calendarHead, `METHOD:${method}`];

const objectOf = (lines: readonly string[]) => lines.map((line) => `${folded(line)}\r\n`).join('');

function eventLines(
  facts: FeedEntry & Partial<Pick<InviteFacts, 'attendee' | 'organizer'>>,
  method: InviteFacts['method'],
): string[] {
  const { url, attendee = null, organizer } = facts;
  const stamp = instantOf(facts.stampedAt);
  const isCancelled = method === 'CANCEL';
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(facts.uid)}`,
    `SEQUENCE:${sequenceOf(facts.sequence)}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `DTSTART:${instantOf(facts.startsAt)}`,
    `DTEND:${instantOf(facts.endsAt)}`,
    `SUMMARY:${textOf(facts.summary)}`,
    `DESCRIPTION:${textOf(facts.description)}`,
    ...(facts.location === '' ? [] : [`LOCATION:${textOf(facts.location)}`]),
    ...(url === null ? [] : [`URL:${uriOf(url)}`]),
    ...(organizer === undefined ? [] : [`ORGANIZER;CN=${nameOf(organizer.name)}:${mailtoOf(organizer.email)}`]),
    ...(attendee === null || method === 'PUBLISH' ? [] : [attendeeOf(attendee, isCancelled)]),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'CLASS:PRIVATE',
    // In a feed people have the alarms that they have set for it.
    ...(isCancelled || organizer === undefined ? [] : alarmFor(facts.summary)),
    'END:VEVENT',
  ];
}

/** The MIME type of the object; its method must equal the one inside (RFC 6047, section 2.4). */
export function calendarContentType(method: InviteFacts['method']): string {
  return `text/calendar; charset=utf-8; method=${method}`;
}

// It says what begins, in the language of its reader; when that is, the calendar shows beside it.
const alarmFor = (summary: string) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT15M',
  `DESCRIPTION:${textOf(summary)}`,
  'END:VALARM',
];

type Attendee = NonNullable<InviteFacts['attendee']>;

// An optional attendee has a role of their own (RFC 5545, section 3.2.16).
function attendeeOf({ name, email, optional }: Attendee, isCancelled: boolean): string {
  const role = optional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT';
  const reply = isCancelled ? '' : ';PARTSTAT=NEEDS-ACTION;RSVP=TRUE';
  return `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=${role}${reply};CN=${nameOf(name)}:${mailtoOf(email)}`;
}

/** `2027-03-14T06:00:00Z` → `20270314T060000Z`. */
function instantOf(text: string): string {
  const at = new Date(text);
  const year = at.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new RangeError('not an instant a calendar can hold');
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function sequenceOf(sequence: number): number {
  if (!Number.isInteger(sequence) || sequence < 0) throw new RangeError('a sequence is a count');
  return sequence;
}

function uidOf(uid: string): string {
  if (!/^[\w.@:+-]{1,200}$/.test(uid)) throw new RangeError('not a UID');
  return uid;
}

// Controls, and the bidirectional overrides that could show a text as another one, have no place on a line.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066\u2067]/g;
// The isolates that sentences set around a name stay; one that is not closed, or closes nothing, would reach further.
const looseIsolate = /\u2068(?![^\u2068\u2069]*\u2069)|(?<!\u2068[^\u2068\u2069]*)\u2069/g;
const printable = (text: string) => text.toWellFormed().replaceAll(unprintable, ' ').replaceAll(looseIsolate, ' ');

/** A TEXT value (RFC 5545, 3.3.11): line breaks become `\n`, the four special characters are escaped. */
function textOf(text: string): string {
  return printable(text.replaceAll(/\r\n?/g, '\n'))
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** A quoted parameter value; double quotes cannot stand in one (3.2), and not every reader knows RFC 6868. */
function nameOf(name: string): string {
  const line = printable(name).replaceAll('\n', ' ').replaceAll('"', "'");
  return `"${line.replaceAll(/ {2,}/g, ' ').trim()}"`;
}

function mailtoOf(email: string): string {
  if (!/^[^\s"<>(),:;\\@\p{Cc}]+@[^\s"<>(),:;\\@\p{Cc}]+$/u.test(email)) throw new RangeError('not an address');
  return `mailto:${email.toWellFormed()}`;
}

/** A URI value: printable ASCII, which also keeps it on its line. */
function uriOf(url: string): string {
  const ascii = url.toWellFormed().replaceAll(/[\u007f-\u{10ffff}]/gu, encodeURIComponent);
  if (!/^https?:\/\/(?!.*["<>\\^`{|}])[!-~]+$/.test(ascii)) throw new RangeError('not a web address');
  return ascii;
}

const maxOctets = 75;

/** Folds a content line at 75 octets without cutting a character (3.1); each further line begins with a space. */
function folded(line: string): string {
  let octets = 0;
  let result = '';
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > maxOctets) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
