/** Why a booking needs a person, the most pressing first; each is a mark of its own, with an end of its own. */
export const attentionCauses = [
  'stuck',
  'interviewer_out',
  'busy_elsewhere',
  'calendar_unseen',
  'not_in_calendar',
  'changed_in_calendar',
  'clock_changed',
  'panel',
  'no_hours',
  'no_phone',
  'bounced',
  'complained',
  'not_sent',
  'link_asked',
  'no_outcome',
  'expired',
] as const;
export type AttentionCause = (typeof attentionCauses)[number];
