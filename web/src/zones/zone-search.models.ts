/** One zone to choose, with every word it can be found by. */
export interface ZoneEntry {
  readonly zone: string;
  readonly place: string;
  /** Countries that use it, in the reader's language. */
  readonly countries: readonly string[];
  /** Folded: lower case, no accents. */
  readonly words: readonly string[];
}

/** Names people look for that no zone carries: large cities, other names, and common letters. */
const synonyms: Readonly<Record<string, string>> = {
  'Asia/Kolkata': 'Mumbai Bombay Delhi Bengaluru Bangalore Chennai Hyderabad Pune India IST',
  'Asia/Shanghai': 'Beijing Peking Shenzhen Guangzhou Chengdu China CST',
  'Asia/Tokyo': 'Osaka Kyoto Nagoya Japan JST',
  'Asia/Seoul': 'Busan Korea KST',
  'Asia/Jakarta': 'Bandung Surabaya Indonesia WIB',
  'Asia/Dubai': 'Abu_Dhabi Emirates',
  'Asia/Jerusalem': 'Tel_Aviv Haifa Israel',
  'Asia/Ho_Chi_Minh': 'Saigon Hanoi Vietnam',
  'Asia/Karachi': 'Lahore Islamabad Pakistan PKT',
  'Africa/Lagos': 'Abuja Nigeria WAT',
  'Africa/Johannesburg': 'Cape_Town Pretoria Durban South_Africa SAST',
  'Africa/Nairobi': 'Kenya Mombasa EAT',
  'Africa/Cairo': 'Alexandria Egypt EET',
  'America/Los_Angeles': 'Seattle San_Francisco San_Diego Portland Las_Vegas Pacific USA PST PDT',
  'America/Denver': 'Salt_Lake_City Albuquerque Mountain USA MST MDT',
  'America/Chicago': 'Houston Dallas Austin Minneapolis Central USA CST CDT',
  'America/New_York': 'Boston Washington Atlanta Miami Philadelphia Eastern USA EST EDT',
  'America/Toronto': 'Ottawa Montreal Canada',
  'America/Vancouver': 'Victoria Canada',
  'America/Edmonton': 'Calgary Canada',
  'America/Sao_Paulo': 'Rio_de_Janeiro Brasilia Brazil BRT',
  'America/Mexico_City': 'Guadalajara Mexico',
  'America/Bogota': 'Medellin Colombia',
  'America/Argentina/Buenos_Aires': 'Rosario Argentina',
  'Australia/Sydney': 'Canberra Australia AEST',
  'Australia/Melbourne': 'Victoria Australia AEST',
  'Australia/Brisbane': 'Gold_Coast Queensland Australia',
  'Pacific/Auckland': 'Wellington Christchurch New_Zealand NZST',
  'Europe/London': 'Manchester Edinburgh Birmingham England Scotland Wales Britain UK BST GMT',
  'Europe/Berlin': 'Munich Hamburg Cologne Frankfurt Stuttgart Germany Deutschland CET CEST',
  'Europe/Paris': 'Lyon Marseille Toulouse France',
  'Europe/Madrid': 'Barcelona Valencia Seville Spain España',
  'Europe/Rome': 'Milan Naples Turin Italy Italia',
  'Europe/Amsterdam': 'Rotterdam The_Hague Netherlands Holland',
  'Europe/Brussels': 'Antwerp Belgium',
  'Europe/Zurich': 'Geneva Basel Bern Switzerland',
  'Europe/Vienna': 'Graz Austria',
  'Europe/Lisbon': 'Porto Portugal WET',
  'Europe/Warsaw': 'Krakow Wroclaw Gdansk Poland',
  'Europe/Kyiv': 'Kiev Lviv Odesa Ukraine',
  'Europe/Istanbul': 'Ankara Izmir Turkey Türkiye',
  'Europe/Moscow': 'Saint_Petersburg Russia MSK',
  'Europe/Athens': 'Thessaloniki Greece',
  'Europe/Prague': 'Brno Czechia',
  'Europe/Dublin': 'Cork Ireland',
};

/** Lower case, without accents, and with spaces for the marks in zone names. */
export function folded(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare
    .toLowerCase()
    .replaceAll(/[_/-]+/g, ' ')
    .trim();
}

/** Entries from zone names with their old names, and the countries a browser knows of. */
export function zoneEntries(
  namesByZone: ReadonlyMap<string, readonly string[]>,
  countriesByZone: ReadonlyMap<string, readonly string[]>,
  placeOf: (zone: string) => string,
): ZoneEntry[] {
  return [...namesByZone].map(([zone, names]) => {
    const countries = countriesByZone.get(zone) ?? [];
    const place = placeOf(zone);
    const known = [zone, place, ...names, ...(synonyms[zone] ?? '').split(' '), ...countries];
    return { zone, place, countries, words: [...new Set(known.filter((word) => word !== '').map(folded))] };
  });
}

/**
 * Entries that match every word of what was typed, best first: a place that begins with it, then any word that does,
 * then anything that holds it.
 */
export function searchZones(entries: readonly ZoneEntry[], typed: string, limit: number): ZoneEntry[] {
  const wanted = folded(typed);
  if (wanted === '') return [];
  const ranked = entries.map((entry) => ({ entry, rank: rankOf(entry, wanted) })).filter(({ rank }) => rank > 0);
  const byRank = ranked.sort((one, other) => other.rank - one.rank || one.entry.place.localeCompare(other.entry.place));
  return byRank.slice(0, limit).map(({ entry }) => entry);
}

function rankOf(entry: ZoneEntry, wanted: string): number {
  const match = matchOf(entry, wanted);
  // Of several zones of one country the one with the large cities is usually meant.
  return match > 0 && entry.zone in synonyms ? match + 0.5 : match;
}

function matchOf({ place, words }: ZoneEntry, wanted: string): number {
  if (folded(place) === wanted || words.includes(wanted)) return 4;
  if (folded(place).startsWith(wanted)) return 3;
  if (words.some((word) => word.startsWith(wanted) || word.includes(` ${wanted}`))) return 2;
  const all = words.join(' ');
  return wanted.split(' ').every((part) => all.includes(part)) ? 1 : 0;
}
