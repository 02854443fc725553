import {
  createUnderstanding,
  placeNames,
  plain,
  type Sentence,
  sentenceOf,
} from '@interlude/dev-stack/test-language-ear';
import { calendarWords } from '@interlude/shared/contracts/calendar-words';
import { type Language, languages } from '@interlude/shared/language/languages';
import { catalogues, languageOf } from '@interlude/shared/mails/catalogue/catalogue';
import { zoneRows } from '@interlude/shared/time/zone-table.gen';
import { describe, expect, it } from 'vitest';
import { mailFrom } from '../test-notifications.ts';
import { composeMail } from './compose-mail.ts';
import { everyTold, madeUp, type Told } from './test-made-up-facts.ts';
import { areUnderstood, calendarTexts, htmlTexts, textBlocks } from './test-mail-texts.ts';

const zoneIds = zoneRows.flatMap((row) => row.split(/[|= ]/));
const names = new Set([...placeNames, ...zoneIds, 'UTC']);
const linkMarks = /<\/?(?:move|cancel)>/g;

/** Every sentence of the mails and calendars of a language; what stands in a sentence may begin a line of its own. */
function sentencesIn(language: Language): Sentence[] {
  const { interview, appointment, group } = catalogues[language];
  const written = [interview, appointment, group, calendarWords[language]].flatMap((words) => Object.entries(words));
  return written.flatMap(([key, text]) => {
    const sentence = text.replaceAll(linkMarks, '');
    const links = [...text.matchAll(/<(move|cancel)>(.*?)<\/\1>/g)].map(([, , label = '']) => label);
    const capital =
      key.startsWith('type.') || key === 'zone.line' ? [text.replace(/^./u, (first) => first.toUpperCase())] : [];
    return [sentence, ...links, ...capital].map((one) => sentenceOf(key, one));
  });
}

function mailOf({ facts, nowMs }: Told) {
  return composeMail(facts, { interviewId: 'int_1', sk: 'k'.repeat(43), nowMs, mailFrom });
}

/** What a language's mails say that is neither of its sentences, nor of `Intl`, nor somebody's own. */
function earOf(language: Language) {
  const understands = createUnderstanding({
    sentences: sentencesIn(language),
    formats: languageOf(language).formats,
    names,
  });
  const heard = new Map<string, boolean>();
  const isUnderstood = (text: string) => {
    const known = heard.get(text) ?? understands(text, madeUp);
    heard.set(text, known);
    return known;
  };
  return {
    heard,
    foreignIn(mail: ReturnType<typeof mailOf>): string[] {
      const texts = [mail.subject, ...htmlTexts(mail), ...calendarTexts(mail)].filter((text) => !isUnderstood(text));
      const blocks = textBlocks(mail).filter((rows) => !areUnderstood(rows, isUnderstood));
      return [...texts, ...blocks.map((rows) => rows.join(' / '))];
    },
  };
}

describe.each(languages.filter((one) => one !== 'en'))('in %s', (language) => {
  const ear = earOf(language);

  it('no mail says anything that is neither of its sentences, nor of Intl, nor typed by somebody', () => {
    const foreign = everyTold(language).flatMap((told) =>
      ear.foreignIn(mailOf(told)).map((text) => `${told.facts.kind}, ${told.facts.role}: “${text}”`),
    );
    expect([...new Set(foreign)]).toEqual([]);
    // Seconds of pure computing, many times as long where the processor is shared.
  });

  it('every sentence is in some of these mails, so that none goes unheard', () => {
    const said = [...ear.heard.keys()].map(plain);
    const unheard = sentencesIn(language).filter(({ text, shape }) => {
      const within = new RegExp(shape.source.slice(1, -1), 'u');
      const [first = '', ...rest] = text.split(/\{\w+\}/).map((part) => part.trim());
      return !said.some((one) => one.includes(first) && rest.every((part) => one.includes(part)) && within.test(one));
    });
    expect([...new Set(unheard.map(({ key }) => key))]).toEqual([]);
  });

  it('English is heard wherever it stands in the place of a name', () => {
    const told = everyTold(language).find(
      ({ facts: { kind, role, invite } }) => kind === 'scheduled' && role === 'candidate' && invite !== null,
    );
    if (told === undefined) throw new Error('no mail with a calendar object');
    const mail = mailOf(told);
    const english = (text: string) => text.replaceAll(told.facts.company, 'Dear reader');
    const planted = [
      { subject: english(mail.subject) },
      { html: english(mail.html) },
      { text: english(mail.text) },
      { attachments: mail.attachments.map((one) => ({ ...one, content: english(one.content) })) },
    ];
    expect(ear.foreignIn(mail)).toEqual([]);
    for (const worse of planted) expect(ear.foreignIn({ ...mail, ...worse }).join()).toContain('Dear reader');
  });
});

it('sets the signs of print in both parts of French and Arabic mails', () => {
  const said = (language: Language) =>
    everyTold(language).flatMap((told) => {
      const mail = mailOf(told);
      return [mail.subject, ...htmlTexts(mail), ...textBlocks(mail).flat()];
    });
  // Times and addresses have colons of their own.
  expect([
    ...new Set(said('fr').filter((text) => /[^\u00a0\d]:(?!\S)|[^\u202f]!|[^\u202f][?;](?=\s|$)/u.test(text))),
  ]).toEqual([]);
  expect([...new Set(said('ar').filter((text) => /[,;?]/.test(text)))]).toEqual([]);
});
