import { interviewTypes } from '@interlude/shared/booking/terms';
import type { Translator } from '../../i18n/translator.ts';
import type { enPeople } from '../words/en-people.ts';
import type { Person } from './people.queries.ts';

export type PeopleWords = Translator<typeof enPeople>;

/** Minutes as hours, to the half. */
export function hoursOf(minutes: number): number {
  return Math.round(minutes / 30) / 2;
}

/** How much somebody takes on at most. */
export function capsText({ caps: { perDay, perWeek } }: Pick<Person, 'caps'>, p: PeopleWords): string {
  const said = [
    ...(perDay === null ? [] : [p('person.caps.day', { count: perDay })]),
    ...(perWeek === null ? [] : [p('person.caps.week', { count: perWeek })]),
  ];
  return said.length === 0 ? p('person.caps.none') : said.join(', ');
}

export type TypeCode = (typeof interviewTypes)[number];

/** The kinds of interviews that somebody gives, as they are known. */
export function kindsOf(person: Pick<Person, 'interviewTypes'>): TypeCode[] {
  return interviewTypes.filter((type) => person.interviewTypes.includes(type));
}

export function kindWords(person: Pick<Person, 'interviewTypes'>, word: (key: `type.${TypeCode}`) => string): string[] {
  return kindsOf(person).map((type) => word(`type.${type}`));
}
