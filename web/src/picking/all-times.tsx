import { createEffect, createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { firstWeekdayOf } from '../i18n/locale.ts';
import { dateInstant } from '../time/formats.models.ts';
import { SlotList } from '../time/slot-list.tsx';
import { pageWeeks, shiftedDate } from '../time/week-grid.models.ts';
import { WeekGrid } from '../time/week-grid.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { earlierOf } from './coverage.models.ts';
import type { Picking } from './create-picking.ts';
import { useTimes } from './times-context.ts';

const NoTimes = lazyPart(
  async () => (await import('./no-times.tsx')).NoTimes,
  () => null,
);
const WhyNotEarlier = lazyPart(
  async () => (await import('./why-not-earlier.tsx')).WhyNotEarlier,
  () => null,
);

interface AllTimesProps {
  readonly picking: Picking;
  readonly isNarrow: boolean;
}

/** Days and the times of the day in view, side by side; on a phone behind a button, with a strip of seven days. */
export function AllTimes(props: AllTimesProps) {
  const { t } = useI18n();
  const { isQuiet } = useTimes();
  const [isOpen, setOpen] = createSignal(false);
  const panelId = createUniqueId();
  const isShown = () => !props.isNarrow || isOpen();
  // A choice opens them too, once the press itself is answered on the screen.
  createEffect(() => {
    if (props.picking.chosen() !== null) requestAnimationFrame(() => setTimeout(setOpen, 0, true));
  });
  return (
    <section aria-label={t('pick.all')}>
      <Show when={props.isNarrow && !isShown()}>
        <button
          type="button"
          class="button w-full"
          aria-expanded="false"
          aria-controls={panelId}
          onClick={() => {
            setOpen(true);
            // The button is gone once pressed, so the focus moves to what it opened.
            queueMicrotask(() => document.querySelector<HTMLElement>(`[id="${panelId}"] [tabindex="0"]`)?.focus());
          }}
        >
          {t('pick.all')}
        </button>
      </Show>
      {/* Built as soon as the browser has time for it, so that opening need not wait for it. */}
      <div id={panelId} hidden={!isShown()}>
        <Show when={isShown() || isQuiet()}>
          <div class="all-times">
            <Days {...props} />
            <Times {...props} />
          </div>
        </Show>
      </div>
    </section>
  );
}

function Days(props: AllTimesProps) {
  const { t, formats, locale } = useI18n();
  const [wish, setWish] = createSignal<'page' | 'week' | null>(null);
  const span = () => wish() ?? (props.isNarrow ? 'week' : 'page');
  const weeks = () => (span() === 'week' ? 1 : pageWeeks);
  const shape = createMemo(() => ({
    weeks: weeks(),
    firstWeekday: firstWeekdayOf(locale().formats),
    rtl: locale().dir === 'rtl',
  }));
  const turn = (date: string) => {
    const days = Array.from({ length: weeks() * 7 }, (_, i) => shiftedDate(date, i));
    props.picking.moveCursor(days.find((day) => props.picking.countOn(day) > 0) ?? date);
  };
  const nameOf = (date: string) => {
    const count = props.picking.countOn(date);
    const day = formats().fullDay(dateInstant(date));
    return count === 0 ? t('pick.day.none', { date: day }) : t('pick.day.times', { date: day, count });
  };
  return (
    <WeekGrid
      cursor={props.picking.cursor()}
      selected={props.picking.cursor()}
      today={props.picking.today()}
      from={props.picking.today()}
      to={props.picking.lastDate()}
      shape={shape()}
      formats={formats()}
      labels={{ previous: t(`pick.previous.${span()}`), next: t(`pick.next.${span()}`) }}
      isBusy={props.picking.isBusy()}
      countOn={props.picking.countOn}
      nameOf={nameOf}
      onMove={props.picking.moveCursor}
      onTurn={turn}
      onSelect={props.picking.moveCursor}
      aside={
        <>
          {/* The numbers are in the names of the days. */}
          <p class="shade-key" aria-hidden="true">
            {t('pick.few')}
            <For each={[1, 2, 3]}>{(shade) => <i data-shade={shade} />}</For>
            {t('pick.many')}
          </p>
          <Show when={props.isNarrow}>
            <button
              type="button"
              class="button button-quiet mt-1"
              onClick={() => setWish(span() === 'week' ? 'page' : 'week')}
            >
              {t(span() === 'week' ? 'pick.page' : 'pick.week')}
            </button>
          </Show>
        </>
      }
    />
  );
}

function Times(props: AllTimesProps) {
  const { t, formats } = useI18n();
  const headingId = createUniqueId();
  const { now } = useTimes();
  const [isAsked, setAsked] = createSignal(false);
  const earlier = () => {
    const [first] = props.picking.soonest();
    const answer = props.picking.answer();
    return answer && first ? earlierOf(answer, first, now()) : null;
  };
  const day = () => formats().longDay(dateInstant(props.picking.cursor()));
  return (
    <div class="min-w-0">
      <h3 id={headingId} class="flex min-h-11 items-center font-strong" aria-live="polite">
        {props.picking.slots().length > 0 ? day() : t('pick.times.none', { date: day() })}
      </h3>
      <Show when={props.picking.slots().length > 0} fallback={<NoTimes picking={props.picking} />}>
        <SlotList
          slots={props.picking.slots()}
          selected={props.picking.chosen()}
          text={props.picking.text()}
          labelledBy={headingId}
          noteOf={props.picking.placesLeft}
          onSelect={props.picking.choose}
        />
      </Show>
      <Show when={earlier()}>
        {(known) => (
          <details class="why" onToggle={({ currentTarget }) => setAsked(currentTarget.open)}>
            <summary>{t('pick.why')}</summary>
            <Show when={isAsked()}>
              <WhyNotEarlier earlier={known()} text={props.picking.text()} />
            </Show>
          </details>
        )}
      </Show>
    </div>
  );
}
