import { countedKinds, usuallyCounted } from '@interlude/shared/contracts/calendars';
import { describe, expect, it } from 'vitest';
import { busySpans, UnreadableCalendar } from './busy-events.ts';

const window = { from: Date.parse('2027-03-01T00:00:00Z'), to: Date.parse('2027-06-01T00:00:00Z') };

/** The spans of events given by their lines, as instants, in order. */
function busy(
  events: readonly string[],
  { zone = 'Europe/Berlin', calendar = '', ownAddress = 'ada@one.example', counts = usuallyCounted } = {},
): string[] {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...(calendar === '' ? [] : calendar.split('\n')),
    ...events.flatMap((event, n) => [
      'BEGIN:VEVENT',
      ...(/^UID/m.test(event) ? [] : [`UID:event-${n}`]),
      ...event.split('\n'),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const terms = { window, zone, ownHost: 'ours.example', ownAddresses: [ownAddress], counts };
  const short = (at: number) => new Date(at).toISOString().slice(0, 16);
  return busySpans([text], terms)
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, to }) => `${short(from)} ${short(to)}`);
}

describe('one event takes', () => {
  it('its time in UTC, in a named zone, and in the calendar’s own when it names none', () => {
    expect(busy(['DTSTART:20270310T090000Z\nDTEND:20270310T100000Z'])).toEqual(['2027-03-10T09:00 2027-03-10T10:00']);
    expect(
      busy(['DTSTART;TZID=America/New_York:20270310T090000\nDTEND;TZID=America/New_York:20270310T100000']),
    ).toEqual(['2027-03-10T14:00 2027-03-10T15:00']);
    expect(busy(['DTSTART:20270310T090000\nDURATION:PT90M'])).toEqual(['2027-03-10T08:00 2027-03-10T09:30']);
  });

  it('whole days from midnight to midnight of the calendar’s zone, also the day on which clocks change', () => {
    expect(busy(['DTSTART;VALUE=DATE:20270328\nDTEND;VALUE=DATE:20270329'])).toEqual([
      '2027-03-27T23:00 2027-03-28T22:00',
    ]);
    expect(busy(['DTSTART;VALUE=DATE:20270310'], { zone: 'Asia/Kolkata' })).toEqual([
      '2027-03-09T18:30 2027-03-10T18:30',
    ]);
  });

  it('nothing when it is transparent, cancelled, free by Outlook’s word, ours, or outside the window', () => {
    const at = 'DTSTART:20270310T090000Z\nDTEND:20270310T100000Z';
    const without = [
      'TRANSP:TRANSPARENT',
      'STATUS:CANCELLED',
      'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
      'UID:int_1@ours.example',
    ];
    expect(busy(without.map((line) => `${at}\n${line}`))).toEqual([]);
    expect(busy(['DTSTART:20260310T090000Z\nDTEND:20260310T100000Z', 'DTSTART:20270310T090000Z'])).toEqual([]);
    expect(busy(['DTSTART:20270228T230000Z\nDTEND:20270301T010000Z'])).toEqual(['2027-03-01T00:00 2027-03-01T01:00']);
  });

  it.each([
    ['STATUS:TENTATIVE', 'tentative'],
    ['X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE', 'tentative'],
    ['ATTENDEE;PARTSTAT=TENTATIVE:mailto:ada@one.example', 'tentative'],
    ['X-MICROSOFT-CDO-BUSYSTATUS:OOF', 'out_of_office'],
    ['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE', 'elsewhere'],
    ['TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE', 'elsewhere'],
  ] as const)('by %s its time only where such entries count', (line, kind) => {
    const event = `DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\n${line}`;
    expect(busy([event], { counts: [kind] })).toEqual(['2027-03-10T09:00 2027-03-10T10:00']);
    expect(busy([event], { counts: countedKinds.filter((one) => one !== kind) })).toEqual([]);
  });

  it('its time by the names that Windows and the old short lists have for zones, where no rules come with them', () => {
    const startIn = (tzid: string) => {
      const [span] = busy([`DTSTART;TZID=${tzid}:20270430T090000\nDURATION:PT1H`], { zone: 'Asia/Tokyo' });
      return span?.slice(11, 16);
    };
    expect(startIn('W. Europe Standard Time')).toBe('07:00');
    expect(startIn('Eastern Standard Time')).toBe('13:00');
    expect(startIn('India Standard Time')).toBe('03:30');
    expect(startIn('CET')).toBe('07:00');
    expect(startIn('EST')).toBe('14:00');
    expect(startIn('Somewhere Standard Time')).toBe('00:00');
  });

  it('its time in the zone that the calendar names for itself, also a whole day, when it names none', () => {
    const zoned = { zone: 'Europe/Berlin', calendar: 'X-WR-TIMEZONE:America/New_York' };
    expect(busy(['DTSTART:20270310T090000\nDURATION:PT90M'], zoned)).toEqual(['2027-03-10T14:00 2027-03-10T15:30']);
    expect(busy(['DTSTART;VALUE=DATE:20270310'], zoned)).toEqual(['2027-03-10T05:00 2027-03-11T05:00']);
    const unknown = { zone: 'Europe/Berlin', calendar: 'X-WR-TIMEZONE:Nowhere' };
    expect(busy(['DTSTART;VALUE=DATE:20270310'], unknown)).toEqual(['2027-03-09T23:00 2027-03-10T23:00']);
  });

  it('nothing where the owner has declined it, and of a series only those that they have not', () => {
    const at = 'DTSTART:20270310T090000Z\nDTEND:20270310T100000Z';
    const by = (address: string, said: string) => `ATTENDEE;CN=Somebody;PARTSTAT=${said}:${address}`;
    expect(busy([`${at}\n${by('MAILTO:Ada@one.example', 'DECLINED')}`])).toEqual([]);
    for (const kept of [by('mailto:ada@one.example', 'ACCEPTED'), by('mailto:ben@one.example', 'DECLINED')])
      expect(busy([`${at}\n${kept}`])).toEqual(['2027-03-10T09:00 2027-03-10T10:00']);
    const series = `UID:weekly\n${at}\nRRULE:FREQ=WEEKLY;COUNT=2`;
    const once = `UID:weekly\nRECURRENCE-ID:20270317T090000Z\nDTSTART:20270317T090000Z\nDTEND:20270317T100000Z\n${by('mailto:ada@one.example', 'DECLINED')}`;
    expect(busy([series, once])).toEqual(['2027-03-10T09:00 2027-03-10T10:00']);
  });

  it('its time by the calendar’s own rules where nobody else knows the zone', () => {
    const calendar = [
      'BEGIN:VTIMEZONE',
      'TZID:Our Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\n');
    const event = 'DTSTART;TZID=Our Office:20270310T090000\nDTEND;TZID=Our Office:20270310T100000';
    expect(busy([event], { calendar })).toEqual(['2027-03-10T03:30 2027-03-10T04:30']);
  });
});

