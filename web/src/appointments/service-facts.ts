import { priceText } from '@interlude/shared/booking/price';
import type { PublicService } from '@interlude/shared/schemas/service';
import { useI18n } from '../i18n/i18n-context.tsx';

/** How long a service takes, what it costs and how people meet, in one line. */
export function useServiceFacts() {
  const { t, locale } = useI18n();
  return ({
    durationMinutes,
    price,
    provider,
  }: Pick<PublicService, 'durationMinutes' | 'price' | 'provider'>): string =>
    [
      t('facts.minutes', { count: durationMinutes }),
      price === null ? t('service.facts.free') : priceText(price, locale().formats),
      t(`provider.${provider}`),
    ].join(' · ');
}
