import { isolated } from '../language/bidi.ts';
import { languageOf, plainEnglish } from '../language/languages.ts';
import { commaOf } from '../language/punctuation.ts';
import { durationText } from '../time/duration-text.ts';
import type { CalendarEntry } from './calendar-links.ts';
import { calendarWords, cutWords, takenWords } from './calendar-words.ts';

/** What a calendar entry is about. */
type CalendarAbout = 'interview' | 'appointment' | 'group';

/** What the entry in somebody's calendar says beside its name and time. */
export interface CalendarFacts {
  readonly about: CalendarAbout;
  /** BCP 47, of whoever has the calendar. */
  readonly locale: string;
  readonly durationMinutes: number;
  /** Where people meet in person; empty for anything else. */
  readonly place: string;
  /** Who calls whom, and the number that the owner of the calendar is to call; empty where they call nobody. */
  readonly call?: { readonly sentence: string; readonly on: string };
  /** The link to join, if it may be seen. */
  readonly joinUrl: string | null;
  /** The policy's lead while the link is hidden, ISO-8601. */
  readonly joinHiddenFor: string | null;
  /** Whom the guest may ask; null in the entry of somebody of the panel, who moves and cancels elsewhere. */
  readonly contact: { readonly name: string; readonly email: string } | null;
}

/** The name of the entry in the calendar of a guest. */
export function calendarTitle(about: CalendarAbout, locale: string, names: { company: string; title: string }): string {
  return wordsIn(locale).say(`title.${about}`, names);
}

/** The name of the entry in the calendar of somebody of the panel, who meets `names`. */
export function panelTitle(about: CalendarAbout, locale: string, names: readonly string[]): string {
  return wordsIn(locale).say(`panel.${about}`, { about: names });
}

/** What a room's calendar calls everything: whoever reads it learns that it is taken, and nothing of whom. */
export function takenTitle(locale: string): string {
  return takenWords[(languageOf([locale]) ?? plainEnglish).language];
}

/** What a calendar says of itself that has only the first entries of many. */
export function cutNote(locale: string, count: number): string {
  const { language, formats } = languageOf([locale]) ?? plainEnglish;
  return cutWords[language].replace('{count}', new Intl.NumberFormat(formats).format(count));
}

/**
 * Where to go and what to know, for calendar objects and add-to-calendar links alike. Calendars are shared and
 * forwarded, so the link of the guest, which is a key, never stands in one.
 */
export function calendarText(facts: CalendarFacts): Pick<CalendarEntry, 'location' | 'details'> {
  const { about, locale, durationMinutes, place, call, joinUrl, joinHiddenFor, contact } = facts;
  const { say, formats } = wordsIn(locale);
  const lead = joinHiddenFor === null ? null : durationText(joinHiddenFor, formats);
  const lines = [
    say('length', { length: durationText(`PT${durationMinutes}M`, formats) ?? '' }),
    place === '' ? '' : say('where', { place }),
    call?.sentence ?? '',
    // Nothing may stand right before or after an address: some calendars would take it for a part of it.
    joinUrl === null ? '' : say('join', {}).replace('{url}', joinUrl),
    lead === null ? '' : say(`later.${about}`, { lead }),
    say(`page.${about}`, {}),
    ...(contact === null
      ? []
      : [
          say(`change.${about}`, {}),
          say('questions', { contact: [contact.name, contact.email].filter((word) => word !== '') }),
        ]),
  ];
  const link = joinUrl ?? (lead === null ? '' : say(`link.${about}`, { lead }));
  return { location: place || call?.on || link, details: lines.filter((line) => line !== '').join('\n') };
}

function wordsIn(locale: string) {
  const { language, formats, dir } = languageOf([locale]) ?? plainEnglish;
  type Values = Readonly<Record<string, string | readonly string[]>>;
  // Of several names each is set apart by itself: one may run the other way than the next.
  const apart = (value: Values[string] = '') =>
    [value]
      .flat()
      .map((one) => isolated(one, dir))
      .join(commaOf(formats));
  return {
    formats,
    say(key: keyof (typeof calendarWords)[typeof language], values: Values): string {
      return calendarWords[language][key].replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
        Object.hasOwn(values, name) ? apart(values[name]) : placeholder,
      );
    },
  };
}
