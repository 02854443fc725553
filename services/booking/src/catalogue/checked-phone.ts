import { type PhoneTerms, phoneTermsProblem } from '@interlude/shared/booking/phone-call';
import { canonicalPhone } from '@interlude/shared/phone/phone-number';
import { refuse } from '../runtime/refused.ts';

interface Offer {
  readonly provider: string;
  readonly phone?: PhoneTerms | undefined;
  readonly panel: readonly { readonly optional?: true | undefined }[];
}

/** What a template or service keeps of who calls whom: each number in its one form. Refuses what cannot be called. */
export function checkedPhoneTerms(offer: Offer): { readonly phone?: PhoneTerms } {
  const problem = phoneTermsProblem(offer);
  if (problem !== null) refuse({ code: 'invalid_input', issues: [problem] });
  const { phone } = offer;
  if (phone === undefined) return {};
  const { number, byGroup, ...rest } = phone;
  const groups = Object.entries(byGroup ?? {}).map(([group, line]) => {
    return [group, { ...line, number: canonical(line.number, `phone.byGroup.${group}.number`) }] as const;
  });
  return {
    phone: {
      ...rest,
      ...(number === undefined ? {} : { number: canonical(number, 'phone.number') }),
      ...(groups.length === 0 ? {} : { byGroup: Object.fromEntries(groups) }),
    },
  };
}

function canonical(text: string, path: string): string {
  return canonicalPhone(text) ?? refuse({ code: 'phone_invalid', because: 'number', path });
}
