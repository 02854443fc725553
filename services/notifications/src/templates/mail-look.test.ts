import { tonesOf, usualAccent } from '@interlude/shared/brand/tones';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { languages } from '@interlude/shared/language/languages';
import { describe, expect, it } from 'vitest';
import { mailFrom, messageFacts } from '../test-notifications.ts';
import { composeMail } from './compose-mail.ts';
import { everySample, sampleFacts } from './sample-facts.ts';

const nowMs = Date.parse('2027-03-01T08:00:00Z');

function mailOf(over: Partial<MessageFacts> = {}) {
  return composeMail(messageFacts(over), { interviewId: 'int_1', sk: 'k'.repeat(43), nowMs, mailFrom });
}

const linksOf = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));

describe('the look of a mail', () => {
  const logo = { url: 'https://interviews.acme.example/api/pictures/a.png', width: 640, height: 128 };

  it("is the company's: its logo at the head, its colour in both schemes, and its name where pictures are off", () => {
    const { html } = mailOf({ brand: { accent: '#6b2a63', logo } });
    const { fill, stub } = tonesOf('#6b2a63');

    expect(html).toMatch(
      /<img src="https:\/\/interviews\.acme\.example\/api\/pictures\/a\.png" width="160" height="32" alt=""/,
    );
    expect(html).toMatch(/>Acme &amp; Søns<\/td>/);
    const [light = '', dark = ''] = html.split('@media (prefers-color-scheme: dark)').toReversed();
    for (const [scheme, part] of [
      ['light', light],
      ['dark', light.slice(0, light.indexOf('</style>'))],
    ] as const)
      for (const tone of [fill, stub]) expect(part).toContain(tone[scheme]);
    expect(dark).not.toContain(fill.dark);
  });

  it('is the usual one for a company without an accent, and for facts of an older version', () => {
    const { html } = mailOf();
    expect(html).toContain(tonesOf(usualAccent).fill.light);
    expect(html).not.toContain('<img');
    expect(mailOf({ brand: { accent: null } }).html).toBe(html);
  });

  it('has the colours of what is off and its time struck after the title where the time no longer holds', () => {
    const { stub, line, text: ink } = tonesOf(usualAccent);
    for (const kind of ['cancelled', 'no_show', 'retake_rejected'] as const) {
      const { html, text } = mailOf({ kind, invite: null });
      const [title, struck] = [html.indexOf('font-size:34px'), html.indexOf('<s>Monday, 29 March 2027, ')];
      expect([kind, title > 0, struck > title]).toEqual([kind, true, true]);
      expect(html).toContain(`background:${line.light}`);
      expect(html).not.toContain(`background:${stub.light}`);
      expect(html).toContain(`color:${ink.light}`);
      expect(text.split('\n').slice(3, 5).join('|')).toMatch(/^[^|]+\|Monday, 29 March 2027, /);
    }
    expect(mailOf().html).not.toContain('<s>');
  });

  it('opens the page of an invitation that has run out', () => {
    const { html, text } = mailOf({ kind: 'expired', startsAt: null, endsAt: null, invite: null });
    expect(html).toContain('class="go edge"');
    expect(text).toContain('Open your interview page:\nhttps://');
  });

  it('shows no picture that is not on the web', () => {
    const evil = { ...logo, url: 'javascript:alert(1)' };
    expect(mailOf({ brand: { accent: null, logo: evil } }).html).not.toContain('<img');
  });

  it.each(everySample)(
    'greets its reader, asks for one press at most and stays far below where readers cut: $kind to the $role',
    (mail) => {
      const { html, text } = mailOf(mail);
      expect(text.split('\n')[2]).toBe('Hello Zoë,');
      expect(html.match(/class="go edge"/g)?.length ?? 0).toBeLessThanOrEqual(1);
      // One large reader cuts at 102 kB.
      expect(Buffer.byteLength(html)).toBeLessThan(40_000);
    },
  );

  it.each(languages)(
    'has whole words, the same links in both parts but for the soonest times, and 78 columns in %s',
    (language) => {
      for (const { kind, role } of everySample) {
        const facts = sampleFacts(kind, language, role);
        const { subject, html, text } = mailOf(facts);
        expect(`${subject}${html}${text}`).not.toMatch(/\{\w+\}|\{\{|undefined|\[object|NaN/);
        const times = (facts.soonest ?? []).map(({ url }) => url);
        for (const url of linksOf(html)) expect(times.includes(url) || text.split('\n').includes(url), url).toBe(true);
        const prose = text.split('\n').filter((row) => !row.startsWith('https://'));
        expect(Math.max(...prose.map((row) => [...row].length))).toBeLessThanOrEqual(78);
      }
    },
  );

  it('names UTC once, also where it is what the reader has', () => {
    const accra = mailOf({ zone: 'Africa/Accra' }).text;
    expect([accra.includes('Accra time (UTC+0)'), / UTC$/m.test(accra)]).toEqual([true, false]);
  });

  it('runs from right to left in Arabic, with nothing left at the left', () => {
    const { html } = mailOf({ locale: 'ar' });
    expect(html).toContain('dir="rtl"');
    expect(html).not.toMatch(/align="left"|text-align:left|direction:ltr/);
  });

  it('names whom the reader meets with their initials as text, which pictures that are off do not hide', () => {
    const { html, text } = mailOf();
    expect(html).toMatch(/>MK<\/div>.*>Mara Keller<\/span>/s);
    expect(text).toContain('Who you will meet: Mara Keller (Head of design), Jonas Weiß');
    expect(mailOf({ kind: 'no_show' }).text).toContain('With: Mara Keller');
  });
});

describe('moving and cancelling', () => {
  const page = 'https://interviews.acme.example/i?lang=en';
  const [moveUrl, cancelUrl] = [`${page}&go=reschedule#a.b.c`, `${page}&go=cancel#a.b.c`];

  it('are links in a sentence, as far as the reader may', () => {
    const both = mailOf({ changes: { moveUrl, cancelUrl } });
    expect(both.text).toContain(
      `Plans change? You can move it. You can cancel it.\nmove it:\n${moveUrl}\ncancel it:\n${cancelUrl}\n`,
    );
    expect(linksOf(both.html)).toEqual(expect.arrayContaining([moveUrl, cancelUrl]));
    expect(mailOf({ changes: { cancelUrl } }).text).toContain('You can cancel it.');
    expect(mailOf({ changes: { moveUrl } }).text).toContain('You can move it.');
    expect(mailOf({ changes: {} }).text).not.toContain('Plans change?');
  });

  it('say until when, on the clock that leads, with the offset of then where clocks change in between', () => {
    const startsAt = '2027-03-29T09:00:00Z';
    const at = (moveUntil: string, cancelUntil: string) =>
      mailOf({ startsAt, changes: { moveUrl, moveUntil, cancelUrl, cancelUntil } }).text.replaceAll(/\s+/g, ' ');
    expect(at('2027-03-28T21:00:00Z', startsAt)).toContain(
      'You can move it until Sunday, 28 March 2027, 22:00. You can cancel it until it starts.',
    );
    expect(at(startsAt, '2027-03-27T09:00:00Z')).toContain(
      'You can move it until it starts. You can cancel it until Saturday, 27 March 2027, 09:00 (UTC+0).',
    );
  });

  it.each(languages)('stand in a sentence whose links are whole in %s', (locale) => {
    const { html, text } = mailOf({ locale, changes: { moveUrl, cancelUrl } });
    expect(linksOf(html).filter((url) => url === moveUrl || url === cancelUrl)).toEqual([moveUrl, cancelUrl]);
    expect(`${html}${text}`).not.toMatch(/<\/?(move|cancel)>|&lt;(move|cancel)/);
  });
});

describe('the soonest times in an invitation', () => {
  const timeAt = (startsAt: string) => ({ startsAt, url: `https://a.example/i?lang=en&start=${startsAt}#a.b.c` });

  it('are links on the clock of the reader that say that they book nothing, and words in the text part', () => {
    const soonest = ['2027-03-02T09:00:00Z', '2027-03-02T14:00:00Z', '2027-03-03T09:00:00Z'].map(timeAt);
    const { html, text } = mailOf({ kind: 'invitation', startsAt: null, endsAt: null, zone: 'Asia/Tokyo', soonest });

    expect(text).toContain(
      'The soonest times, Tokyo time (UTC+9):\nTuesday, 2 March 2027, 18:00\nTuesday, 2 March 2027, 23:00\nWednesday, 3 March 2027, 18:00\n\n',
    );
    expect(soonest.filter(({ url }) => text.includes(url))).toEqual([]);
    expect(html).toContain('Choosing one books nothing yet');
    expect(linksOf(html)).toEqual(expect.arrayContaining(soonest.map(({ url }) => url)));
  });

  it('say each offset where clocks change between them', () => {
    const soonest = ['2027-03-27T09:00:00Z', '2027-03-29T09:00:00Z'].map(timeAt);
    const { text } = mailOf({ kind: 'invitation', startsAt: null, endsAt: null, soonest });
    expect(text).toMatch(/27 March 2027, 09:00 \(UTC\+0\)\nMonday, 29 March 2027, 10:00 \(UTC\+1\)\n/);
  });

  it('are left out where there are none', () => {
    expect(mailOf({ kind: 'invitation', soonest: [] }).text).not.toContain('soonest');
  });
});

describe('the clock of the other side', () => {
  const other = { zone: 'Europe/Berlin', offsetMinutes: 120 };
  const one = { interviewers: [{ name: 'Mara Keller' }] };

  it('is named where it reads otherwise than that of the reader, with whose it is', () => {
    expect(mailOf({ other }).text).toContain(
      'Lisbon time (UTC+1)\n11:00 to 12:00 Berlin time (UTC+2), where the people you will meet are\n',
    );
    expect(mailOf({ other, ...one }).text).toContain('11:00 to 12:00 Berlin time (UTC+2), where Mara Keller is\n');
    expect(mailOf({ other, role: 'interviewer' }).text).toContain('Berlin time (UTC+2), where Zoë Ångström is\n');
  });

  it('is not named where both read the same then, or where nobody said it', () => {
    for (const said of [
      mailOf({ other, zone: 'Europe/Oslo' }),
      mailOf(),
      mailOf({ other, startsAt: null, kind: 'invitation' }),
    ])
      expect(said.text).not.toMatch(/where (the people|Mara)/);
  });
});

it('leads to what is kept about its reader, at its very end', () => {
  const privacyUrl = 'https://interviews.acme.example/privacy?lang=en';
  const { html, text } = mailOf({ privacyUrl });
  expect(text.endsWith(`\nPrivacy:\n${privacyUrl}\n`)).toBe(true);
  expect(linksOf(html)).toContain(privacyUrl);
  expect(mailOf().text).not.toContain('Privacy');
});

describe('a span of time', () => {
  it('is said in words, whatever half of the day it crosses', () => {
    const noon = { startsAt: '2027-03-29T10:30:00Z', endsAt: '2027-03-29T11:30:00Z', zone: 'Europe/Lisbon' };
    const night = { startsAt: '2027-03-29T22:30:00Z', endsAt: '2027-03-29T23:30:00Z', zone: 'Europe/Lisbon' };
    const saidIn = (locale: string, times: typeof noon) => mailOf({ locale, ...times }).text.replaceAll(/\s/g, ' ');
    expect(saidIn('en-US', noon)).toContain('11:30 AM to 12:30 PM');
    expect(saidIn('en-GB', night)).toContain('23:30 to Tuesday, 30 March 2027, 00:30');
    const words = { de: 'bis', fr: 'à', es: 'a', pt: 'às' };
    for (const [locale, to] of Object.entries(words)) expect(saidIn(locale, noon)).toContain(`11:30 ${to} 12:30`);
    expect(saidIn('de', night)).toContain('23:30 bis Dienstag, 30. März 2027, 00:30');
    expect(saidIn('fr', night)).toContain('23:30 jusqu’au mardi 30 mars 2027, 00:30');
    expect(saidIn('es', night)).toContain('23:30 hasta el martes, 30 de marzo de 2027, 00:30');
    expect(saidIn('pt', night)).toContain('23:30 até terça-feira, 30 de março de 2027, 00:30');
  });
});

describe('a mail about one of several appointments that were booked at once', () => {
  it('names all times where it speaks for all, and its place among them elsewhere', () => {
    const common = { kind: 'scheduled', about: 'appointment', zone: 'Europe/Berlin' } as const;
    const starts = ['2027-03-22T09:00:00Z', '2027-03-29T08:00:00Z'];
    const first = mailOf({ ...common, series: { number: 1, of: 2, starts } }).text;
    expect(first).toContain('All your times:\n  Monday, 22 March 2027, 10:00\n  Monday, 29 March 2027, 10:00\n');
    const second = mailOf({ ...common, series: { number: 2, of: 2 } }).text;
    expect(second).toMatch(/Appointment:?\s+2 of 2/);
  });

  it('names what all of them cost where it speaks for all', () => {
    const common = { kind: 'scheduled', about: 'appointment', price: { amountMinor: 2_000, currency: 'EUR' } } as const;
    const starts = ['2027-03-22T09:00:00Z', '2027-03-29T08:00:00Z', '2027-04-05T08:00:00Z'];
    expect(mailOf({ ...common, series: { number: 1, of: 3, starts } }).text).toContain('€60.00 (3 × €20.00)');
    expect(mailOf({ ...common, series: { number: 3, of: 3 } }).text).toMatch(/Price:?\s+€20.00\n/);
  });
});
