import { readFile } from 'node:fs/promises';
import { mayBeAbout } from '@interlude/shared/booking/booking-kinds';
import { mailKinds } from '@interlude/shared/contracts/lifecycle';
import type { InviteFacts, MessageFacts } from '@interlude/shared/contracts/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFrom, messageFacts } from '../test-notifications.ts';
import { compiledTemplates } from './compile-templates.ts';
import { composeMail } from './compose-mail.ts';

const nowMs = Date.parse('2027-03-01T08:00:00Z');

function mailOf(over: Partial<MessageFacts> = {}, at = nowMs) {
  return composeMail(messageFacts(over), { interviewId: 'int_1', sk: 'k'.repeat(43), nowMs: at, mailFrom });
}

const everyMail = mailKinds.flatMap((kind) => (['candidate', 'interviewer'] as const).map((role) => ({ kind, role })));

const decoded = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => decoded(url));

const invite: InviteFacts = {
  uid: 'int_1@interlude.example',
  sequence: 2,
  method: 'REQUEST',
  startsAt: '2027-03-29T09:00:00Z',
  endsAt: '2027-03-29T10:00:00Z',
  stampedAt: '2027-03-01T08:00:00Z',
  summary: 'Interview with Acme',
  description: '60 min',
  location: '',
  url: null,
  organizer: { name: 'Mara', email: 'mara@acme.example' },
  attendee: { name: 'Zoë', email: 'zoe@example.com' },
};

