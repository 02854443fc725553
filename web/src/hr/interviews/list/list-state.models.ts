import { type InterviewStatus, interviewStatuses } from '@interlude/shared/booking/booking-status';

/** By day from today on; or a plain list, the latest time or the newest invitation first, or by status. */
export const listOrders = ['day', 'latest', 'newest', 'status'] as const;
export type ListOrder = (typeof listOrders)[number];

export interface ListState {
  readonly text: string;
  readonly statuses: readonly InterviewStatus[];
  readonly jobId: string | null;
  readonly personId: string | null;
  readonly attention: boolean;
  /** Local dates; the last is part of it. */
  readonly from: string | null;
  readonly to: string | null;
  readonly order: ListOrder;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

export const mostText = 100;
export const noFilter: Omit<ListState, 'order'> = {
  text: '',
  statuses: [],
  jobId: null,
  personId: null,
  attention: false,
  from: null,
  to: null,
};

/** Views that everybody has; the first is the list without any query. */
export const builtInViews = [
  { name: 'views.ahead', search: '' },
  { name: 'views.attention', search: '?attention=yes&order=newest' },
  { name: 'views.open', search: '?status=invited&order=newest' },
  { name: 'views.all', search: '?order=newest' },
] as const;

/** Reads the address; what is no status, id, date or order is left out. */
export function listStateFrom(params: Params): ListState {
  const wished = textOf(params['status']).split(',');
  const order = first(params['order']);
  return {
    text: first(params['text']).trim().slice(0, mostText),
    statuses: interviewStatuses.filter((status) => wished.includes(status)),
    jobId: idOf(params['job']),
    personId: idOf(params['person']),
    attention: first(params['attention']) === 'yes',
    from: dateOf(params['from']),
    to: dateOf(params['to']),
    order: listOrders.find((one) => one === order) ?? 'day',
  };
}

/** The address of a state, without what is not set. */
export function listSearch({ text, statuses, jobId, personId, attention, from, to, order }: ListState): string {
  const params = new URLSearchParams();
  if (text.trim() !== '') params.set('text', text.trim());
  if (statuses.length > 0) params.set('status', statuses.join(','));
  if (jobId !== null) params.set('job', jobId);
  if (personId !== null) params.set('person', personId);
  if (attention) params.set('attention', 'yes');
  if (from !== null) params.set('from', from);
  if (to !== null) params.set('to', to);
  if (order !== 'day') params.set('order', order);
  // A view keeps this text, in which an apostrophe and its like have no place.
  const search = params.toString().replaceAll('%2C', ',');
  return search === '' ? '' : `?${search}`;
}

/** The state with a status on or off. */
export function withStatus(state: ListState, status: InterviewStatus, isOn: boolean): ListState {
  const others = state.statuses.filter((one) => one !== status);
  const statuses = isOn ? interviewStatuses.filter((one) => one === status || others.includes(one)) : others;
  return { ...state, statuses };
}

export function isFiltered(state: ListState): boolean {
  return listSearch({ ...state, order: 'day' }) !== '';
}

/** Whether what has no time yet stands below the days: only where neither dates nor statuses leave it out. */
export function showsNoTime({ order, statuses, from, to }: ListState): boolean {
  return order === 'day' && from === null && to === null && (statuses.length === 0 || statuses.includes('invited'));
}

export interface DayGroup<Row> {
  readonly date: string;
  readonly rows: readonly Row[];
  /** How many there are on that day; null while more of it may come. */
  readonly count: number | null;
}

interface Around {
  /** The day on which the page before ended. */
  readonly before: string | null;
  readonly hasMore: boolean;
}

/** Rows in order of time, by their local day. */
export function byDay<Row>(
  rows: readonly Row[],
  dateOf: (row: Row) => string,
  { before, hasMore }: Around,
): DayGroup<Row>[] {
  const groups = [...Map.groupBy(rows, dateOf)];
  return groups.map(([date, some], n) => {
    const isWhole = date !== before && !(hasMore && n === groups.length - 1);
    return { date, rows: some, count: isWhole ? some.length : null };
  });
}

/** The ids from one row to another, both of them included, in the order in which they stand. */
export function rangeOf(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const [one, other] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (one < 0 || other < 0) return [to];
  return ids.slice(Math.min(one, other), Math.max(one, other) + 1);
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(',') : value) ?? '';
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function idOf(value: string | string[] | undefined): string | null {
  const text = first(value);
  return /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null;
}

function dateOf(value: string | string[] | undefined): string | null {
  const text = first(value);
  const at = /^(19|20)\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}
