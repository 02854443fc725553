import { type Accessor, createContext, createMemo, createSignal, type ParentProps, useContext } from 'solid-js';
import { createFormats, type Formats, type HourCycle } from '../time/formats.models.ts';
import { persistent } from '../ui/persistent.ts';
import { remember, remembered } from '../ui/storage.ts';
import { type CandidateDictionary, restOfWords, type Words } from './dictionaries.ts';
import { hourCycleOf, type Locale, languagesFrom } from './locale.ts';
import { createTranslator, type Translator } from './translator.ts';

export interface I18n {
  readonly t: Translator<CandidateDictionary>;
  readonly locale: Locale;
  readonly hourCycle: Accessor<HourCycle>;
  readonly formats: Accessor<Formats>;
  /** Whether all sentences are here, not only those up to the first free time. */
  readonly hasAllWords: Accessor<boolean>;
  readonly fetchAllWords: () => void;
  readonly chooseHourCycle: (cycle: HourCycle) => void;
  /** Takes over what was saved with the interview, unless this reader has chosen here. */
  readonly adoptHourCycle: (cycle: HourCycle) => void;
}

const hoursKey = 'interlude.hours';
export const I18nContext = createContext<I18n>();

interface I18nProviderProps extends ParentProps {
  readonly locale: Locale;
  readonly words: Words;
}

export function I18nProvider(props: I18nProviderProps) {
  const chosen = remembered(hoursKey);
  const isChosen = chosen === 'h12' || chosen === 'h23';
  const [hourCycle, setHourCycle] = createSignal<HourCycle>(
    isChosen ? chosen : hourCycleOf(languagesFrom(navigator.languages)),
  );
  const formats = createMemo(() => createFormats(props.locale.formats, hourCycle()));
  const [words, setWords] = createSignal(props.words);
  const [hasAllWords, setHasAllWords] = createSignal(false);
  let isFetching = false;
  const translator = createMemo(() => createTranslator<CandidateDictionary>(words(), props.locale.formats));
  const value: I18n = {
    t: (key, ...values) => translator()(key, ...values),
    hasAllWords,
    fetchAllWords() {
      if (isFetching) return;
      isFetching = true;
      void persistent(() => restOfWords(props.locale.language)).then((rest) => {
        setWords((first) => ({ ...first, ...rest }));
        setHasAllWords(true);
      });
    },
    locale: props.locale,
    hourCycle,
    formats,
    chooseHourCycle(cycle) {
      remember(hoursKey, cycle);
      setHourCycle(cycle);
    },
    adoptHourCycle(cycle) {
      if (remembered(hoursKey) === null) setHourCycle(cycle);
    },
  };
  return <I18nContext.Provider value={value}>{props.children}</I18nContext.Provider>;
}

export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}
