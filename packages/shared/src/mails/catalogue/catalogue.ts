import type { MessageFacts } from '../../contracts/messages.ts';
import { isolated } from '../../language/bidi.ts';
import {
  type Language as LanguageCode,
  type LanguageTag,
  plainEnglish,
  languageOf as tagOf,
} from '../../language/languages.ts';
import { cities as arCities } from '../../time/cities/ar.gen.ts';
import { cities as deCities } from '../../time/cities/de.gen.ts';
import { cities as enCities } from '../../time/cities/en.gen.ts';
import { cities as esCities } from '../../time/cities/es.gen.ts';
import { cities as frCities } from '../../time/cities/fr.gen.ts';
import { cities as ptCities } from '../../time/cities/pt.gen.ts';
import { type Cities, placeOf } from '../../time/zone-text.ts';
import { ar } from './ar/ar.ts';
import { arAppointments } from './ar/ar-appointments.ts';
import { arGroups } from './ar/ar-groups.ts';
import { de } from './de/de.ts';
import { deAppointments } from './de/de-appointments.ts';
import { deGroups } from './de/de-groups.ts';
import { en } from './en/en.ts';
import { enAppointments } from './en/en-appointments.ts';
import { enGroups } from './en/en-groups.ts';
import { es } from './es/es.ts';
import { esAppointments } from './es/es-appointments.ts';
import { esGroups } from './es/es-groups.ts';
import { fr } from './fr/fr.ts';
import { frAppointments } from './fr/fr-appointments.ts';
import { frGroups } from './fr/fr-groups.ts';
import { pt } from './pt/pt.ts';
import { ptAppointments } from './pt/pt-appointments.ts';
import { ptGroups } from './pt/pt-groups.ts';

import type { Catalogue, SentenceKey } from './sentences.ts';

type Placeholders<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Values<Key extends SentenceKey> = Readonly<Record<Placeholders<(typeof en)[Key]>, string>>;

interface Catalogues {
  readonly interview: Catalogue;
  /** What reads otherwise when the mail is about something else. */
  readonly appointment: Partial<Catalogue>;
  readonly group: Partial<Catalogue>;
  readonly cities: Cities;
}

export const catalogues: Readonly<Record<LanguageCode, Catalogues>> = {
  en: { interview: en, appointment: enAppointments, group: enGroups, cities: enCities },
  de: { interview: de, appointment: deAppointments, group: deGroups, cities: deCities },
  fr: { interview: fr, appointment: frAppointments, group: frGroups, cities: frCities },
  es: { interview: es, appointment: esAppointments, group: esGroups, cities: esCities },
  'pt-BR': { interview: pt, appointment: ptAppointments, group: ptGroups, cities: ptCities },
  ar: { interview: ar, appointment: arAppointments, group: arGroups, cities: arCities },
};

export interface Language extends LanguageTag {
  /** As print sets it after a word: French has a space before it. */
  readonly colon: string;
  say<Key extends SentenceKey>(key: Key, values: Values<Key>): string;
  /** What people who speak it call a zone. */
  placeOf(zone: string): string;
  /** The words for a code such as an interview type; null when there are none. */
  wordsFor(group: 'type' | 'provider' | 'reason', code: string): string | null;
}

/** The language of a mail by a BCP 47 tag, English where we have no words in it; `about` says when it is no interview. */
export function languageOf(locale: string, about?: MessageFacts['about']): Language {
  const tag = tagOf([locale]) ?? plainEnglish;
  const { interview, cities, ...others } = catalogues[tag.language];
  const catalogue = about === undefined || about === 'account' ? interview : { ...interview, ...others[about] };
  return {
    ...tag,
    colon: tag.language === 'fr' ? '\u00a0:' : ':',
    say: (key, values) => filled(catalogue[key], values, tag.dir),
    placeOf: (zone) => placeOf(zone, cities),
    wordsFor(group, code) {
      const key = `${group}.${code}`;
      return isKey(key) ? catalogue[key] : null;
    },
  };
}

function isKey(key: string): key is SentenceKey {
  return Object.hasOwn(en, key);
}

/** Fills in the values; one pass, so that a value that looks like a placeholder stays as it is. */
function filled(sentence: string, values: Readonly<Record<string, string>>, dir: LanguageTag['dir']): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : isolated(value, dir);
  });
}
