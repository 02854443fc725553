import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { createSignal, For, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { lazyCode } from '../../../ui/lazy-part.tsx';
import { useHr } from '../../session/hr-context.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { StatusChip } from '../status-chip.tsx';
import { BookingLink } from './booking-link.tsx';

const CancelSeries = lazyCode(async () => (await import('../../appointments/cancel-series.tsx')).CancelSeries);

type Parts = NonNullable<InterviewDetail['parts']>;
type Series = NonNullable<InterviewDetail['series']>;

/** What was booked at once with this booking: the other parts of its invitation, or the rest of its series. */
export function BundleSection(props: { readonly interview: InterviewDetail }) {
  return (
    <>
      <Show when={props.interview.parts}>{(parts) => <Arranged interview={props.interview} parts={parts()} />}</Show>
      <Show when={props.interview.series}>
        {(series) => <Recurring interview={props.interview} series={series()} />}
      </Show>
    </>
  );
}

function Arranged(props: { readonly interview: InterviewDetail; readonly parts: Parts }) {
  const { t, text } = useHr();
  const { t: common } = useI18n();
  const days = () => props.parts.withinDays;
  return (
    <section aria-labelledby="parts-title" class="side-section">
      <h2 id="parts-title" class="side-title">
        {t('parts.title')}
      </h2>
      <p class="muted">{days() === 1 ? t('parts.day.one') : t('parts.day.many', { days: String(days()) })}</p>
      <ol class="attempts">
        <For each={props.parts.all}>
          {(part, n) => (
            <li>
              <BookingLink
                to={`/hr/interviews/${part.interviewId}`}
                isHere={part.interviewId === props.interview.interviewId}
              >
                {t('parts.nth', { number: String(n() + 1), type: common(`type.${part.type}`) })}
              </BookingLink>
              <Show when={part.startsAt}>
                {(at) => (
                  <time class="muted" datetime={at()}>
                    {text().when(Date.parse(at()))}
                  </time>
                )}
              </Show>
              <StatusChip status={part.status} outcome={null} />
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function Recurring(props: { readonly interview: InterviewDetail; readonly series: Series }) {
  const { t, text } = useHr();
  return (
    <section aria-labelledby="series-title" class="side-section">
      <h2 id="series-title" class="side-title">
        {t('series.title')}
      </h2>
      <ol class="attempts">
        <For each={props.series.all}>
          {({ interviewId, startsAt, status }) => (
            <li>
              <BookingLink to={`/hr/appointments/${interviewId}`} isHere={interviewId === props.interview.interviewId}>
                {startsAt === null ? '' : text().when(Date.parse(startsAt))}
              </BookingLink>
              <StatusChip status={status} outcome={null} />
            </li>
          )}
        </For>
      </ol>
      <CancelAll interview={props.interview} series={props.series} />
    </section>
  );
}

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
        <CancelSeries
          booking={props.interview}
          series={props.series}
          isOpen={isOpen()}
          onClose={() => setOpen(false)}
        />
      </Show>
    </Show>
  );
}
