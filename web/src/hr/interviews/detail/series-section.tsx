import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { A } from '@solidjs/router';
import { createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { StatusChip } from '../status-chip.tsx';

const CancelSeries = lazy(async () => ({
  default: (await import('../../appointments/cancel-series.tsx')).CancelSeries,
}));

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
          <CancelAll interview={props.interview} series={series()} />
        </section>
      )}
    </Show>
  );
}

type Series = NonNullable<InterviewDetail['series']>;

function CancelAll(props: { readonly interview: InterviewDetail; readonly series: Series }) {
  const { t } = useHr();
  const [isOpen, setOpen] = createSignal(false);
  const [isNeeded, setNeeded] = createSignal(false);
  const coming = () => props.series.all.filter(({ status }) => upcomingStatuses.includes(status)).length;

  function ask() {
    setNeeded(true);
    setOpen(true);
  }

  return (
    <Show when={props.interview.mayAct}>
      <Show when={coming() > 1}>
        <button type="button" class="button button-danger side-do" aria-haspopup="dialog" onClick={ask}>
          {t('series.cancel')}
        </button>
      </Show>
      <Show when={isNeeded()}>
        <Suspense>
          <CancelSeries
            booking={props.interview}
            series={props.series}
            isOpen={isOpen()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      </Show>
    </Show>
  );
}
