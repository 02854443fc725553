import { createMemo, createSignal, createUniqueId, onMount, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { firstWeekdayOf } from '../i18n/locale.ts';
import { dateInstant } from '../time/formats.models.ts';
import { SlotList } from '../time/slot-list.tsx';
import { slotsOfDay, startsByDate } from '../time/slots.models.ts';
import { pageWeeks, shiftedDate } from '../time/week-grid.models.ts';
import { WeekGrid } from '../time/week-grid.tsx';
import { createMedia } from '../ui/media.ts';
import type { PartsPicking } from './create-parts-picking.ts';
import { boundsOf, type Part } from './parts.models.ts';

interface PartTimesProps {
  readonly picking: PartsPicking;
  readonly part: Part;
  readonly number: number;
}

/** The days and times of one part that still fit; where they lie on one day only, its times. */
export function PartTimes(props: PartTimesProps) {
  const { t, formats } = useI18n();
  const headingId = createUniqueId();
  let heading: HTMLHeadingElement | undefined;
  const id = () => props.part.interviewId;
  const offsets = () => props.picking.text().offsets;
  const byDate = createMemo(() => startsByDate(props.picking.startsOf(id()), offsets()));
  const [wish, setWish] = createSignal<string | null>(null);
  const chosen = () => props.picking.chosen()[id()] ?? null;
  const day = () => {
    const at = chosen();
    const own = at === null ? null : props.picking.text().dateOf(at);
    return (
      wish() ??
      own ??
      [...byDate().keys()][0] ??
      props.picking.text().dateOf(Date.parse(props.picking.answer()?.earliestAt ?? ''))
    );
  };
  const slots = () => slotsOfDay(byDate().get(day()) ?? [], [], offsets());
  // After a part is chosen, reading goes on at the next one.
  onMount(() => props.picking.chosen()[id()] === undefined && props.number > 1 && heading?.focus());
  const isStuck = () => byDate().size === 0 && props.picking.hasChosen();
  const dayText = () => formats().longDay(dateInstant(day()));
  return (
    <div class="part-times">
      <Show when={!isStuck()} fallback={<p role="status">{t('parts.none')}</p>}>
        <Show when={byDate().size > 1 || !props.picking.hasChosen()}>
          <Days picking={props.picking} byDate={byDate()} day={day()} onDay={setWish} />
        </Show>
        <div class="min-w-0">
          <h4 ref={heading} id={headingId} tabindex="-1" class="flex min-h-11 items-center font-strong">
            <span class="sr-only">{t('parts.times', { number: String(props.number) })}, </span>
            {slots().length > 0 ? dayText() : t('pick.times.none', { date: dayText() })}
          </h4>
          <SlotList
            slots={slots()}
            selected={chosen()}
            text={props.picking.text()}
            labelledBy={headingId}
            onSelect={(at) => props.picking.choose(id(), at)}
          />
          <Show when={props.picking.answer()?.emptyBecause}>
            {(because) => (
              <p class="text-muted" role="status">
                {t(`empty.${because()}`)}
              </p>
            )}
          </Show>
        </div>
      </Show>
    </div>
  );
}

interface DaysProps {
  readonly picking: PartsPicking;
  readonly byDate: ReadonlyMap<string, readonly number[]>;
  readonly day: string;
  readonly onDay: (date: string) => void;
}

function Days(props: DaysProps) {
  const { t, formats, locale } = useI18n();
  const isNarrow = createMedia('(max-width: 47.9375rem)');
  const span = () => (isNarrow() ? 'week' : 'page');
  const weeks = () => (isNarrow() ? 1 : pageWeeks);
  const dates = () => [...props.byDate.keys()];
  const bounds = () => {
    const { today, hasChosen, answer } = props.picking;
    return boundsOf(answer(), { today: today(), day: props.day, dates: dates(), hasChosen: hasChosen() });
  };
  const turn = (date: string) => {
    props.picking.lookAt(date);
    const end = shiftedDate(date, weeks() * 7);
    props.onDay(dates().find((day) => day >= date && day < end) ?? date);
  };
  const countOn = (date: string) => props.byDate.get(date)?.length ?? 0;
  const nameOf = (date: string) => {
    const day = formats().fullDay(dateInstant(date));
    const count = countOn(date);
    return count === 0 ? t('pick.day.none', { date: day }) : t('pick.day.times', { date: day, count });
  };
  return (
    <WeekGrid
      cursor={props.day}
      selected={props.day}
      today={props.picking.today()}
      from={bounds().from}
      to={bounds().to}
      shape={{ weeks: weeks(), firstWeekday: firstWeekdayOf(locale().formats), rtl: locale().dir === 'rtl' }}
      formats={formats()}
      labels={{ previous: t(`pick.previous.${span()}`), next: t(`pick.next.${span()}`) }}
      isBusy={props.picking.slots.isPlaceholderData}
      countOn={countOn}
      nameOf={nameOf}
      onMove={(date) => {
        props.picking.lookAt(date);
        props.onDay(date);
      }}
      onTurn={turn}
      onSelect={props.onDay}
    />
  );
}
