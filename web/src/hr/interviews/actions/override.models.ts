import type { OverrideRule } from '@interlude/shared/booking/override-rules';
import type { Refusal } from '@interlude/shared/booking/refusal';

/** The rules that a refusal says could be set aside; none where a conflict, or anything else, is in the way. */
export function rulesInTheWay(refusal: Refusal): readonly OverrideRule[] {
  switch (refusal.code) {
    case 'slot_taken':
    case 'slot_not_offered':
      return refusal.overridable ?? [];
    case 'interviewer_time_off':
      return ['time_off'];
    case 'interviewer_cap':
      return ['cap'];
    default:
      return [];
  }
}
