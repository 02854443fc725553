import { useI18n } from '../i18n/i18n-context.tsx';
import { Choice } from './choice.tsx';

const leads = ['P1D', 'PT3H', 'PT1H', 'PT15M'] as const;

interface ReminderChoiceProps {
  /** ISO-8601; null leaves it to the service. */
  readonly wish: string | null;
  readonly onChoose: (wish: string | null) => void;
}

/** How long before the start somebody wants to be reminded. */
export function ReminderChoice(props: ReminderChoiceProps) {
  const { t } = useI18n();
  return (
    <Choice
      label={t('begin.reminder')}
      value={props.wish ?? ''}
      onChoose={(chosen) => props.onChoose(chosen || null)}
      options={[
        { value: '', text: t('begin.reminder.usual') },
        ...leads.map((lead) => ({ value: lead, text: t(`begin.reminder.${lead}`) })),
      ]}
    />
  );
}
