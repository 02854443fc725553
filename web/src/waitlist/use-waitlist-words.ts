import { createMemo, createSignal } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createTranslator, type Translation, type Translator } from '../i18n/translator.ts';
import { enWaitlist } from './en-waitlist.ts';

type Words = typeof enWaitlist;

/** The sentences of the waitlist in the page's language; they are not part of what every candidate loads first. */
export function useWaitlistWords(): Translator<Words> {
  const { locale } = useI18n();
  const [words, setWords] = createSignal<Translation<Words>>(enWaitlist);
  if (locale.language !== 'en') {
    void import('../i18n/pseudo.ts').then(({ pseudoTranslation }) => setWords(pseudoTranslation(enWaitlist)));
  }
  const translator = createMemo(() => createTranslator<Words>(words(), locale.formats));
  return (key, ...values) => translator()(key, ...values);
}
