import { createSignal, type ParentProps, Show } from 'solid-js';
import type { CandidateDictionary } from '../i18n/dictionaries.ts';
import { en } from '../i18n/en.ts';
import { enRest } from '../i18n/en-rest.ts';
import { I18nContext, useI18n } from '../i18n/i18n-context.tsx';
import { createTranslator, type Translation } from '../i18n/translator.ts';
import { reworded } from './reworded.models.ts';

/** What the page of a client says of an appointment; sentences that only change their nouns are not repeated here. */
export const appointmentDictionary = reworded(
  { ...en, ...enRest },
  {
    'booked.over.what': 'Thank you for coming. If you could not meet, or anything is left to say, write to {name}.',
    'completed.pending': 'Thank you for coming. If anything is left to say, write to {company}.',
    'empty.no_hours': 'No hours are open in this period.',
    'empty.caps': 'The providers have no room for another appointment in this period.',
    'no_show.what': 'The appointment on {date} did not take place. Another time may be possible: write to {name}.',
    'reason.interviewer_unavailable': 'The provider is not available',
  },
);

export function AppointmentWords(props: ParentProps) {
  const i18n = useI18n();
  const { language, formats } = i18n.locale;
  const [known, setKnown] = createSignal<Translation<CandidateDictionary> | null>(
    language === 'en' ? appointmentDictionary : null,
  );
  if (language !== 'en') {
    void import('../i18n/pseudo.ts').then(({ pseudoTranslation }) =>
      setKnown(() => pseudoTranslation(appointmentDictionary as CandidateDictionary)),
    );
  }
  return (
    <Show when={known()}>
      {(dictionary) => (
        <I18nContext.Provider
          value={{ ...i18n, t: createTranslator<CandidateDictionary>(dictionary(), formats), hasAllWords: () => true }}
        >
          {props.children}
        </I18nContext.Provider>
      )}
    </Show>
  );
}
