import { languageNames, languageOf, languages } from '@interlude/shared/language/languages';
import { describe, expect, it } from 'vitest';
import { firstWeekdayOf, hourCycleOf, languagesFrom, localeFor } from './locale.ts';

const none = { chosen: null, asked: null, preferred: [] };

describe('the language of the page', () => {
  it('is the reader’s choice before that of the link, and that before the browser’s', () => {
    const preferred = ['fr-CA', 'de-AT', 'en-US'];
    expect(localeFor({ ...none, preferred }).tag).toBe('fr-CA');
    expect(localeFor({ ...none, asked: 'de', preferred }).tag).toBe('de-AT');
    expect(localeFor({ chosen: 'es', asked: 'de', preferred })).toMatchObject({ language: 'es', tag: 'es' });
    expect(localeFor({ ...none, asked: 'de-CH', preferred }).tag).toBe('de-CH');
  });

  it('is English where nobody asks for one of ours, with the dates of the reader’s own kind of English', () => {
    expect(localeFor({ ...none, preferred: ['ja', 'nl-NL'] })).toMatchObject({ language: 'en', formats: 'en-GB' });
    expect(localeFor({ ...none, asked: 'xx', preferred: ['ja', 'en-US'] })).toMatchObject({ formats: 'en-US' });
    expect(localeFor({ ...none, asked: '../../etc/passwd', preferred: [] })).toMatchObject({ language: 'en' });
  });

  it('reads every Portuguese as the one we have, and keeps its region for dates', () => {
    expect(localeFor({ ...none, preferred: ['pt-PT'] })).toMatchObject({ language: 'pt-BR', formats: 'pt-PT' });
    expect(localeFor({ ...none, asked: 'pt-BR', preferred: ['pt-PT'] }).formats).toBe('pt-BR');
  });

  it('counts in Latin digits and Gregorian years in every Arabic', () => {
    for (const tag of ['ar', 'ar-EG', 'ar-SA', 'ar-SA-u-ca-islamic-nu-arab']) {
      const { formats, dir } = localeFor({ ...none, asked: tag });
      const date = new Intl.DateTimeFormat(formats, { dateStyle: 'full', timeZone: 'UTC' }).format(
        Date.UTC(2027, 0, 5),
      );
      expect([dir, date.includes('2027'), /[\u0660-\u0669]/.test(date)]).toEqual(['rtl', true, false]);
    }
  });

  it('shows the page whatever the browser takes for a language', () => {
    for (const odd of [['en-US@posix'], ['C'], [''], ['en_US.UTF-8', 'de'], ['*'], []]) {
      const tags = languagesFrom(odd);
      expect(() => new Intl.DateTimeFormat(localeFor({ ...none, preferred: tags }).formats)).not.toThrow();
      expect(['h12', 'h23']).toContain(hourCycleOf(tags));
    }
    expect(languagesFrom(['en-US@posix', 'pt-BR', 'zh-Hant-TW'])).toEqual(['pt-BR', 'zh-Hant-TW']);
  });
});

it('every language has a name, formats of its own and a first day of the week', () => {
  for (const language of languages) {
    expect(languageOf([language])).toMatchObject({ language });
    expect(languageNames[language]).not.toBe('');
    expect(firstWeekdayOf(languageOf([language])?.formats ?? '')).toBeGreaterThan(0);
  }
});
