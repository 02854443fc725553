import { createMemo, createSignal } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createTranslator, type Translation, type Translator } from '../i18n/translator.ts';
import { enService } from './en-service.ts';

type Words = typeof enService;

/** The sentences of a public page in the reader's language. */
export function useServiceWords(): Translator<Words> {
  const { locale } = useI18n();
  const [words, setWords] = createSignal<Translation<Words>>(enService);
  if (locale.language !== 'en') {
    void import('../i18n/pseudo.ts').then(({ pseudoTranslation }) => setWords(pseudoTranslation(enService)));
  }
  const translator = createMemo(() => createTranslator<Words>(words(), locale.formats));
  return (key, ...values) => translator()(key, ...values);
}
