import { createSignal } from 'solid-js';
import { ChoiceGroup, WordsField } from '../../ui/choice-group.tsx';
import { useHr } from '../session/hr-context.tsx';
import { reasonWord } from '../words/state-words.models.ts';

export type AskedReason = ReturnType<typeof createAskedReason>;

export function createAskedReason() {
  const [code, setCode] = createSignal('');
  const [words, setWords] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  return {
    code,
    setCode,
    words,
    setWords,
    isMissing: () => isTried() && code() === '',
    reason: () => ({ code: code(), ...(words().trim() === '' ? {} : { text: words().trim() }) }),
    async submit(act: () => Promise<void>): Promise<void> {
      setTried(true);
      if (code() !== '') await act();
    },
  };
}

export function ReasonFields(props: { readonly asked: AskedReason; readonly codes: readonly string[] }) {
  const { t } = useHr();
  return (
    <>
      <ChoiceGroup
        legend={t('form.reason')}
        codes={props.codes}
        labelOf={(one) => reasonWord(one, t)}
        chosen={props.asked.code()}
        onChoose={props.asked.setCode}
        error={props.asked.isMissing() ? t('form.reason.missing') : null}
      />
      <WordsField label={t('form.reason.text')} value={props.asked.words()} onInput={props.asked.setWords} />
    </>
  );
}
