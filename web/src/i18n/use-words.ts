import { createMemo, createSignal } from 'solid-js';
import { useI18n } from './i18n-context.tsx';
import { createTranslator, type Dictionary, type Translation, type Translator } from './translator.ts';

/** Sentences in the page's language that are not part of what every candidate loads first. */
export function useLaterWords<Words extends Dictionary>(english: Words & Translation<Words>): Translator<Words> {
  const { locale } = useI18n();
  const [words, setWords] = createSignal<Translation<Words>>(english);
  if (locale.language !== 'en') {
    void import('./pseudo.ts').then(({ pseudoTranslation }) => setWords(() => pseudoTranslation<Words>(english)));
  }
  const translator = createMemo(() => createTranslator<Words>(words(), locale.formats));
  return (key, ...values) => translator()(key, ...values);
}
