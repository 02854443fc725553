import { createTranslator } from '../../i18n/translator.ts';
import { createFormats, createZonedText } from '../../time/formats.models.ts';
import { type HrDictionary, hrDictionary } from './hr-dictionary.ts';

/** The console's English, and times in a zone one hour ahead of UTC. */
export const testWords = {
  t: createTranslator<HrDictionary>(hrDictionary, { formats: 'en-GB', dir: 'ltr' }),
  text: createZonedText(createFormats('en-GB', 'h23'), 'Europe/Berlin', [
    { from: '2026-10-25T01:00:00Z', minutes: 60 },
  ]),
};
