import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, Index, Match, onCleanup, Show, Switch } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { Each } from '../../shell/each.tsx';
import { ListTable, type ListTableProps } from '../../shell/list-table.tsx';
import { NearRows, slicesOf } from '../../shell/near-rows.tsx';
import { EmptyState, Panel, RowsSkeleton } from '../../shell/panel.tsx';
import { walkRows } from '../../shell/row-keys.ts';
import { onSingleKeys } from '../../shell/single-keys.ts';
import { anyInterviewQuery, type InterviewRow } from '../interviews.queries.ts';
import { DayHead, NoTime } from './day-head.tsx';
import { InterviewLine, isChoosable, nameOf } from './interview-line.tsx';
import { InviteLink } from './invite-link.tsx';
import { type AskedList, interviewsQuery, noTimeQuery } from './list.queries.ts';
import { byDay, isFiltered, type ListOrder, type ListState, noFilter, showsNoTime } from './list-state.models.ts';
import type { Selection } from './selection.ts';

const sortedBy = {
  day: { when: 'ascending' },
  latest: { when: 'descending' },
  newest: {},
  status: { status: 'ascending' },
} as const satisfies Record<ListOrder, ListTableProps['sorted']>;

// What the tallest screens show of a list before anything is scrolled.
const mostAtFirst = 40;

interface InterviewTableProps {
  readonly state: ListState;
  readonly asked: AskedList;
  readonly today: string;
  readonly selection: Selection;
  readonly onChange: (state: ListState) => void;
}

/** The list as a table; J and K walk along the rows' links, X chooses the row. */
export function InterviewTable(props: InterviewTableProps) {
  const { t } = useHr();
  let table: HTMLTableElement | undefined;
  const first = useQuery(() => interviewsQuery(props.asked, { cursor: null, isNear: true }));
  const noTime = useQuery(() => noTimeQuery(props.asked.filter, showsNoTime(props.state)));
  const withoutTime = () => (showsNoTime(props.state) ? (dataOf(noTime)?.interviews ?? []) : []);

  function chooseHere() {
    const row = document.activeElement?.closest('tr');
    if (table?.contains(row ?? null)) row?.querySelector<HTMLInputElement>('.col-choose input')?.click();
  }
  onSingleKeys({ j: () => walkRows(table, 1), k: () => walkRows(table, -1), x: chooseHere });

  const turn = (one: ListOrder, other: ListOrder) =>
    props.onChange({ ...props.state, order: props.state.order === one ? other : one });
  const sortHead = (column: 'when' | 'status', ...orders: [ListOrder, ListOrder]) => (
    <button type="button" class="sort" onClick={() => turn(...orders)}>
      {t(`list.col.${column}`)}
    </button>
  );
  return (
    <Panel query={first} skeleton={<RowsSkeleton rows={10} />}>
      {(page) => (
        <div aria-busy={first.isPlaceholderData}>
          <Show when={page().isCut}>
            <p class="muted">{t('list.cut')}</p>
          </Show>
          <Show
            when={page().interviews.length + withoutTime().length > 0}
            fallback={<NoInterviews state={props.state} onChange={props.onChange} />}
          >
            <ListTable
              caption={t(`list.caption.${props.state.order}`)}
              sorted={sortedBy[props.state.order]}
              choose={<ChooseAll selection={props.selection} rows={page().interviews} />}
              heads={{
                when: sortHead('when', 'day', 'latest'),
                name: t('list.col.candidate'),
                role: t('list.col.role'),
                who: t('list.col.who'),
                status: sortHead('status', 'status', 'day'),
                next: t('list.col.next'),
              }}
              onTable={(element) => {
                table = element;
              }}
            >
              <PageRows list={props} cursor={null} before={null} number={0} />
              <Show when={withoutTime().length > 0}>
                <NoTime state={props.state} rows={withoutTime()} selection={props.selection} />
              </Show>
            </ListTable>
          </Show>
          <p class="pages muted">{t('list.hint')}</p>
        </div>
      )}
    </Panel>
  );
}

function ChooseAll(props: { readonly selection: Selection; readonly rows: readonly InterviewRow[] }) {
  const { t } = useHr();
  const ids = () => props.rows.filter(isChoosable).map(({ interviewId }) => interviewId);
  const isAll = () => ids().length > 0 && ids().every((id) => props.selection.has(id));
  return (
    <input
      type="checkbox"
      aria-label={t('list.chooseAll')}
      checked={isAll()}
      onChange={() => (isAll() ? props.selection.clear() : props.selection.choose(ids()))}
    />
  );
}

