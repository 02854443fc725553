import type { Language } from '@interlude/shared/language/languages';
import { type CandidateDictionary, firstWords, restOfWords, type Words } from '../i18n/dictionaries.ts';
import { isMadeUp, type Locale } from '../i18n/locale.ts';
import { reworded } from './reworded.models.ts';

/** What still reads wrong in English when only the nouns have changed. */
const ownEnglish: Partial<Words> = {
  'booked.over.what': 'If you could not meet, or anything is left to say, write to {name}.',
  'completed.pending': 'Thank you for coming. If anything is left to say, write to {company}.',
  'empty.no_hours': 'No hours are open in this period.',
  'empty.caps': 'The providers have no room for another appointment in this period.',
  'no_show.what': 'The appointment on {date} did not take place. Another time may be possible: write to {name}.',
  'reason.interviewer_unavailable': 'The provider is not available',
};

/** The sentences that read otherwise of an appointment, in each language; English has the rule above. */
const own: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Partial<Words>>>> = {
  de: async () => (await import('../i18n/de/de-appointment.ts')).deAppointment,
  fr: async () => (await import('../i18n/fr/fr-appointment.ts')).frAppointment,
  es: async () => (await import('../i18n/es/es-appointment.ts')).esAppointment,
  'pt-BR': async () => (await import('../i18n/pt/pt-appointment.ts')).ptAppointment,
  ar: async () => (await import('../i18n/ar/ar-appointment.ts')).arAppointment,
};

/** Everything the page of a client says, in its language. */
export async function appointmentWords(language: Locale['language']): Promise<Words> {
  const isEnglish = language === 'en' || isMadeUp(language);
  const [first, rest] = await Promise.all([
    firstWords(isEnglish ? 'en' : language),
    restOfWords(isEnglish ? 'en' : language),
  ]);
  if (!isEnglish) return { ...first, ...rest, ...(await own[language]()) };
  const english = reworded({ ...first, ...rest } as CandidateDictionary, ownEnglish);
  if (language === 'en') return english;
  const { pseudoTranslation } = await import('../i18n/pseudo.ts');
  return pseudoTranslation(english as CandidateDictionary);
}
