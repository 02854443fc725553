import { addDays, instantsOf } from '@interlude/shared/time/time-zone';
import { createSignal, createUniqueId } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';

interface OtherTimeProps {
  readonly zone: string;
  readonly today: string;
  readonly onChoose: (at: number) => void;
}

const daysAhead = 729;

/** A start that is not on the list, which only an exception allows: whoever asks for it is told what stands in the way. */
export function OtherTime(props: OtherTimeProps) {
  const { t } = useHr();
  const id = createUniqueId();
  const [isWrong, setWrong] = createSignal(false);

  function choose({ value, validity }: HTMLInputElement) {
    const [date = '', time = ''] = value.split('T');
    // A year half typed lies before the first date, and a time that the clock skips does not exist.
    const [at] = validity.valid && value !== '' ? instantsOf(props.zone, { date, time: time.slice(0, 5) }) : [];
    setWrong(at === undefined);
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
          min={`${props.today}T00:00`}
          max={`${addDays(props.today, daysAhead)}T23:55`}
          class="input input-moment"
          aria-invalid={isWrong()}
          aria-describedby={`${id}-hint`}
          onChange={(event) => choose(event.currentTarget)}
        />
        <p id={`${id}-hint`} class={isWrong() ? 'field-error' : 'field-hint'}>
          {t(isWrong() ? 'form.slot.other.wrong' : 'form.slot.other.hint')}
        </p>
      </div>
    </details>
  );
}
