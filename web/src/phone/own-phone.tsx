import { useI18n } from '../i18n/i18n-context.tsx';
import { PhoneField } from './phone-field.tsx';
import type { TypedPhone } from './typed-phone.ts';

interface OwnPhoneProps {
  readonly isTried: boolean;
  readonly phone: TypedPhone;
  readonly onPhone: (phone: TypedPhone) => void;
}

/** The candidate's own number while they book; without it they book all the same. */
export function OwnPhone(props: OwnPhoneProps) {
  const { t } = useI18n();
  return <PhoneField {...props} label={t('phone.label')} hint={t('phone.optional')} wrong={t('no.phone_invalid')} />;
}
