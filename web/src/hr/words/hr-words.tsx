import { createContext, createResource, type ParentProps, Show, useContext } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { isMadeUp } from '../../i18n/locale.ts';
import { createTranslator, type Translation, type Translator } from '../../i18n/translator.ts';
import { type HrDictionary, hrDictionary } from './hr-dictionary.ts';

export type HrTranslator = Translator<HrDictionary>;

export const WordsContext = createContext<HrTranslator>();

/** Gives the console its sentences, in the made-up language where the page is asked to be in one. */
export function HrWords(props: ParentProps) {
  const { locale } = useI18n();
  const [dictionary] = createResource(async (): Promise<Translation<HrDictionary>> => {
    if (!isMadeUp(locale().language)) return hrDictionary;
    return (await import('../../i18n/pseudo.ts')).pseudoTranslation(hrDictionary);
  });
  return (
    <Show when={dictionary.latest}>
      {(known) => (
        <WordsContext.Provider value={createTranslator<HrDictionary>(known(), locale())}>
          {props.children}
        </WordsContext.Provider>
      )}
    </Show>
  );
}

export function useWords(): HrTranslator {
  const t = useContext(WordsContext);
  if (!t) throw new Error('useWords outside of HrWords');
  return t;
}
