import { asksForPhone, type PhoneCall, phoneCallOf } from '@interlude/shared/booking/phone-call';
import { canonicalPhone, phoneText } from '@interlude/shared/phone/phone-number';
import type { PhoneView } from '@interlude/shared/schemas/views';
import { refuse } from '../../runtime/refused.ts';
import { isSession } from './booking-kind.ts';
import type { ScheduledRow } from './scheduled-row.ts';

/** Who calls whom in a booking; null for what is no phone call. */
export function phoneOf(row: ScheduledRow): PhoneCall | null {
  return phoneCallOf({ ...row, guestPhone: isSession(row) ? null : row.guestPhone, groups: groupsOf(row) });
}

/** The same for a reader in a zone, with the number as it is dialled there. */
export function phoneFor(row: ScheduledRow, zone: string): { readonly phone?: PhoneView } {
  const call = phoneOf(row);
  if (call === null) return {};
  return { phone: call.number === undefined ? call : { ...call, text: phoneText(call.number, zone) } };
}

// An optional group comes only where one of its people does.
function groupsOf({ panel, optionalPeople = [] }: ScheduledRow): number[] {
  return panel.flatMap(({ optional, anyOf }, group) =>
    !optional || anyOf.some((personId) => optionalPeople.includes(personId)) ? [group] : [],
  );
}

/** The number in its one form; refuses what cannot be called. */
export function checkedPhone(text: string): string {
  return canonicalPhone(text) ?? refuse({ code: 'phone_invalid', because: 'number' });
}

type Asking = Parameters<typeof asksForPhone>[0];

/** What a booking keeps of the number that came with a command; refuses one that nobody would call. */
export function phoneSaid(row: Asking, phone: string | undefined): { readonly guestPhone?: string } {
  checkPhoneAsked(phone, [row]);
  return phoneIfAsked(row, phone);
}

/** Drops the number where the company does not call: the terms may have changed since the page was opened. */
export function phoneIfAsked(row: Asking, phone: string | null | undefined): { readonly guestPhone?: string } {
  return phone && asksForPhone(row) ? { guestPhone: phone } : {};
}

/** Refuses a number where the company calls in none of the bookings made at once. */
export function checkPhoneAsked(phone: string | undefined, rows: readonly Asking[]): void {
  if (phone !== undefined && !rows.some(asksForPhone)) refuse({ code: 'phone_invalid', because: 'not_asked' });
}

/** Whether the company calls and does not know where. */
export function lacksPhone(row: ScheduledRow): boolean {
  return !isSession(row) && asksForPhone(row) && !row.guestPhone;
}
