import { Choice } from './choice.tsx';
import { useServiceWords } from './service-words.tsx';

const leads = ['P1D', 'PT3H', 'PT1H', 'PT15M'] as const;

interface ReminderChoiceProps {
  /** ISO-8601; null leaves it to the service. */
  readonly wish: string | null;
  readonly onChoose: (wish: string | null) => void;
}

/** How long before the start somebody wants to be reminded. */
export function ReminderChoice(props: ReminderChoiceProps) {
  const say = useServiceWords();
  return (
    <Choice
      label={say('begin.reminder')}
      value={props.wish ?? ''}
      onChoose={(chosen) => props.onChoose(chosen || null)}
      options={[
        { value: '', text: say('begin.reminder.usual') },
        ...leads.map((lead) => ({ value: lead, text: say(`begin.reminder.${lead}`) })),
      ]}
    />
  );
}
