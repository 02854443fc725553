import type { SlotsView } from '@interlude/shared/schemas/views';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createZonedText } from './formats.models.ts';

interface EmptyDayProps {
  /** What the server says of this day alone; absent until it has. */
  readonly answer: SlotsView | undefined;
  /** Without it the next opening is said, not led to. */
  readonly onMove?: (date: string) => void;
}

/** Why a day has no times, and a way to the next one that has; nothing while that is not known. */
export function EmptyDay(props: EmptyDayProps) {
  const { t, formats } = useI18n();
  return (
    <Show when={props.answer?.emptyBecause && props.answer}>
      {(answer) => {
        const text = () => createZonedText(formats(), answer().zone, answer().offsets);
        return (
          <>
            <p>{t(`empty.${answer().emptyBecause ?? 'full'}`)}</p>
            <Show when={answer().nextOpeningAt} fallback={<p>{t('empty.last')}</p>}>
              {(at) => {
                const next = () => t('empty.next', { when: text().when(Date.parse(at())) });
                return (
                  <Show when={props.onMove} fallback={<p>{next()}</p>}>
                    {(move) => (
                      <button type="button" class="button" onClick={() => move()(text().dateOf(Date.parse(at())))}>
                        {next()}
                      </button>
                    )}
                  </Show>
                );
              }}
            </Show>
          </>
        );
      }}
    </Show>
  );
}
