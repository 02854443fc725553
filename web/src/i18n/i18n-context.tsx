import type { Language } from '@interlude/shared/language/languages';
import type { Cities } from '@interlude/shared/time/zone-text';
import { type Accessor, createContext, createEffect, createMemo, createSignal, type ParentProps } from 'solid-js';
import { createFormats, type Formats, type HourCycle } from '../time/formats.models.ts';
import { persistent } from '../ui/persistent.ts';
import { required } from '../ui/required-context.ts';
import { remember, remembered } from '../ui/storage.ts';
import { type CandidateDictionary, citiesOf, firstWords, restOfWords, type Words } from './dictionaries.ts';
import { hasAskedForLanguage, rememberLanguage } from './language-choice.ts';
import { hourCycleOf, inRegion, type Locale, languagesFrom } from './locale.ts';
import { createTranslator, type Translator } from './translator.ts';

export interface I18n {
  readonly t: Translator<CandidateDictionary>;
  readonly locale: Accessor<Locale>;
  /** Shows the page in another language, and keeps to it on this device; false when another one was chosen meanwhile. Rejects when its sentences do not come. */
  readonly chooseLanguage: (language: Language) => Promise<boolean>;
  /** Takes over the language of the invitation, unless this reader or the link has asked for one. */
  readonly adoptLanguage: (tag: string) => void;
  readonly hourCycle: Accessor<HourCycle>;
  readonly formats: Accessor<Formats>;
  /** Whether all sentences are here, not only those up to the first free time. */
  readonly hasAllWords: Accessor<boolean>;
  readonly fetchAllWords: () => void;
  /** Whether the rest of the sentences did not come, however often it was asked for. */
  readonly areWordsLost: Accessor<boolean>;
  readonly chooseHourCycle: (cycle: HourCycle) => void;
  /** Takes over what was saved with the interview, unless this reader has chosen here. */
  readonly adoptHourCycle: (cycle: HourCycle) => void;
}

interface Page {
  readonly locale: Locale;
  readonly words: Words;
  /** They come with the last of the words. */
  readonly cities?: Cities;
  readonly isWhole: boolean;
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
  const [page, setPage] = createSignal<Page>({ locale: props.locale, words: props.words, isWhole: false });
  const locale = () => page().locale;
  const formats = createMemo(() => createFormats(locale().formats, hourCycle(), page().cities));
  const translator = createMemo(() => createTranslator<CandidateDictionary>(page().words, locale()));
  const [areWordsLost, setLost] = createSignal(false);
  let isFetching = false;
  let wished = props.locale;

  // The page changes when all of its sentences are there, and only to the last language that was asked for.
  async function change(next: Locale): Promise<boolean> {
    wished = next;
    try {
      const [first, rest, cities] = await persistent(() =>
        Promise.all([firstWords(next.language), restOfWords(next.language), citiesOf(next.language)]),
      );
      if (wished === next) setPage({ locale: next, words: { ...first, ...rest }, cities, isWhole: true });
      return wished === next;
    } catch (error) {
      if (wished === next && next !== locale()) stay();
      throw error;
    }
  }
  // In the language the page is in, whose own later sentences were dropped if they came meanwhile.
  function stay() {
    wished = locale();
    if (!page().isWhole) change(wished).catch(() => setLost(true));
  }
  createEffect(() => {
    document.documentElement.lang = locale().tag;
    document.documentElement.dir = locale().dir;
  });
  const value: I18n = {
    t: (key, ...values) => translator()(key, ...values),
    hasAllWords: () => page().isWhole,
    areWordsLost,
    fetchAllWords() {
      if (isFetching) return;
      isFetching = true;
      change(wished).catch(() => setLost(true));
    },
    locale,
    async chooseLanguage(language) {
      const isLast = await change(inRegion(language, languagesFrom(navigator.languages)));
      if (isLast) rememberLanguage(language);
      return isLast;
    },
    adoptLanguage(tag) {
      if (hasAskedForLanguage()) return;
      const next = inRegion(tag, languagesFrom(navigator.languages));
      // Where its sentences do not come, the page stays in the language it is in.
      if (next.language !== locale().language) change(next).catch(() => undefined);
    },
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

export const useI18n = required(I18nContext);
