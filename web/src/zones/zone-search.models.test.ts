import { placeOf } from '@interlude/shared/time/zone-text';
import { expect, it } from 'vitest';
import { folded, searchZones, zoneEntries } from './zone-search.models.ts';

const entries = zoneEntries(
  new Map([
    ['Asia/Kolkata', ['Asia/Kolkata', 'Asia/Calcutta']],
    ['America/Los_Angeles', ['America/Los_Angeles', 'US/Pacific']],
    ['America/Sao_Paulo', ['America/Sao_Paulo']],
    ['America/Bahia', ['America/Bahia']],
    ['Europe/Lisbon', ['Europe/Lisbon', 'Portugal']],
    ['Atlantic/Madeira', ['Atlantic/Madeira']],
  ]),
  new Map([
    ['America/Sao_Paulo', ['Brazil']],
    ['America/Bahia', ['Brazil']],
    ['Atlantic/Madeira', ['Portugal']],
  ]),
  (zone) => placeOf(zone, { 'Europe/Lisbon': 'Lissabon' }),
);
const found = (typed: string) => searchZones(entries, typed, 5).map(({ zone }) => zone);

it('finds a zone by a city it is not named after, an old name, letters, or without accents', () => {
  expect(found('mumbai')).toEqual(['Asia/Kolkata']);
  expect(found('Calcutta')).toEqual(['Asia/Kolkata']);
  expect(found('seattle')).toEqual(['America/Los_Angeles']);
  expect(found('IST')).toEqual(['Asia/Kolkata']);
  expect(found('são paulo')).toEqual(['America/Sao_Paulo']);
});

it('finds a city by what the reader’s language calls it, and by the name of its zone', () => {
  expect(found('lissabon')).toEqual(['Europe/Lisbon']);
  expect(found('lisbon')).toEqual(['Europe/Lisbon']);
  expect(entries.find(({ zone }) => zone === 'Europe/Lisbon')?.place).toBe('Lissabon');
});

it('puts the zone of a country with the large cities first', () => {
  expect(found('brazil')).toEqual(['America/Sao_Paulo', 'America/Bahia']);
  expect(found('portugal')).toEqual(['Europe/Lisbon', 'Atlantic/Madeira']);
});

it('finds parts of names, keeps to the limit, and finds nothing for nothing', () => {
  expect(found('america paulo')).toEqual(['America/Sao_Paulo']);
  expect(searchZones(entries, 'a', 2)).toHaveLength(2);
  expect(found('  ')).toEqual([]);
  expect(found('atlantis')).toEqual([]);
});

it('folds case, accents and the marks in names', () => {
  expect(folded('América/São_Paulo')).toBe('america sao paulo');
});
