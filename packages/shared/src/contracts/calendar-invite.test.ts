import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarContentType, calendarInvite } from './calendar-invite.ts';
import type { InviteFacts } from './messages.ts';

function inviteFacts(over: Partial<InviteFacts> = {}): InviteFacts {
  return {
    uid: 'int_01HZX@interlude.example',
    sequence: 3,
    method: 'REQUEST',
    startsAt: '2027-03-28T00:30:00Z',
    endsAt: '2027-03-28T01:30:00.000Z',
    stampedAt: '2027-03-01T08:00:00Z',
    summary: 'Interview with Acme: Frontend; backend, more',
    description: 'First line\nSecond line',
    location: 'Torstraße 1, 10119 Berlin',
    url: 'https://interviews.acme.example/hr/interviews/int_01HZX',
    organizer: { name: 'Acme "Recruiting"', email: 'interviews@interlude.example' },
    attendee: { name: 'Zoë Ångström', email: 'zoe@example.com' },
    ...over,
  };
}

function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (!event || others.length > 0) throw new Error('not exactly one event');
  return { calendar, event };
}

const octets = (line: string) => new TextEncoder().encode(line).length;

describe('calendarInvite', () => {
  it('says the same to a parser as the facts say', () => {
    const { calendar, event } = parsed(calendarInvite(inviteFacts()));

    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.getFirstPropertyValue('uid')).toBe('int_01HZX@interlude.example');
    expect(event.getFirstPropertyValue('sequence')).toBe(3);
    expect(event.getFirstPropertyValue('summary')).toBe('Interview with Acme: Frontend; backend, more');
    expect(event.getFirstPropertyValue('description')).toBe('First line\nSecond line');
    expect(event.getFirstPropertyValue('location')).toBe('Torstraße 1, 10119 Berlin');
    expect(String(event.getFirstPropertyValue('dtstart'))).toBe('2027-03-28T00:30:00Z');
    expect(String(event.getFirstPropertyValue('dtend'))).toBe('2027-03-28T01:30:00Z');
    expect(event.getFirstProperty('organizer')?.getParameter('cn')).toBe("Acme 'Recruiting'");
    expect(event.getFirstProperty('attendee')?.getFirstValue()).toBe('mailto:zoe@example.com');
    expect(event.getFirstProperty('attendee')?.getParameter('cn')).toBe('Zoë Ångström');
    const alarms = event.getAllSubcomponents('valarm');
    // Nothing in the object but what its reader's language has given.
    expect(alarms.map((one) => one.getFirstPropertyValue('description'))).toEqual([
      'Interview with Acme: Frontend; backend, more',
    ]);
  });

  it('publishes several meetings in one file, each under the UID it keeps, and invites to one only', () => {
    const { method: _, organizer: __, attendee: ___, ...entry } = inviteFacts();
    const others = [1, 2].map((n) => ({ ...entry, uid: `int_other${n}@interlude.example`, sequence: n }));
    const text = calendarInvite(inviteFacts({ method: 'PUBLISH', others }));
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(events.map((event) => event.getFirstPropertyValue('uid'))).toEqual([
      entry.uid,
      ...others.map(({ uid }) => uid),
    ]);
    expect(events.map((event) => event.getFirstPropertyValue('sequence'))).toEqual([3, 1, 2]);
    for (const event of events) {
      expect(event.getFirstProperty('organizer')?.getFirstValue()).toBe('mailto:interviews@interlude.example');
      expect(event.getFirstProperty('attendee')).toBeNull();
    }
    expect(() => calendarInvite(inviteFacts({ others }))).toThrow(RangeError);
  });

  it('cancels with method, status and the same UID, organizer and attendee', () => {
    const { calendar, event } = parsed(calendarInvite(inviteFacts({ method: 'CANCEL', sequence: 4 })));

    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event.getFirstPropertyValue('sequence')).toBe(4);
    expect(event.getFirstPropertyValue('uid')).toBe('int_01HZX@interlude.example');
    expect(event.getAllProperties('attendee')).toHaveLength(1);
    expect(event.getAllSubcomponents('valarm')).toHaveLength(0);
  });

  it('tells calendars who may stay away', () => {
    const roleOf = (more: { optional?: true }) => {
      const attendee = { name: 'Zoë', email: 'zoe@example.com', ...more };
      const { event } = parsed(calendarInvite(inviteFacts({ attendee })));
      return event.getFirstProperty('attendee')?.getParameter('role');
    };
    expect([roleOf({}), roleOf({ optional: true })]).toEqual(['REQ-PARTICIPANT', 'OPT-PARTICIPANT']);
  });

  it('publishes a copy that names no attendee', () => {
    const { event } = parsed(calendarInvite(inviteFacts({ method: 'PUBLISH' })));

    expect(event.getAllProperties('attendee')).toHaveLength(0);
    expect(event.getAllProperties('organizer')).toHaveLength(1);
  });

  it('keeps what sets a name apart from its sentence, and nothing that would reach beyond it', () => {
    const titleOf = (summary: string) =>
      parsed(calendarInvite(inviteFacts({ summary }))).event.getFirstPropertyValue('summary');
    expect(titleOf('\u2068مقابلة\u2069 مع \u2068Zoë\u2069: x')).toBe('\u2068مقابلة\u2069 مع \u2068Zoë\u2069: x');
    expect(titleOf('a\u2069b \u2068c')).toBe('a b  c');
    expect(titleOf('\u2066a\u2069 \u202eb')).toBe(' a   b');
  });

  it('names the same method in the MIME type', () => {
    expect(calendarContentType('CANCEL')).toBe('text/calendar; charset=utf-8; method=CANCEL');
  });

  it('folds at 75 octets, never inside a character, and ends every line with CRLF', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (summary) => {
        const text = calendarInvite(inviteFacts({ summary }));

        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const lines = text.split('\r\n');
        expect(Math.max(...lines.map(octets))).toBeLessThanOrEqual(75);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  const hostile = fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '"',
        ';',
        ':',
        ',',
        '\\',
        '\\n',
        '\u2028',
        '\u0000',
        '\u202e',
        '\ud800',
        'מרים',
        '🧑‍🚀',
        'END:VEVENT',
        'ATTENDEE:mailto:evil@example.com',
        'BEGIN:VALARM',
        'x'.repeat(80),
        ' ',
        '\t',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it('lets no text add a property, a parameter or a component', () => {
    const shape = shapeOf(calendarInvite(inviteFacts({ location: 'x' })));
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        const text = calendarInvite(
          inviteFacts({
            summary: one,
            description: two,
            location: `x${three}`,
            organizer: { name: two, email: 'interviews@interlude.example' },
            attendee: { name: three, email: 'zoe@example.com' },
          }),
        );

        expect(shapeOf(text)).toEqual(shape);
      }),
    );
  });

  it('gives back every text that holds only printable characters and line breaks', () => {
    // The two separators of Unicode are no characters to print; a calendar gets a space for them.
    const isPrintable = (text: string) => !/[\u2028\u2029]/.test(text);
    const printable = fc.string({ unit: 'grapheme', maxLength: 200 }).filter(isPrintable);
    fc.assert(
      fc.property(printable, printable, (summary, description) => {
        const { event } = parsed(calendarInvite(inviteFacts({ summary, description: `a\n${description}` })));

        expect(event.getFirstPropertyValue('summary')).toBe(summary);
        expect(event.getFirstPropertyValue('description')).toBe(`a\n${description}`);
      }),
    );
  });

  it.each([
    { startsAt: 'soon' },
    { uid: 'a\r\nATTENDEE:x' },
    { sequence: -1 },
    { url: 'javascript:alert(1)' },
    { url: 'https://a.example/\r\nX:1' },
    { organizer: { name: 'x', email: 'a@b.example\r\nX:1' } },
    { attendee: { name: 'x', email: 'a@b.example,c@d.example' } },
  ])('refuses what cannot stand in a calendar: %j', (over) => {
    expect(() => calendarInvite(inviteFacts(over))).toThrow(RangeError);
  });
});

/** Names of all components, properties and parameters, without their values. */
function shapeOf(text: string): unknown {
  const { calendar, event } = parsed(text);
  const properties = [...calendar.getAllProperties(), ...event.getAllProperties()];
  return [
    properties.map(({ name, jCal }) => [name, Object.keys(jCal[1] ?? {})]),
    event.getAllSubcomponents().map(({ name }) => name),
  ];
}
