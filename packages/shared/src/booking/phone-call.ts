import { z } from 'zod';

const phoneCallers = ['company', 'candidate'] as const;

/** As somebody gives it; only `phone/phone-number.ts` says whether it is one. */
export const givenPhoneSchema = z.string().max(40).regex(/\S/);

/** What the candidate types after the number, as conference lines ask for it. */
const codeSchema = z.string().regex(/^[\d*# -]{1,20}$/);

const lineSchema = z.strictObject({ number: givenPhoneSchema, code: codeSchema.optional() });

/** Who calls whom in a phone interview, and where the candidate calls on which number. */
export const phoneTermsSchema = z.strictObject({
  caller: z.enum(phoneCallers),
  number: givenPhoneSchema.optional(),
  code: codeSchema.optional(),
  /** By the index of a panel group: its own number in place of the one for all. */
  byGroup: z.object({}).catchall(lineSchema).optional(),
});
export type PhoneTerms = z.infer<typeof phoneTermsSchema>;

/** Who calls whom on which number; without one it is not known yet. */
export interface PhoneCall {
  readonly caller: PhoneTerms['caller'];
  /** E.164. */
  readonly number?: string;
  readonly code?: string;
}

export interface PhoneFacts {
  readonly provider: string;
  /** Absent in what is older than these terms: the company calls. */
  readonly phone?: PhoneTerms | null | undefined;
  /** The candidate's own number, E.164. */
  readonly guestPhone?: string | null | undefined;
  /** Indexes of the panel groups that come, in order. */
  readonly groups: readonly number[];
}

/** The one answer to who calls whom, for page, mail and calendar; null for what is no phone call. */
export function phoneCallOf({ provider, phone, guestPhone, groups }: PhoneFacts): PhoneCall | null {
  if (provider !== 'phone') return null;
  if (phone?.caller !== 'candidate') return { caller: 'company', ...(guestPhone ? { number: guestPhone } : {}) };
  const { byGroup = {}, number, code } = phone;
  const own = groups.map((group) => byGroup[group]).find((line) => line !== undefined);
  const line = own ?? { number, code };
  return {
    caller: 'candidate',
    ...(line.number ? { number: line.number } : {}),
    ...(line.code ? { code: line.code } : {}),
  };
}

/** Whether the candidate is to say where they can be called. */
export function asksForPhone({ provider, phone }: Pick<PhoneFacts, 'provider' | 'phone'>): boolean {
  return provider === 'phone' && phone?.caller !== 'candidate';
}

/** Terms to compare an offer by: that the company calls holds without them, so saying it promises nothing else. */
export function promisedPhone(phone: PhoneTerms | undefined): PhoneTerms | undefined {
  return phone?.caller === 'candidate' ? phone : undefined;
}

export interface PhoneProblem {
  readonly path: string;
  readonly message: string;
}

interface Offer {
  readonly provider: string;
  readonly phone?: PhoneTerms | undefined;
  readonly panel: readonly { readonly optional?: true | undefined }[];
}

/** What is wrong with the terms of a phone interview beside the numbers themselves, or null. */
export function phoneTermsProblem({ provider, phone, panel }: Offer): PhoneProblem | null {
  if (phone === undefined) return null;
  if (provider !== 'phone') return { path: 'phone', message: 'is for interviews by phone' };
  const { caller, number, code, byGroup = {} } = phone;
  const groups = Object.keys(byGroup).map(Number);
  const stray = groups.find((group) => panel[group] === undefined);
  if (stray !== undefined) return { path: `phone.byGroup.${stray}`, message: 'is no group of the panel' };
  if (caller === 'company') {
    const isSaid = number !== undefined || code !== undefined || groups.length > 0;
    return isSaid ? { path: 'phone.number', message: 'is for interviews in which the candidate calls' } : null;
  }
  // An optional group may stay away, and with it its number.
  const isCovered = number !== undefined || groups.some((group) => panel[group]?.optional !== true);
  return isCovered ? null : { path: 'phone.number', message: 'is needed where the candidate calls' };
}
