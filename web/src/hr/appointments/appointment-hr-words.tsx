import { type ParentProps, Show } from 'solid-js';
import { reworded } from '../../appointments/reworded.models.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { isMadeUp } from '../../i18n/locale.ts';
import { createTranslator, type Translation } from '../../i18n/translator.ts';
import { HrContext, useHr } from '../session/hr-context.tsx';
import { type HrDictionary, hrDictionary } from '../words/hr-dictionary.ts';
import { WordsContext } from '../words/hr-words.tsx';

/** What the console says of an appointment; sentences that only change their nouns are not repeated here. */
export const appointmentHrDictionary = reworded(hrDictionary, {
  'did.complete': 'Completed',
  'fact.invited': 'Begun',
  'status.invited': 'No time yet',
  'means.final': 'This cannot be undone. To meet after all, the client books again.',
  'means.noShow.candidate':
    'If it was the client: it is recorded as missed. A client who was there after all has to tell you.',
  'reason.position_filled': 'The service is not offered any more',
});

export function AppointmentHrWords(props: ParentProps<{ readonly isAppointment: boolean }>) {
  return <OtherHrWords words={props.isAppointment ? appointmentHrDictionary : null}>{props.children}</OtherHrWords>;
}

interface OtherHrWordsProps extends ParentProps {
  /** Null leaves everything as it is. */
  readonly words: Translation<HrDictionary> | null;
}

export function OtherHrWords(props: OtherHrWordsProps) {
  const hr = useHr();
  const { locale } = useI18n();
  return (
    <Show when={!isMadeUp(locale().language) && props.words} keyed fallback={props.children}>
      {(words) => {
        const t = createTranslator<HrDictionary>(words, locale());
        return (
          <WordsContext.Provider value={t}>
            <HrContext.Provider value={{ ...hr, t }}>{props.children}</HrContext.Provider>
          </WordsContext.Provider>
        );
      }}
    </Show>
  );
}