interface PageRowsProps {
  /** The same object for all pages, which are nested: each would otherwise ask the one before, and that one the next. */
  readonly list: InterviewTableProps;
  readonly cursor: string | null;
  /** The day on which the page before ended. */
  readonly before: string | null;
  readonly number: number;
}

/** One page of the list, and below it the next ones that were asked for; one that is far from sight is not asked for again. */
function PageRows(props: PageRowsProps) {
  const { text, t } = useHr();
  const { list, number } = props;
  const [isNear, setNear] = createSignal(true);
  const isFirst = (row: InterviewRow | undefined) =>
    number === 0 && row !== undefined && rows().indexOf(row) < mostAtFirst;
  let inSight = 0;
  function count(step: 1 | -1) {
    inSight += step;
    setNear(inSight > 0);
  }
  const page = useQuery(() => interviewsQuery(list.asked, { cursor: props.cursor, isNear: isNear() }));
  const rows = () => dataOf(page)?.interviews ?? [];
  const dayOf = (row: InterviewRow) => text().dateOf(Date.parse(row.startsAt ?? ''));
  // As the rows that are there were asked for: those of the list before may have no time.
  const isByDay = () => dataOf(page)?.asked.order === 'soonest';
  const groups = createMemo(() =>
    isByDay()
      ? byDay(rows(), dayOf, { before: props.before, hasMore: dataOf(page)?.nextCursor !== null })
      : [{ date: '', rows: rows(), count: null }],
  );
  const last = createMemo(() => (isByDay() ? (groups().at(-1)?.date ?? props.before) : null));
  // What follows belongs to the list that this page is of: while another one is on its way there is nothing to follow.
  const next = createMemo(() => {
    const data = dataOf(page);
    return data !== undefined && JSON.stringify(data.asked) === JSON.stringify(list.asked) ? data.nextCursor : null;
  });
  const key = String(number);
  createEffect(() =>
    list.selection.know(
      key,
      rows()
        .filter(isChoosable)
        .map((row) => [row.interviewId, nameOf(row, t)] as const),
    ),
  );
  onCleanup(() => list.selection.know(key, null));
  return (
    <>
      <Each of={groups()} by={({ date }) => date}>
        {(group) => (
          <Index each={slicesOf(group().rows)}>
            {(slice, n) => (
              <NearRows count={slice().length} isFirst={isFirst(slice()[0])} onNear={count}>
                <Show when={n === 0 && group().date !== '' && group().date !== props.before}>
                  <DayHead date={group().date} count={group().count} today={list.today} />
                </Show>
                <Each of={slice()} by={({ interviewId }) => interviewId}>
                  {(row) => <InterviewLine row={row()} isByDay={isByDay()} selection={list.selection} />}
                </Each>
              </NearRows>
            )}
          </Index>
        )}
      </Each>
      <Show when={next()}>
        {(cursor) => <MoreRows list={list} cursor={cursor()} before={last()} number={number + 1} />}
      </Show>
    </>
  );
}

/** The way to the next page, which is taken by itself as soon as it comes close. */
function MoreRows(props: PageRowsProps) {
  const { t } = useHr();
  const { list, number } = props;
  const [isWanted, setWanted] = createSignal(false);
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setWanted(true);
    },
    { rootMargin: '600px 0px' },
  );
  onCleanup(() => observer.disconnect());
  return (
    <Show
      when={isWanted()}
      fallback={
        <tbody ref={(element) => observer.observe(element)}>
          <tr class="more-row">
            <td colspan="3">
              <button type="button" class="button" onClick={() => setWanted(true)}>
                {t('list.more')}
              </button>
            </td>
          </tr>
        </tbody>
      }
    >
      <PageRows list={list} cursor={props.cursor} before={props.before} number={number} />
    </Show>
  );
}

function NoInterviews(props: Pick<InterviewTableProps, 'state' | 'onChange'>) {
  const { t } = useHr();
  const ever = useQuery(anyInterviewQuery);
  const clear = () => props.onChange({ ...noFilter, order: 'newest' });
  return (
    <Switch
      fallback={
        <EmptyState glyph="list" title={t('list.empty')} lead={t('list.empty.lead')}>
          <InviteLink />
        </EmptyState>
      }
    >
      <Match when={isFiltered(props.state)}>
        <EmptyState glyph="list" title={t('list.none')} lead={t('list.none.lead')}>
          <button type="button" class="button" onClick={clear}>
            {t('list.clear')}
          </button>
        </EmptyState>
      </Match>
      <Match when={dataOf(ever)?.interviews.length}>
        <EmptyState glyph="calendar" title={t('list.none.ahead')} lead={t('list.none.ahead.lead')}>
          <InviteLink />
        </EmptyState>
      </Match>
    </Switch>
  );
}
