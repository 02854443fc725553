import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { latinDigits } from '../language/bidi.ts';
import { countryOfZone } from './zone-country.ts';

/**
 * What somebody typed as E.164, or null where it is no number that can be called. Without a country code it is one of
 * the country that `zone` lies in; without a zone it must have one.
 */
export function canonicalPhone(text: string, zone?: string): string | null {
  const number = parsePhoneNumberFromString(latinDigits(text), {
    ...defaultOf(zone),
    // A number within a sentence is not the number that was meant.
    extract: false,
  });
  return number?.isValid() && number.ext === undefined ? number.number : null;
}

/** A number for whoever reads it in `zone`: as one dials it there at home, with the country code elsewhere. */
export function phoneText(phone: string, zone: string): string {
  const number = parsePhoneNumberFromString(phone);
  if (number === undefined) return phone;
  const { defaultCountry } = defaultOf(zone);
  // Countries that share a code dial each other as at home, so the code alone decides where the number names none.
  const isHome = defaultCountry !== undefined && number.country === defaultCountry;
  return isHome ? number.formatNational() : number.formatInternational();
}

function defaultOf(zone: string | undefined): { readonly defaultCountry?: CountryCode } {
  const country = zone === undefined ? null : countryOfZone(zone);
  return country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {};
}
