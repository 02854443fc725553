import { canonicalZone } from '../time/time-zone.ts';
import { zonesByCountry } from './zone-country.gen.ts';

let countries: Map<string, string> | undefined;

/** The country (ISO 3166-1) that a zone lies in; null for those that lie in none, as UTC. */
export function countryOfZone(zone: string): string | null {
  countries ??= new Map(
    zonesByCountry.flatMap((row) => {
      const [country = '', ...zones] = row.split(' ');
      return zones.map((name) => [name, country] as const);
    }),
  );
  return countries.get(canonicalZone(zone) ?? zone) ?? null;
}
