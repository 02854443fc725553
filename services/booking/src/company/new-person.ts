import { newId } from '../runtime/new-id.ts';
import type { PersonRow } from './person-store.ts';

type Given = Pick<PersonRow, 'tenantId' | 'name' | 'email' | 'roles' | 'zone' | 'passwordHash' | 'caps' | 'createdAt'>;

type Optional = Partial<
  Pick<PersonRow, 'title' | 'about' | 'locale' | 'interviewTypes' | 'skills' | 'settings' | 'invitedAt'>
>;

/** A person without hours yet: nobody is bookable before somebody says when. */
export function newPerson(given: Given & Optional): PersonRow {
  return {
    title: null,
    locale: 'en',
    interviewTypes: [],
    skills: [],
    weekly: [],
    overrides: [],
    active: true,
    ...given,
    _id: newId('person'),
  };
}
