import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { lookOf, type OutcomeCode } from '../words/state-words.models.ts';

interface StatusChipProps {
  readonly status: InterviewStatus;
  readonly outcome: OutcomeCode | null;
}

/** The status with its picture and word; a completed interview is known by its outcome. */
export function StatusChip(props: StatusChipProps) {
  const { t } = useHr();
  const look = () => lookOf(props.status, props.outcome);
  const outcome = () => (props.status === 'completed' || props.status === 'archived' ? props.outcome : null);
  return (
    <span class={`chip tone-${look().tone}`}>
      <Glyph name={look().glyph} />
      {t(`status.${props.status}`)}
      {outcome() === null ? '' : ` · ${t(`outcome.${outcome() ?? 'pending'}`)}`}
    </span>
  );
}
