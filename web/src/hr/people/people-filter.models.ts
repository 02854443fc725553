import { type StaffRole, staffRoles } from '@interlude/shared/booking/terms';
import type { Person } from './people.queries.ts';

export const personStates = ['active', 'invited', 'left'] as const;
export type PersonState = (typeof personStates)[number];

export interface PeopleFilter {
  readonly text: string;
  readonly role: StaffRole | null;
  /** Null for everybody who has not left. */
  readonly state: PersonState | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

const oneOf = (value: Params[string]) => (Array.isArray(value) ? value[0] : value) ?? '';

/** Reads the address; what is no role or state is left out. */
export function filterFrom(params: Params): PeopleFilter {
  return {
    text: oneOf(params['text']),
    role: staffRoles.find((role) => role === oneOf(params['role'])) ?? null,
    state: personStates.find((state) => state === oneOf(params['state'])) ?? null,
  };
}

/** The address of a filter, without what is not set. */
export function filterSearch({ text, role, state }: PeopleFilter): string {
  const params = new URLSearchParams();
  if (text !== '') params.set('text', text);
  if (role !== null) params.set('role', role);
  if (state !== null) params.set('state', state);
  return params.size === 0 ? '' : `?${params}`;
}

// Somebody who types a name leaves its marks out as often as not.
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those who match, in the order they came in: every word somewhere in name, title, address or skills. */
export function matching(people: readonly Person[], { text, role, state }: PeopleFilter): Person[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return people.filter((person) => {
    if (role !== null && !person.roles.includes(role)) return false;
    if (state === null ? person.state === 'left' : person.state !== state) return false;
    const said = plain([person.name, person.title ?? '', person.email, ...person.skills].join(' '));
    return words.every((word) => said.includes(word));
  });
}
