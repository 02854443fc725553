import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { EmptyDay } from '../../time/empty-day.tsx';
import { dateInstant } from '../../time/formats.models.ts';
import { startsByDate } from '../../time/slots.models.ts';
import { useHr } from '../session/hr-context.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { previewQuery } from './availability.queries.ts';

interface PreviewProps {
  readonly personId: string;
  readonly zone: string;
}

/** What a candidate would see of the saved hours, or why there is nothing and when there will be. */
export function Preview(props: PreviewProps) {
  const { t } = useHr();
  const { formats } = useI18n();
  const preview = useQuery(() => previewQuery(props.personId, props.zone));
  return (
    <section aria-labelledby="preview-title" class="stack">
      <h2 id="preview-title" class="hr-h2">
        {t('hours.preview')}
      </h2>
      <Panel query={preview} skeleton={<RowsSkeleton rows={4} />}>
        {(answer) => {
          const dates = () => [
            ...startsByDate(
              answer().starts.map((start) => Date.parse(start)),
              answer().offsets,
            ),
          ];
          return (
            <Show when={dates().length > 0} fallback={<EmptyDay answer={answer()} />}>
              <ul>
                <For each={dates()}>
                  {([date, starts]) => (
                    <li>
                      {t('hours.preview.day', { date: formats().longDay(dateInstant(date)), count: starts.length })}
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          );
        }}
      </Panel>
    </section>
  );
}
