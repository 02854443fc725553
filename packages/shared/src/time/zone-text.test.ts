import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { languageOf } from '../mails/catalogue/catalogue.ts';
import { zoneLine } from '../mails/zone-line.ts';
import { cities as ar } from './cities/ar.gen.ts';
import { cities as de } from './cities/de.gen.ts';
import { cities as en } from './cities/en.gen.ts';
import { cities as es } from './cities/es.gen.ts';
import { cities as fr } from './cities/fr.gen.ts';
import { cities as pt } from './cities/pt.gen.ts';
import { isZone } from './time-zone.ts';
import { offsetText, placeOf } from './zone-text.ts';

it('writes offsets with minutes only where there are any', () => {
  expect([0, 330, -210, 60, -180, 845].map(offsetText)).toEqual([
    'UTC+0',
    'UTC+5:30',
    'UTC−3:30',
    'UTC+1',
    'UTC−3',
    'UTC+14:05',
  ]);
});

it('calls a zone by its last part', () => {
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(placeOf('UTC')).toBe('UTC');
});

it('calls a city as people who speak the language do, also by the older name of its zone', () => {
  const namesOf = (zone: string) => [en, de, fr, es, pt, ar].map((cities) => placeOf(zone, cities));
  expect(namesOf('Europe/Athens')).toEqual(['Athens', 'Athen', 'Athènes', 'Atenas', 'Atenas', 'أثينا']);
  expect(namesOf('Europe/Lisbon')).toEqual(['Lisbon', 'Lissabon', 'Lisbonne', 'Lisboa', 'Lisboa', 'لشبونة']);
  expect(namesOf('Asia/Calcutta')).toEqual(namesOf('Asia/Kolkata'));
  expect(placeOf('Etc/GMT+3', fr)).toBe('GMT+3');
});

it('knows no city in more than eight kilobytes a language, and none of a zone that we do not know', () => {
  for (const cities of [en, de, fr, es, pt, ar]) {
    expect(Object.keys(cities).filter((zone) => !isZone(zone))).toEqual([]);
    expect(Object.entries(cities).filter(([zone, city]) => placeOf(zone) === city)).toEqual([]);
    expect(gzipSync(JSON.stringify(cities), { level: 9 }).length).toBeLessThanOrEqual(8 * 1_024);
  }
});

it('mails call the city of a clock as their language does', () => {
  const zone = { zone: 'Europe/Athens', fallbackMinutes: 0, formats: 'fr' };
  const at = Date.parse('2026-12-01T10:00:00Z');
  expect(zoneLine(languageOf('fr'), zone, at)).toMatch(/^heure locale à .?Athènes.? \(UTC\+2\)$/);
  expect(zoneLine(languageOf('pt-BR'), zone, at)).toContain('Atenas');
});
