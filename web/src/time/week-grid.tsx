import { createEffect, createMemo, createUniqueId, For, Index, type JSX, on, Show } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { dateInstant, type Formats } from './formats.models.ts';
import {
  clampedDate,
  dateAfterKey,
  type GridShape,
  pageStart,
  shadeOf,
  shiftedDate,
  ticksOf,
  weekOf,
  weekStart,
  weeksOf,
} from './week-grid.models.ts';

interface Bounds {
  readonly first: string;
  readonly last: string;
}

export interface WeekGridProps {
  /** The date that has the tab stop; the page that holds it is shown. */
  readonly cursor: string;
  readonly selected: string | null;
  readonly today: string;
  /** Pages are counted from the week of this date, and end with the week of the other. */
  readonly from: string;
  readonly to: string;
  readonly shape: GridShape;
  readonly formats: Formats;
  readonly labels: { readonly previous: string; readonly next: string };
  readonly isBusy: boolean;
  readonly countOn: (date: string) => number;
  /** The whole name of a day, with its number of times. */
  readonly nameOf: (date: string) => string;
  readonly onMove: (date: string) => void;
  /** The reader turned to the page that begins with this date, without naming a day. */
  readonly onTurn: (date: string) => void;
  readonly onSelect: (date: string) => void;
  readonly aside?: JSX.Element;
}

/**
 * A page of weeks after the date grid of the ARIA Authoring Practices: one tab stop, eight keys, days without times
 * stay reachable and say so.
 */
export function WeekGrid(props: WeekGridProps) {
  const headingId = createUniqueId();
  let table: HTMLTableElement | undefined;
  let wantsFocus = false;
  const bounds = createMemo(
    (): Bounds => ({
      first: weekStart(props.from, props.shape.firstWeekday),
      last: shiftedDate(weekStart(props.to, props.shape.firstWeekday), 6),
    }),
  );
  const within = (date: string) => clampedDate(date, bounds().first, bounds().last);
  const cursor = createMemo(() => within(props.cursor));
  const start = createMemo(() => pageStart(cursor(), props.from, props.shape));
  const weeks = createMemo(() => weeksOf(start(), props.to, props.shape));

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 'Enter' || key === ' ') props.onSelect(cursor());
    else {
      const next = dateAfterKey(cursor(), key, props.shape);
      if (next === null) return;
      wantsFocus = within(next) !== cursor();
      props.onMove(within(next));
    }
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-date]') : null;
    if (cell?.dataset['date']) props.onSelect(cell.dataset['date']);
  }

  // The focus follows the tab stop only when a key moved it; turning the page by button leaves it on the button.
  createEffect(
    on(
      cursor,
      (date) => {
        if (!wantsFocus) return;
        wantsFocus = false;
        queueMicrotask(() => table?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus());
      },
      { defer: true },
    ),
  );

  return (
    <div class="grid-box">
      <GridHead {...props} headingId={headingId} start={start()} dates={weeks().flat()} bounds={bounds()} />
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the date grid pattern is a table
        role="grid"
        aria-labelledby={headingId}
        aria-busy={props.isBusy}
        class="day-grid"
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <For each={weekOf(props.today, props.shape.firstWeekday)}>
              {(date) => (
                <th scope="col" abbr={props.formats.weekday(dateInstant(date))}>
                  {props.formats.narrowWeekday(dateInstant(date))}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Index each={weeks()}>
            {(week) => (
              <tr>
                <Index each={week()}>{(date) => <DayCell {...props} cursor={cursor()} date={date()} />}</Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      {props.aside}
    </div>
  );
}

interface GridHeadProps extends WeekGridProps {
  readonly headingId: string;
  readonly start: string;
  readonly dates: readonly string[];
  readonly bounds: Bounds;
}

function GridHead(props: GridHeadProps) {
  const turned = (sign: 1 | -1) => shiftedDate(props.start, sign * props.shape.weeks * 7);
  const isFirst = () => turned(-1) < props.bounds.first;
  const isLast = () => turned(1) > props.bounds.last;
  return (
    <div class="grid-head">
      <h3 id={props.headingId} aria-live="polite" class="text-body font-strong">
        {props.formats.months(props.dates.map(dateInstant))}
      </h3>
      <Show when={!isFirst() || !isLast()}>
        <div class="flex items-center">
          <TurnButton
            label={props.labels.previous}
            icon="back"
            isOff={isFirst()}
            onTurn={() => props.onTurn(turned(-1))}
          />
          <TurnButton
            label={props.labels.next}
            icon="forward"
            isOff={isLast()}
            onTurn={() => props.onTurn(turned(1))}
          />
        </div>
      </Show>
    </div>
  );
}

function TurnButton(props: { label: string; icon: 'back' | 'forward'; isOff: boolean; onTurn: () => void }) {
  return (
    <button
      type="button"
      class="button button-quiet icon-button"
      aria-label={props.label}
      aria-disabled={props.isOff}
      onClick={() => props.isOff || props.onTurn()}
    >
      <Icon name={props.icon} class="rtl:-scale-x-100" />
    </button>
  );
}

function DayCell(props: WeekGridProps & { readonly date: string }) {
  const instant = () => dateInstant(props.date);
  // Both outlast a move of the cursor, which draws every cell of the page anew.
  const count = createMemo(() => props.countOn(props.date));
  const name = createMemo(() => props.nameOf(props.date));
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the date grid pattern
      role="gridcell"
      class="day"
      data-date={props.date}
      tabIndex={props.date === props.cursor ? 0 : -1}
      aria-label={name()}
      aria-selected={props.date === props.selected}
      aria-disabled={count() === 0}
      aria-current={props.date === props.today ? 'date' : undefined}
    >
      {/* The month is written by the style, since the name of the day has it in full. */}
      <span
        class="day-face"
        data-shade={shadeOf(count())}
        data-month={props.date.endsWith('-01') ? props.formats.shortMonth(instant()) : undefined}
      >
        <span>{props.formats.dayOfMonth(instant())}</span>
        <span class="ticks" aria-hidden="true" data-ticks={ticksOf(count())} />
      </span>
    </td>
  );
}
