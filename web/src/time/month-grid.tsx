import { createEffect, createUniqueId, For, Index, type JSX, on, Show } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { dateInstant, type Formats } from './formats.models.ts';
import {
  clampedDate,
  dateAfterKey,
  type GridShape,
  lastDateOf,
  monthOf,
  shadeOf,
  shiftedDate,
  shiftedMonth,
  ticksOf,
  weekOf,
  weeksOf,
} from './month-grid.models.ts';

export interface MonthGridProps {
  /** The date that has the tab stop; its month, or week, is what the grid shows. */
  readonly cursor: string;
  readonly selected: string | null;
  readonly today: string;
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
  /** The reader turned to another month, or week, without naming a day. */
  readonly onTurn: (date: string) => void;
  readonly onSelect: (date: string) => void;
  readonly aside?: JSX.Element;
}

/**
 * A month, or one week, of days after the date grid of the ARIA Authoring Practices: one tab stop, nine keys, days
 * without times stay reachable and say so.
 */
export function MonthGrid(props: MonthGridProps) {
  const headingId = createUniqueId();
  let table: HTMLTableElement | undefined;
  let wantsFocus = false;
  const month = () => monthOf(props.cursor);
  const weeks = () =>
    props.shape.span === 'month'
      ? weeksOf(month(), props.shape.firstWeekday)
      : [weekOf(props.cursor, props.shape.firstWeekday)];

  function move(date: string) {
    props.onMove(clampedDate(date, props.from, props.to));
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 'Enter' || key === ' ') props.onSelect(props.cursor);
    else {
      const next = dateAfterKey(props.cursor, event, props.shape);
      if (next === null) return;
      wantsFocus = true;
      move(next);
    }
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-date]') : null;
    if (cell?.dataset['date']) props.onSelect(cell.dataset['date']);
  }

  // The focus follows the tab stop only when a key moved it; turning the month by button leaves it on the button.
  createEffect(
    on(
      () => props.cursor,
      (cursor) => {
        if (!wantsFocus) return;
        wantsFocus = false;
        queueMicrotask(() => table?.querySelector<HTMLElement>(`[data-date="${cursor}"]`)?.focus());
      },
      { defer: true },
    ),
  );

  return (
    <div class="grid-box">
      <GridHead
        {...props}
        headingId={headingId}
        onTurn={(date) => props.onTurn(clampedDate(date, props.from, props.to))}
      />
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
                <Index each={week()}>{(date) => <DayCell {...props} date={date()} />}</Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      {props.aside}
    </div>
  );
}

type GridHeadProps = MonthGridProps & { readonly headingId: string };

function GridHead(props: GridHeadProps) {
  const isWeek = () => props.shape.span === 'week';
  const turned = (sign: 1 | -1) => (isWeek() ? shiftedDate(props.cursor, sign * 7) : shiftedMonth(props.cursor, sign));
  const isFirst = () =>
    isWeek()
      ? weekOf(props.cursor, props.shape.firstWeekday).includes(props.from)
      : monthOf(props.cursor) <= monthOf(props.from);
  const isLast = () =>
    isWeek()
      ? weekOf(props.cursor, props.shape.firstWeekday).includes(props.to)
      : monthOf(props.cursor) >= monthOf(props.to);
  return (
    <div class="grid-head">
      <h3 id={props.headingId} aria-live="polite" class="text-body font-strong">
        {props.formats.month(dateInstant(props.cursor))}
      </h3>
      <div class="flex items-center">
        <TurnButton
          label={props.labels.previous}
          icon="back"
          isOff={isFirst()}
          onTurn={() => props.onTurn(turned(-1))}
        />
        <TurnButton label={props.labels.next} icon="forward" isOff={isLast()} onTurn={() => props.onTurn(turned(1))} />
      </div>
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

function DayCell(props: MonthGridProps & { readonly date: string | null }) {
  return (
    <Show when={props.date} fallback={<td aria-hidden="true" />}>
      {(date) => (
        <td
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the date grid pattern
          role="gridcell"
          class="day"
          data-date={date()}
          tabIndex={date() === props.cursor ? 0 : -1}
          aria-label={props.nameOf(date())}
          aria-selected={date() === props.selected}
          aria-disabled={props.countOn(date()) === 0}
          aria-current={date() === props.today ? 'date' : undefined}
        >
          <span class="day-face" data-shade={shadeOf(props.countOn(date()))}>
            {props.formats.dayOfMonth(dateInstant(date()))}
            <span class="ticks" aria-hidden="true" data-ticks={ticksOf(props.countOn(date()))} />
          </span>
        </td>
      )}
    </Show>
  );
}

/** The whole month of a date as bounds for moving about. */
export function monthBounds(fromDate: string, toDate: string): { from: string; to: string } {
  return { from: `${monthOf(fromDate)}-01`, to: lastDateOf(monthOf(toDate)) };
}