describe('the compiled layout', () => {
  it('is what layout.mjml gives', async () => {
    const committed = await readFile(new URL('./templates.gen.ts', import.meta.url), 'utf8');

    expect(await compiledTemplates()).toBe(committed);
  });

  it('loads nothing from anywhere', async () => {
    const urls = (await compiledTemplates()).match(/(?:https?:)?\/\/[a-z][^"\\ ]*/g) ?? [];

    expect(urls).toEqual(['http://www.w3.org/1999/xhtml']);
  });
});

describe('every mail', () => {
  it.each(everyMail)('has whole sentences, the same links in both parts and 78 columns: $kind to the $role', (mail) => {
    const { subject, html, text } = mailOf({ ...mail, bookBy: '2027-03-08T17:00:00Z', lead: 'P1D', attempt: 2 });

    expect(subject.length).toBeGreaterThan(10);
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(`${subject}${html}${text}`).not.toMatch(/\{\w+\}|\{\{|undefined|\[object|NaN/);
    for (const url of linksOf(html)) expect(text.split('\n')).toContain(url);
    const prose = text.split('\n').filter((row) => !row.startsWith('https://'));
    expect(Math.max(...prose.map((row) => [...row].length))).toBeLessThanOrEqual(78);
    expect(text).toContain('mara@acme.example');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
  });

  it.each(everyMail)('speaks of an appointment and its people when it is about one: $kind to the $role', (mail) => {
    const about = { about: 'appointment', interviewType: 'appointment', jobTitle: 'Bike fitting' } as const;
    const sendings = { bookBy: '2027-03-08T17:00:00Z', lead: 'P1D', invite, code: '123456', company: 'Acme' };
    const { subject, text } = mailOf({ ...mail, ...about, ...sendings });
    const said = `${subject}\n${text}`.replaceAll(/https?:\S+/g, '');

    expect(said).not.toMatch(/\{\w+\}|undefined/);
    // What an appointment never sends need not be put into other words.
    if (mayBeAbout({ kind: 'appointment' }, mail.kind, mail.role))
      expect(said).not.toMatch(/interview|candidate|recruiter|\bpanel\b|\bRole\b/i);
    expect(said).toContain('Bike fitting');
  });

  it('with the digits that prove an address says them in the mail and not in the subject, which screens show', () => {
    const { subject, html, text } = mailOf({ kind: 'code', about: 'appointment', code: '123456', startsAt: null });
    expect([subject.includes('123456'), html.includes('123456'), text.includes('123456')]).toEqual([false, true, true]);
  });

  it('asks for feedback on the guests of a group session by their names, and leads to its page', () => {
    const asks = { kind: 'feedback_request', role: 'interviewer', about: 'group', jobTitle: 'Assessment day' } as const;
    const guests = ['Zoë Ångström', 'Mina <b>\r\nBcc: x'];
    const { subject, text, html } = mailOf({
      ...asks,
      guests,
      url: 'https://interviews.acme.example/hr/interviews/grp_1',
    });

    expect(subject).toMatch(/^Your feedback: Assessment day, .*29 Mar/);
    expect(text).toContain('Feedback missing on: Zoë Ångström, Mina <b> Bcc: x');
    expect(text).toContain('Give feedback:\nhttps://interviews.acme.example/hr/interviews/grp_1');
    expect(html).toContain('Mina &lt;b&gt; Bcc: x');
  });

  it('tells a client what it costs', () => {
    const price = { amountMinor: 4_550, currency: 'EUR' };
    expect(mailOf({ about: 'appointment', price }).text).toContain('Price: €45.50');
  });

  it('says who sent it and keeps machines from answering', () => {
    const { from, to, replyTo, headers, tag, metadata } = mailOf();

    expect({ from, to, replyTo, tag }).toEqual({
      from: '"Acme & Søns" <interviews@interlude.example>',
      to: 'zoe@example.com',
      replyTo: '"Mara Keller" <mara@acme.example>',
      tag: 'scheduled',
    });
    expect(metadata).toEqual({ sk: 'k'.repeat(43), iv: 'int_1', k: 'scheduled' });
    expect(headers).toEqual([
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
      { name: 'References', value: '<int_1@interlude.example>' },
    ]);
  });

  it('carries the calendar object with the sending mailbox as its organizer', () => {
    const [request] = mailOf({ invite }).attachments;
    const [cancel] = mailOf({ kind: 'cancelled', invite: { ...invite, method: 'CANCEL' } }).attachments;

    expect(request).toMatchObject({ name: 'invite.ics', contentType: 'text/calendar; charset=utf-8; method=REQUEST' });
    expect(request?.content).toContain('mailto:interviews@interlude.example\r\n');
    expect(cancel?.contentType).toBe('text/calendar; charset=utf-8; method=CANCEL');
    expect(cancel?.content).toContain('\r\nMETHOD:CANCEL\r\n');
  });
});

describe('times in a mail', () => {
  it("are in the reader's zone with its offset at that date, and in UTC once", () => {
    const { text } = mailOf({ zone: 'Europe/Lisbon' });

    expect(text).toContain('Monday, 29 March 2027, 10:00 to 11:00\nLisbon time (UTC+1)\n09:00 to 10:00 UTC');
    expect(text.match(/ UTC$/gm)).toHaveLength(1);
    expect(text).toContain('Clocks in Lisbon change before then.');
  });

  it('name the date in UTC when it is another one', () => {
    const { text } = mailOf({
      zone: 'Pacific/Kiritimati',
      startsAt: '2027-03-29T15:30:00Z',
      endsAt: '2027-03-29T16:30:00Z',
    });

    expect(text).toContain('Tuesday, 30 March 2027, 05:30 to 06:30\nKiritimati time (UTC+14)');
    expect(text).toContain('Monday, 29 March 2027, 15:30 to 16:30 UTC');
  });

  it("begin with the venue's zone when the interview is on site", () => {
    const { text, subject } = mailOf({ venue: 'Galle Road 1', venueZone: 'Asia/Colombo', provider: 'in_person' });

    expect(text).toContain(
      '14:30 to 15:30\nColombo time (UTC+5:30)\n10:00 to 11:00 Lisbon time (UTC+1), where you are',
    );
    expect(text).toContain('Where: In person: Galle Road 1');
    expect(subject).toContain('14:30');
  });

  it('name the clock of the reader only where it reads otherwise than that of the venue', () => {
    const onsite = { venue: 'Neuer Wall 1', venueZone: 'Europe/Berlin', provider: 'in_person', zone: 'Europe/Oslo' };
    expect(mailOf(onsite).text).not.toContain('where you are');
  });

  it('say when a hidden link to join appears, and hold nothing of it', () => {
    const { text } = mailOf({ meetingUrl: null, joinHiddenFor: 'PT30M' });
    expect(text).toContain('Link to join: Appears on the page 30 minutes before the start');
  });

  it('tell whoever was left out of a move that they are off, and not that anything is cancelled', () => {
    const off = { kind: 'cancelled', role: 'interviewer', isOff: true } as const;
    const { subject, text } = mailOf(off);
    expect(subject).toMatch(/^You are off: /);
    expect(`${subject}${text}`).not.toMatch(/is cancelled/i);
  });

  it('with a link again call it the same one, and only after a later deadline a new one', () => {
    const [again, renewed] = [{}, { isNewLink: true as const }].map((more) => mailOf({ kind: 'link', ...more }).text);
    expect([again?.includes('link again'), again?.includes('no longer works')]).toEqual([true, false]);
    expect(renewed).toMatch(/It is new; the one from earlier emails no\s+longer works/);
  });

  it('say both offsets when clocks change during the interview', () => {
    const night = { startsAt: '2027-11-07T05:00:00Z', endsAt: '2027-11-07T06:00:00Z', zone: 'America/New_York' };
    expect(mailOf(night).text).toContain('01:00 (UTC−4) to 01:00 (UTC−5)');
  });

  it('write a time on the 12-hour clock as the pages do, without a leading zero', () => {
    const { text, subject } = mailOf({ locale: 'en-US', startsAt: '2027-03-29T04:15:00Z', endsAt: null });
    expect([text, subject].map((said) => /(?<!\d)5:15\sAM/.test(said) && !said.includes('05:15'))).toEqual([
      true,
      true,
    ]);
  });

  it('fall back on the offset booking gave for a zone the table does not know', () => {
    const { text } = mailOf({ zone: 'Mars/Olympus_Mons', offsetMinutes: -210 });

    expect(text).toContain('05:30 to 06:30\nOlympus Mons time (UTC−3:30)');
  });

  it.each([
    ['PT15M', '15 minutes'],
    ['PT1H', '1 hour'],
    ['P1D', '1 day'],
    ['PT24H', '24 hours'],
    ['P1DT2H', '1 day, 2 hours'],
    ['P2W', '2 weeks'],
  ])('put the lead %s of a reminder into words', (lead, words) => {
    const ms = { PT15M: 0.25, PT1H: 1, P1D: 24, PT24H: 24, P1DT2H: 26, P2W: 336 }[lead] ?? 0;
    const { text } = mailOf({ kind: 'reminder', lead }, Date.parse('2027-03-29T09:00:00Z') - ms * 3_600_000);

    expect(text).toContain(`It starts in ${words}.`);
  });

  it('name the part they are about, or say that all parts are booked together', () => {
    const part = { number: 2, of: 3 };
    expect(mailOf({ part }).text).toMatch(/Part: +2 of 3/);
    const before = mailOf({ part: { number: 1, of: 3 }, kind: 'invitation', startsAt: null, endsAt: null });
    expect(before.text).toContain('All 3 parts, which you book together');
    expect(before.text).not.toContain('60 min');
  });

  it('say of a time on offer until when it is kept, on the clock of the reader', () => {
    const { subject, text } = mailOf({ kind: 'offer', bookBy: '2027-03-28T16:30:00Z' });

    expect(subject).toMatch(/29 Mar.*10:00.* has become free for your technical interview/);
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /kept for you alone until [^.]*28 March[^.]*17:30, Lisbon time \(UTC\+1\)/,
    );
    expect(text).toContain('https://interviews.acme.example/i#header.payload.signature');
  });

  it('differ in subject, title and body by how near the start is', () => {
    const startMs = Date.parse('2027-03-29T09:00:00Z');
    for (const role of ['candidate', 'interviewer'] as const) {
      const mails = [
        ['P1D', 24],
        ['PT1H', 1],
        ['PT15M', 0.25],
      ] as const;
      const said = mails.map(([lead, hours]) => mailOf({ kind: 'reminder', role, lead }, startMs - hours * 3_600_000));
      const firstLines = said.map(({ text }) => text.split('\n').slice(0, 4).join());
      expect(new Set(said.map(({ subject }) => subject)).size).toBe(3);
      expect(new Set(firstLines).size).toBe(3);
    }
  });

  it('do not promise a lead that has passed when a reminder is late', () => {
    const { text } = mailOf({ kind: 'reminder', lead: 'PT1H' }, Date.parse('2027-03-29T08:40:00Z'));

    expect(text).toContain('It starts at 10:00, Lisbon time (UTC+1).');
    expect(text).not.toContain('1 hour');
  });
});

describe('text from outside', () => {
  const nasty = [
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    'Ada\r\nBcc: evil@example.com',
    '{{7*7}} {company} {{text}}',
    'שלום "עולם"',
    '\u202etxt.exe\u2066',
    '\ud800lone',
    'NUL\u0000',
    'x'.repeat(200),
    'é'.repeat(10_000),
    "O'Neil & <b>Söhne</b>",
    'a <b@c.example>, d@e.example',
  ];

  it.each(nasty)('is inert in every part: %j', (bad) => {
    for (const { kind, role } of everyMail) {
      const { subject, html, text, from, replyTo, attachments } = mailOf({
        kind,
        role,
        company: bad,
        candidateName: bad,
        jobTitle: bad,
        interviewType: bad,
        provider: bad,
        venue: bad,
        contact: { name: bad, email: 'mara@acme.example' },
        interviewers: [{ name: bad, title: bad }],
        reason: { code: 'other', text: bad },
        invite: { ...invite, summary: bad, description: bad, location: bad },
      });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
      const controls = /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066\u2067\ud800-\udbff](?![\udc00-\udfff])/;
      expect(subject).not.toMatch(/[\r\n]/);
      expect(subject.length).toBeLessThanOrEqual(200);
      expect(`${subject}${text}${from}${replyTo}`).not.toMatch(controls);
      // Ours, around what runs the other way, and each of them closed again.
      expect(`${subject}${text}`.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2068\u2069]/);
      expect(html).not.toMatch(/<script|<svg|<b>/i);
      expect(from.match(/[<@]/g)).toEqual(['<', '@']);
      expect(replyTo?.match(/[<@]/g)).toEqual(['<', '@']);
      expect(attachments[0]?.content).not.toMatch(/^Bcc/m);
    }
  });

  it('leads nowhere but to web pages', () => {
    const { html, text } = mailOf({ meetingUrl: 'javascript:alert(1)', url: 'data:text/html,x' });

    expect(linksOf(html)).toEqual([]);
    expect(`${html}${text}`).not.toMatch(/javascript:|data:/);
  });

  it('keeps a link in one piece, with its quotes and spaces encoded', () => {
    const { html, text } = mailOf({ meetingUrl: 'https://meet.example/a"b c?x=1&y=<z>' });

    expect(linksOf(html)).toContain('https://meet.example/a%22b%20c?x=1&y=%3Cz%3E');
    expect(text).toContain('\nhttps://meet.example/a%22b%20c?x=1&y=%3Cz%3E\n');
  });

  it.each(['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '', 'nobody'])(
    'cannot add a recipient: %j',
    (email) => {
      expect(() => mailOf({ to: { email, name: 'x' } })).toThrow();
    },
  );

  it('never changes how many elements the HTML has', () => {
    const tags = (html: string) => html.match(/<[a-z!/][^>]*>/gi)?.length;
    const calm = tags(mailOf({ company: 'x' }).html);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), (company) => {
        expect(tags(mailOf({ company }).html)).toBe(calm);
      }),
      { numRuns: 200 },
    );
  });
});