it('a duration in days lasts until the same time of the clock, also over the hour that comes twice', () => {
  const from = Date.parse('2027-10-30T08:00:00Z');
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:x', 'DTSTART:20271030T100000', 'DURATION:P1D'];
  const terms = {
    window: { from, to: from + 3 * 86_400_000 },
    zone: 'Europe/Berlin',
    ownHost: 'ours.example',
    counts: usuallyCounted,
  };
  const all = [...text, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  expect(busySpans([all], terms)).toEqual([{ from, to: from + 25 * 3_600_000 }]);
});

describe('a repeated event', () => {
  it('in UTC stays at its time of UTC, whatever the clocks of its owner do', () => {
    expect(busy(['DTSTART:20270327T090000Z\nDTEND:20270327T100000Z\nRRULE:FREQ=DAILY;COUNT=2'])).toEqual([
      '2027-03-27T09:00 2027-03-27T10:00',
      '2027-03-28T09:00 2027-03-28T10:00',
    ]);
  });

  const daily = 'UID:d\nDTSTART;TZID=Europe/Berlin:20270326T090000\nDTEND;TZID=Europe/Berlin:20270326T100000';

  it('keeps its reading of the clock over a change of clocks, and ends with the instant its rule names', () => {
    expect(busy([`${daily}\nRRULE:FREQ=DAILY;UNTIL=20270329T070000Z`])).toEqual([
      '2027-03-26T08:00 2027-03-26T09:00',
      '2027-03-27T08:00 2027-03-27T09:00',
      '2027-03-28T07:00 2027-03-28T08:00',
      '2027-03-29T07:00 2027-03-29T08:00',
    ]);
  });

  it('leaves out its exceptions, however they are written, and takes what it adds', () => {
    const rule = `${daily}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20270327T080000Z\nEXDATE;TZID=Europe/Berlin:20270328T090000`;
    expect(busy([`${rule}\nRDATE:20270405T120000Z`])).toEqual([
      '2027-03-26T08:00 2027-03-26T09:00',
      '2027-03-29T07:00 2027-03-29T08:00',
      '2027-04-05T12:00 2027-04-05T13:00',
    ]);
  });

  it('has one of its own moved, cancelled or freed, and all that follow moved', () => {
    const series = `${daily}\nRRULE:FREQ=DAILY;COUNT=5`;
    const moved = 'UID:d\nRECURRENCE-ID:20270327T080000Z\nDTSTART:20270327T150000Z\nDTEND:20270327T153000Z';
    const gone =
      'UID:d\nRECURRENCE-ID:20270328T070000Z\nDTSTART:20270328T070000Z\nDTEND:20270328T080000Z\nSTATUS:CANCELLED';
    const later =
      'UID:d\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270329T070000Z\nDTSTART:20270329T110000Z\nDTEND:20270329T113000Z';
    expect(busy([series, moved, gone, later])).toEqual([
      '2027-03-26T08:00 2027-03-26T09:00',
      '2027-03-27T15:00 2027-03-27T15:30',
      '2027-03-29T11:00 2027-03-29T11:30',
      '2027-03-30T11:00 2027-03-30T11:30',
    ]);
  });

  it('that began long ago is found in the window, and one that never ends costs no more than the window', () => {
    const weekly = 'DTSTART:19990104T090000Z\nDTEND:19990104T100000Z\nRRULE:FREQ=WEEKLY';
    expect(busy([weekly])).toHaveLength(14);
  });
});

describe('a text that is no calendar', () => {
  it('is said to be unreadable, and so is a rule without measure', () => {
    const terms = { window, zone: 'UTC', ownHost: 'ours.example', counts: usuallyCounted };
    for (const text of ['', '<html>', 'BEGIN:VCARD\r\nEND:VCARD\r\n', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])
      expect(() => busySpans([text], terms)).toThrow(UnreadableCalendar);
    for (const event of [
      'DTSTART:garbage',
      'DTSTART:20270310T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=XX',
      `DTSTART:20270310T090000Z\nDURATION:foo`,
    ])
      expect(() => busy([event]), event).toThrow(UnreadableCalendar);
    const wild = 'DTSTART:19990104T090000Z\nDTEND:19990104T090001Z\nRRULE:FREQ=SECONDLY';
    expect(() => busy([wild])).toThrow(UnreadableCalendar);
  });
});

it('a zone that an Outlook calendar begins in 1601 is counted up once, and not for each event', () => {
  const rule = (kind: string, month: number, from: string, to: string) =>
    `BEGIN:${kind}\nDTSTART:16010101T020000\nTZOFFSETFROM:${from}\nTZOFFSETTO:${to}\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=${month}\nEND:${kind}`;
  const calendar = `BEGIN:VTIMEZONE\nTZID:Made Up Time\n${rule('STANDARD', 10, '+0200', '+0100')}\n${rule('DAYLIGHT', 3, '+0100', '+0200')}\nEND:VTIMEZONE`;
  const event = 'DTSTART;TZID=Made Up Time:20270310T090000\nDTEND;TZID=Made Up Time:20270310T100000';
  const before = process.cpuUsage().user;
  expect(
    new Set(
      busy(
        Array.from({ length: 300 }, () => event),
        { calendar },
      ),
    ),
  ).toEqual(new Set(['2027-03-10T08:00 2027-03-10T09:00']));
  // Counted for each of them it is half a minute.
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(10);
});

it('20,000 single events, and zones of their own by the thousand, take seconds and not for ever', () => {
  const zone = (n: number) =>
    `BEGIN:VTIMEZONE\nTZID:Made Up ${n}\nBEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE`;
  const calendar = Array.from({ length: 1_000 }, (_, n) => zone(n)).join('\n');
  const event = (n: number) =>
    `DTSTART;TZID=Made Up ${n % 1_000}:20270310T090000\nDTEND;TZID=Made Up ${n % 1_000}:20270310T100000`;
  const before = process.cpuUsage().user;
  const found = busy(
    Array.from({ length: 20_000 }, (_, n) => event(n)),
    { calendar },
  );
  expect(new Set(found)).toEqual(new Set(['2027-03-10T08:00 2027-03-10T09:00']));
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(10);
});
