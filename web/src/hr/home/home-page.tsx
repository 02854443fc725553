import { addDays, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { anyInterviewQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { timeOf } from './day.models.ts';
import { DaySection } from './day-section.tsx';
import { dayQuery, type Meeting } from './home.queries.ts';
import { UpNext } from './up-next.tsx';
import { WaitingSection } from './waiting-section.tsx';

const FirstSteps = lazyCode(async () => (await import('./first-steps.tsx')).FirstSteps);

const [noon, evening] = [12, 18];

/** `/hr`: the day as a line of time, what waits for somebody, and what comes next. */
export function HomePage() {
  const { t, me, text, now, may } = useHr();
  const date = createMemo(() => text().dateOf(now()));
  const bounds = createMemo(() => ({
    fromMs: startOfLocalDay(me().zone, date()),
    toMs: startOfLocalDay(me().zone, addDays(date(), 1)),
  }));
  const day = useQuery(() => dayQuery(bounds()));
  const ever = useQuery(() => anyInterviewQuery());
  const isNew = () => may('interviews:write') && dataOf(ever)?.interviews.length === 0;
  const greeting = () => {
    const hour = (now() - bounds().fromMs) / 3_600_000;
    const part = hour < noon ? 'morning' : hour < evening ? 'afternoon' : 'evening';
    return t(`home.greeting.${part}`, { name: me().name.split(' ')[0] ?? me().name });
  };
  return (
    <div class="home">
      <PageHead title={t('hr.nav.today')} heading={greeting()} lead={<DayLine day={dataOf(day)} />} />
      <Show when={!isNew()} fallback={<FirstSteps />}>
        <Panel query={day} skeleton={<RowsSkeleton rows={4} />}>
          {(known) => <DaySection meetings={known().meetings} isCut={known().isCut} fromMs={bounds().fromMs} />}
        </Panel>
        {/* Where it stands depends on the day above it. */}
        <div class="home-split" classList={{ 'home-later': day.isPending }}>
          <WaitingSection />
          <aside class="stack">
            <UpNext meetings={dataOf(day)?.meetings} toMs={bounds().toMs} />
          </aside>
        </div>
      </Show>
    </div>
  );
}

function DayLine(props: {
  readonly day: { readonly meetings: readonly Meeting[]; readonly isCut: boolean } | undefined;
}) {
  const { t, text, now } = useHr();
  const meetings = () => props.day?.meetings ?? [];
  const live = () => meetings().filter((one) => timeOf(one, now()) === 'now').length;
  const next = () => meetings().find((one) => timeOf(one, now()) === 'ahead')?.startsAt;
  const count = () => {
    if (meetings().length === 0) return t('home.count.none');
    return t(props.day?.isCut ? 'home.count.least' : 'home.count', { count: meetings().length });
  };
  return (
    <p class="muted">
      <time datetime={text().dateOf(now())}>{text().longDay(now())}</time>
      {'. '}
      <Show when={props.day}>
        <span>{count()} </span>
        <Show when={live() > 0}>
          <span>{t('home.now', { count: live() })} </span>
        </Show>
        <Show when={next()}>
          {(at) => <span>{t('home.next', { distance: text().distance(now(), Date.parse(at())) })}</span>}
        </Show>
      </Show>
    </p>
  );
}
