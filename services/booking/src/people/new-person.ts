import { newId } from '../new-id.ts';
import type { PersonRow } from './person-store.ts';

type Given = Pick<PersonRow, 'tenantId' | 'name' | 'email' | 'roles' | 'zone' | 'passwordHash' | 'caps' | 'createdAt'>;

/** A person without hours yet: nobody is bookable before somebody says when. */
export function newPerson(given: Given & Partial<Pick<PersonRow, 'title' | 'interviewTypes' | 'settings'>>): PersonRow {
  return {
    title: null,
    locale: 'en',
    interviewTypes: [],
    weekly: [],
    overrides: [],
    active: true,
    ...given,
    _id: newId('person'),
  };
}
