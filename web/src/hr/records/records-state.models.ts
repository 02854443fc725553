import type { RecordsState } from './records.queries.ts';

type Params = Readonly<Record<string, string | string[] | undefined>>;

export const mostText = 100;

/** Reads the address of a list of records; what is no id is left out. */
export function recordsStateFrom(params: Params): RecordsState {
  const cursor = first(params['after']);
  return {
    text: first(params['text']).trim().slice(0, mostText),
    archived: first(params['archived']) === 'yes',
    cursor: /^[A-Za-z0-9_-]{1,64}$/.test(cursor) ? cursor : null,
  };
}

/** The address of a state, without what is not set. */
export function recordsSearch({ text, archived, cursor }: RecordsState): string {
  const params = new URLSearchParams();
  if (text.trim() !== '') params.set('text', text.trim());
  if (archived) params.set('archived', 'yes');
  if (cursor !== null) params.set('after', cursor);
  const search = params.toString();
  return search === '' ? '' : `?${search}`;
}

/** Where somebody is invited: what is known already is filled in. */
export function invitePath(known: {
  readonly job?: string;
  readonly candidate?: string;
  readonly application?: string;
}) {
  return `/hr/invite?${new URLSearchParams(Object.entries(known))}`;
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
