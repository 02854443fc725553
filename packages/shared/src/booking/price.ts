import type { Price } from '../schemas/service.ts';

/** `{amountMinor: 4500, currency: 'EUR'}` → `€45.00`, as the language writes it. */
export function priceText({ amountMinor, currency }: Price, tag: string): string {
  const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
  return format.format(amountMinor / 10 ** minorDigits(currency));
}

/** How many digits of a currency stand behind the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}
