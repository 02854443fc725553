import type { HrTranslator } from './hr-words.tsx';

/** Every state of a payment, in the order it passes through them. */
export const paymentCodes = ['none', 'due', 'paid', 'refunded'] as const;

export function paymentWord(code: string, t: HrTranslator): string {
  return t(`payment.${paymentCodes.find((one) => one === code) ?? 'none'}`);
}
