import { instantsOf } from '@interlude/shared/time-zone';
import { createUniqueId } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';

interface OtherTimeProps {
  /** The clock that leads. */
  readonly zone: string;
  readonly onChoose: (at: number) => void;
}

/** A start that is not on the list, which only an exception allows: whoever asks for it is told what stands in the way. */
export function OtherTime(props: OtherTimeProps) {
  const { t } = useHr();
  const id = createUniqueId();
  function choose(entered: string) {
    const [date = '', time = ''] = entered.split('T');
    // Of a time that comes twice the first; one that the clock leaves out is none.
    const [at] = date === '' || time === '' ? [] : instantsOf(props.zone, { date, time: time.slice(0, 5) });
    if (at !== undefined) props.onChoose(at);
  }
  return (
    <details>
      <summary class="summary">{t('form.slot.other')}</summary>
      <div class="field">
        <label for={id}>{t('form.slot.other.at')}</label>
        <input
          id={id}
          type="datetime-local"
          step="300"
          class="input input-moment"
          aria-describedby={`${id}-hint`}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <p id={`${id}-hint`} class="field-hint">
          {t('form.slot.other.hint')}
        </p>
      </div>
    </details>
  );
}
