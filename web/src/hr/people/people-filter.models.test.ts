import { expect, it } from 'vitest';
import type { Person } from './people.queries.ts';
import { filterFrom, filterSearch, matching } from './people-filter.models.ts';

const person = (name: string, more: Partial<Person> = {}): Person => ({
  personId: `per_${name}`,
  name,
  title: null,
  about: null,
  email: `${name.toLowerCase()}@acme.example`,
  roles: ['interviewer'],
  zone: 'UTC',
  locale: 'en',
  interviewTypes: [],
  skills: [],
  caps: { perDay: null, perWeek: null },
  settings: { buffers: null, minimumNotice: null },
  weeklyMinutes: 0,
  active: true,
  state: 'active',
  hasPassword: true,
  needsConsent: false,
  version: 0,
  ...more,
});
const everybody = { text: '', role: null, state: null };
const people = [
  person('Zoë Ångström', { title: 'Head of design', skills: ['sql'] }),
  person('Jun', { roles: ['recruiter', 'interviewer'] }),
  person('Mikkel', { state: 'invited', hasPassword: false }),
  person('Gone', { state: 'left', active: false }),
];
const namesOf = (filter: object) => matching(people, { ...everybody, ...filter }).map(({ name }) => name);

it('finds people by every word of their name, title, address or skills, with and without marks', () => {
  for (const text of ['angstrom ZOE', 'zoë', 'design', 'sql', '@ACME'])
    expect(namesOf({ text }).slice(0, 1)).toEqual(['Zoë Ångström']);
  expect(namesOf({ text: 'zoe recruiter' })).toEqual([]);
});

it('leaves those who left out until they are asked for', () => {
  expect(namesOf({})).toEqual(['Zoë Ångström', 'Jun', 'Mikkel']);
  expect(namesOf({ state: 'left' })).toEqual(['Gone']);
  expect(namesOf({ state: 'invited' })).toEqual(['Mikkel']);
  expect(namesOf({ role: 'recruiter' })).toEqual(['Jun']);
});

it('keeps in the address what it reads from it, and nothing that is no role or state', () => {
  const filter = { text: 'a b', role: 'ops', state: 'left' } as const;
  expect(filterSearch(filter)).toBe('?text=a+b&role=ops&state=left');
  expect(filterFrom(Object.fromEntries(new URLSearchParams(filterSearch(filter))))).toEqual(filter);
  expect(filterFrom({ role: 'king', state: '__proto__' })).toEqual(everybody);
  expect(filterSearch(everybody)).toBe('');
});
