import { languageOf, languages } from '@interlude/shared/language/languages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormats, createZonedText } from '../../../../web/src/time/formats.models.ts';
import { mailFrom, messageFacts } from '../test-notifications.ts';
import { composeMail } from './compose-mail.ts';

// Sixty zones from west to east, with offsets of hours, halves and quarters, and clocks that change and that do not.
const zones = [
  ...['Pacific/Pago_Pago', 'Pacific/Honolulu', 'Pacific/Marquesas', 'America/Anchorage', 'America/Los_Angeles'],
  ...['America/Phoenix', 'America/Denver', 'America/Chicago', 'America/Mexico_City', 'America/Bogota', 'America/Lima'],
  ...[
    'America/New_York',
    'America/Toronto',
    'America/Caracas',
    'America/Halifax',
    'America/Santiago',
    'America/La_Paz',
  ],
  ...['America/St_Johns', 'America/Sao_Paulo', 'America/Argentina/Buenos_Aires', 'America/Noronha', 'Atlantic/Azores'],
  ...['Atlantic/Cape_Verde', 'Africa/Accra', 'Europe/London', 'Europe/Dublin', 'Europe/Lisbon', 'Africa/Lagos'],
  ...['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Africa/Johannesburg', 'Africa/Cairo', 'Europe/Athens'],
  ...[
    'Asia/Jerusalem',
    'Asia/Beirut',
    'Asia/Amman',
    'Asia/Riyadh',
    'Europe/Istanbul',
    'Europe/Moscow',
    'Africa/Nairobi',
  ],
  ...['Asia/Tehran', 'Asia/Dubai', 'Asia/Kabul', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Dhaka'],
  ...['Asia/Yangon', 'Asia/Bangkok', 'Asia/Singapore', 'Asia/Shanghai', 'Australia/Eucla', 'Asia/Tokyo'],
  ...['Australia/Adelaide', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham'],
  'Pacific/Kiritimati',
];

const minuteMs = 60_000;
const from = Date.parse('2027-01-01T00:00:00Z');
const instants = fc.integer({ min: 0, max: (3 * 366 * 24 * 60) / 5 }).map((n) => from + n * 5 * minuteMs);

/** Reads a date and a time out of words, as somebody who knows the language would; epoch milliseconds of the wall clock. */
function wallOf(formats: string, date: string, time: string): number {
  const months = Array.from({ length: 12 }, (_, n) =>
    new Intl.DateTimeFormat(formats, { day: 'numeric', month: 'long', timeZone: 'UTC' })
      .formatToParts(Date.UTC(2027, n, 1))
      .find(({ type }) => type === 'month'),
  ).map((part) => part?.value ?? '');
  const found = months.flatMap((name, n) => (date.includes(name) ? [{ n, size: name.length }] : []));
  const month = found.toSorted((one, other) => other.size - one.size)[0]?.n;
  const [, year] = /(\d{4})/.exec(date) ?? [];
  const [, day] = /(?<!\d)(\d{1,2})(?!\d)/.exec(date) ?? [];
  const [, hour, minute, half = ''] = /(\d{1,2}):(\d{2})(?:\s*([^\d\s]+))?/.exec(time) ?? [];
  if (!year || !day || !hour || !minute || month === undefined) throw new Error(`no time in ${date} ${time}`);
  const isTwelve = new Intl.DateTimeFormat(formats, { hour: 'numeric' }).resolvedOptions().hour12 === true;
  const hours = isTwelve ? (Number(hour) % 12) + (/^(PM|م)/i.test(half) ? 12 : 0) : Number(hour);
  return Date.UTC(Number(year), month, Number(day), hours, Number(minute));
}

function offsetIn(text: string): number {
  const [, sign, hours, minutes = '0'] = /UTC([+−])(\d{1,2})(?::(\d{2}))?/.exec(text) ?? [];
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

/** What the runtime's own zone data say, which ours were not made from. */
function offsetByRuntime(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')) - at;
}

// Whoever reads sees neither marks of direction nor markup.
const plain = (text: string) => text.replaceAll(/[\u200e\u200f\u2066-\u2069]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');
const linesOfHtml = (html: string) =>
  plain(html.slice(html.indexOf('<body')).replaceAll(/<[^>]*>/g, '\n'))
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');

function said(language: string, zone: string, at: number) {
  const [startsAt, endsAt] = [at, at + 30 * minuteMs].map((ms) => new Date(ms).toISOString()) as [string, string];
  const invite = {
    ...{ uid: 'int_1@interlude.example', sequence: 1, startsAt, endsAt, stampedAt: startsAt },
    ...{ summary: 'x', description: '', location: '', url: null, organizer: { name: 'x', email: mailFrom } },
    method: 'REQUEST',
    attendee: { name: 'Zoë', email: 'zoe@example.com' },
  } as const;
  const facts = messageFacts({ locale: language, zone, startsAt, endsAt, invite, kind: 'scheduled' });
  return composeMail(facts, { interviewId: 'int_1', sk: 'k'.repeat(43), nowMs: from, mailFrom });
}

describe.each(languages)('in %s', (language) => {
  const { formats } = languageOf([language]) ?? { formats: '' };
  const hourCycle = new Intl.DateTimeFormat(formats, { hour: 'numeric' }).resolvedOptions().hour12 ? 'h12' : 'h23';
  const pageFormats = createFormats(formats, hourCycle);

  it.each(zones)('page, mail text, HTML and calendar name one instant on the clock of %s', (zone) => {
    fc.assert(
      fc.property(instants, (at) => {
        const offset = offsetByRuntime(zone, at);
        const { text, html, attachments } = said(language, zone, at);

        // A long line is broken; the first clock and the first offset in it are those of the start.
        const fact = plain(text).split('\n\n')[1]?.split('\n').slice(2).join(' ') ?? '';
        const n0 = fact.search(/\d{1,2}:\d{2}/);
        const read = [wallOf(formats, fact.slice(0, n0), fact.slice(n0)) - offset, offsetIn(fact)];
        expect(read).toEqual([at, offset]);

        const rows = linesOfHtml(html);
        const n = rows.findIndex((row, i) => /^\d{1,2}:\d{2}/.test(row) && /\d{4}/.test(rows[i - 1] ?? ''));
        const [date = '', times = '', below = ''] = rows.slice(n - 1, n + 2);
        expect([wallOf(formats, date, times) - offset, offsetIn(below)]).toEqual([at, offset]);

        const stamp = /\r\nDTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\r\n/.exec(attachments[0]?.content ?? '');
        const [y = 0, mo = 0, d = 0, h = 0, mi = 0] = (stamp ?? []).slice(1).map(Number);
        expect(Date.UTC(y, mo - 1, d, h, mi)).toBe(at);

        const offsets = [{ from: new Date(0).toISOString(), minutes: offset / minuteMs }];
        const page = createZonedText(pageFormats, zone, offsets);
        expect([wallOf(formats, page.fullDay(at), plain(page.time(at))) - offset, offsetIn(page.offset(at))]).toEqual([
          at,
          offset,
        ]);
      }),
      { numRuns: 4 },
    );
  });
});
