import { createMemo, createResource, type ParentProps, Show } from 'solid-js';
import { I18nContext, useI18n } from '../i18n/i18n-context.tsx';
import { createTranslator } from '../i18n/translator.ts';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { appointmentWords } from './appointment-dictionary.ts';

/** Says what stands in it as it is said of appointments. */
export function AppointmentWords(props: ParentProps) {
  const i18n = useI18n();
  const [words] = createResource(() => i18n.locale().language, appointmentWords);
  const translator = createMemo(() => {
    const known = words.latest;
    return known && createTranslator(known, i18n.locale());
  });
  return (
    <Show when={translator()} fallback={<PageSkeleton />}>
      {(t) => (
        <I18nContext.Provider value={{ ...i18n, t: (key, ...values) => t()(key, ...values), hasAllWords: () => true }}>
          {props.children}
        </I18nContext.Provider>
      )}
    </Show>
  );
}
