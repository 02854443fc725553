import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import type { InterviewDetail } from './interviews.queries.ts';
import { StatusChip } from './status-chip.tsx';

/** The appointments that a client booked at once with this one. */
export function SeriesSection(props: { readonly interview: InterviewDetail }) {
  const { t, text } = useHr();
  const whenOf = (startsAt: string | null) => (startsAt === null ? '' : text().when(Date.parse(startsAt)));
  return (
    <Show when={props.interview.series}>
      {(series) => (
        <section aria-labelledby="series-title" class="side-section">
          <h2 id="series-title" class="side-title">
            {t('series.title')}
          </h2>
          <ol class="attempts">
            <For each={series().all}>
              {({ interviewId, startsAt, status }) => (
                <li>
                  <Show
                    when={interviewId !== props.interview.interviewId}
                    fallback={
                      <strong>
                        {whenOf(startsAt)}, {t('parts.here')}
                      </strong>
                    }
                  >
                    <A class="link" href={`/hr/appointments/${interviewId}`}>
                      {whenOf(startsAt)}
                    </A>
                  </Show>
                  <StatusChip status={status} outcome={null} />
                </li>
              )}
            </For>
          </ol>
        </section>
      )}
    </Show>
  );
}
