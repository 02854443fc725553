import { createContext, createResource, type ParentProps, Show, useContext } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { isMadeUp } from '../../i18n/locale.ts';
import {
  createTranslator,
  type Dictionary,
  type Translation,
  type Translator,
  type ValuesOf,
} from '../../i18n/translator.ts';
import { type HrDictionary, hrDictionary } from './hr-dictionary.ts';

export type HrTranslator = Translator<HrDictionary>;
/** The sentences that take no values. */
export type PlainWord = {
  [Key in keyof HrDictionary]: [keyof ValuesOf<HrDictionary[Key]>] extends [never] ? Key : never;
}[keyof HrDictionary];

/** Puts a dictionary into the language of the page. */
type Translate = <D extends Dictionary>(dictionary: D) => Translation<D>;

export const WordsContext = createContext<HrTranslator>();
const asItIs: Translate = (dictionary) => dictionary;
const TranslateContext = createContext<Translate>(asItIs);

/** Gives the console its sentences, in the made-up language where the page is asked to be in one. */
export function HrWords(props: ParentProps) {
  const { locale } = useI18n();
  const [translate] = createResource(async (): Promise<{ readonly all: Translate }> => {
    if (!isMadeUp(locale().language)) return { all: asItIs };
    return { all: (await import('../../i18n/pseudo.ts')).pseudoTranslation };
  });
  return (
    <Show when={translate.latest}>
      {(known) => (
        <TranslateContext.Provider value={known().all}>
          <WordsContext.Provider value={createTranslator<HrDictionary>(known().all(hrDictionary), locale())}>
            {props.children}
          </WordsContext.Provider>
        </TranslateContext.Provider>
      )}
    </Show>
  );
}

export function useWords(): HrTranslator {
  const t = useContext(WordsContext);
  if (!t) throw new Error('useWords outside of HrWords');
  return t;
}

/** The sentences of a page that come with its code, for pages that are not opened first. */
export function usePartWords<D extends Dictionary>(dictionary: D): Translator<D> {
  const { locale } = useI18n();
  return createTranslator<D>(useContext(TranslateContext)(dictionary), locale());
}
