import { type InterviewStatus, interviewStatuses } from '@interlude/shared/booking/booking-status';
import type { ListState } from '../interviews.queries.ts';

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; what is no status or no id is left out. */
export function listStateFrom(params: Params): ListState {
  const wished = textOf(params['status']).split(',');
  return {
    statuses: interviewStatuses.filter((status) => wished.includes(status)),
    jobId: idOf(params['job']),
    cursor: idOf(params['after']),
  };
}

/** The address of a state, without what is not set. */
export function listSearch({ statuses, jobId, cursor }: ListState): string {
  const params = new URLSearchParams();
  if (statuses.length > 0) params.set('status', statuses.join(','));
  if (jobId !== null) params.set('job', jobId);
  if (cursor !== null) params.set('after', cursor);
  const text = params.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** The state with a status on or off; another question begins on the first page. */
export function withStatus(state: ListState, status: InterviewStatus, isOn: boolean): ListState {
  const others = state.statuses.filter((one) => one !== status);
  const statuses = isOn ? interviewStatuses.filter((one) => one === status || others.includes(one)) : others;
  return { ...state, statuses, cursor: null };
}

export function isFiltered({ statuses, jobId }: ListState): boolean {
  return statuses.length > 0 || jobId !== null;
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(',') : value) ?? '';
}

function idOf(value: string | string[] | undefined): string | null {
  const text = Array.isArray(value) ? value[0] : value;
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null;
}
