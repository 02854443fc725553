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

/** An amount in the smallest unit of its currency (ISO 4217), so that no fraction is ever rounded. */
export interface Price {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Where the money stands; what costs nothing stays at `none`. */
export const payments = ['none', 'due', 'paid', 'refunded'] as const;

export type Payment = (typeof payments)[number];

/** Whether the payment of an appointment may stand like this: exactly what has a price is ever paid for. */
export function isPaymentOf(price: Price | null, payment: Payment): boolean {
  return (price === null) === (payment === 'none');
}
