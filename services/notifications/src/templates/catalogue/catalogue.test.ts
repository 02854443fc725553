import { languages } from '@interlude/shared/language/languages';
import { catalogues, languageOf } from '@interlude/shared/mails/catalogue/catalogue';
import type { SentenceKey } from '@interlude/shared/mails/catalogue/sentences';
import { describe, expect, it } from 'vitest';
import { firstWords } from '../../../../../web/src/i18n/dictionaries.ts';

const gapsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const english = catalogues.en;
// In sentences a language may put what kind of interview it is where its grammar wants it: among the details.
const mayBeLeftOut = new Set(['interview', 'job']);

// “Places” is French too, and “Browser” German.
const shared = new Set(['term.places', 'term.browser']);

describe.each(languages)('the sentences of mails in %s', (language) => {
  const { interview, appointment, group } = catalogues[language];
  const all = { interview, appointment: { ...interview, ...appointment }, group: { ...interview, ...group } };

  it.each(['interview', 'appointment', 'group'] as const)('fill no gap that English has not, about an %s', (about) => {
    const wanted = { ...english.interview, ...(about === 'interview' ? {} : english[about]) };
    for (const [key, text] of Object.entries(all[about])) {
      const known = gapsIn(wanted[key as SentenceKey]);
      const given = gapsIn(text);
      // A gap of the sentence about interviews is filled in any case.
      const allowed = [...known, ...gapsIn(english.interview[key as SentenceKey])];
      expect([key, given.filter((gap) => !allowed.includes(gap))]).toEqual([key, []]);
      expect([key, known.filter((gap) => !given.includes(gap) && !mayBeLeftOut.has(gap))]).toEqual([key, []]);
    }
  });

  it('say something, in the signs that print uses', () => {
    for (const [key, text] of [interview, appointment, group].flatMap((part) => Object.entries(part))) {
      expect([key, text.trim() === text && text !== '' && !/\.\.\.|["']/.test(text)]).toEqual([key, true]);
    }
  });

  it('call kinds of interviews and ways to meet what the pages call them', async () => {
    const coded = (words: object) =>
      Object.entries(words)
        .filter(([key]) => /^(type|provider)\./.test(key))
        // Sentences of mails have them in their midst.
        .map(([key, text]) => [key, String(text).toLowerCase()])
        .toSorted();
    expect(coded(interview)).toEqual(coded(await firstWords(language)));
  });

  it('are none of the English ones, but for those that French or German have too', () => {
    if (language === 'en') return;
    const same = Object.entries(interview).filter(([key, text]) => text === english.interview[key as SentenceKey]);
    expect(same.filter(([key, text]) => !shared.has(key) && /[a-z]{4}/i.test(text.replaceAll(/\{\w+\}/g, '')))).toEqual(
      [],
    );
  });

  it('read otherwise about an appointment or a group session wherever English does', () => {
    expect(Object.keys(english.appointment).filter((key) => !Object.hasOwn(appointment, key))).toEqual([]);
    expect(Object.keys(english.group).filter((key) => !Object.hasOwn(group, key))).toEqual([]);
  });
});

it('a mail reads English when we have no words in its language, with the dates of the reader’s own kind of it', () => {
  for (const locale of ['xx', 'ja-JP', 'en-US', 'not a locale', '__proto__']) {
    expect(languageOf(locale)).toMatchObject({ language: 'en', dir: 'ltr' });
  }
  expect([languageOf('xx').formats, languageOf('en-US').formats]).toEqual(['en-GB', 'en-US']);
});
