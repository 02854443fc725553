import { useI18n } from '../i18n/i18n-context.tsx';

interface IntervalProps {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly until: number;
}

/** Two times and the space between them, drawn as the mark of the product. */
export function Interval(props: IntervalProps) {
  const { t } = useI18n();
  return (
    <p class="interval">
      <time datetime={new Date(props.at).toISOString()}>{props.from}</time>
      <span class="pause" role="img" aria-label={t('booked.to')} />
      <time datetime={new Date(props.until).toISOString()}>{props.to}</time>
    </p>
  );
}
