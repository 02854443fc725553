/** Reason codes a person chooses from; `reason_required` answers the list. Free of zod, so that pages can list them. */
export const reasonCodes = {
  cancelByCandidate: ['no_longer_available', 'accepted_other_offer', 'no_longer_interested', 'illness', 'other'],
  cancelByStaff: ['position_filled', 'interviewer_unavailable', 'candidate_withdrew', 'duplicate', 'other'],
  // Nobody withdraws from a session on behalf of all its guests.
  cancelGroup: ['position_filled', 'interviewer_unavailable', 'other'],
  startEarly: ['everybody_here', 'agreed', 'other'],
  reschedule: ['conflict', 'illness', 'interviewer_unavailable', 'technical', 'other'],
  overrideLimit: ['company_caused', 'goodwill', 'other'],
  override: ['agreed', 'company_caused', 'goodwill', 'other'],
  retake: ['technical_problem', 'illness', 'unprepared', 'other'],
  retakeDecision: ['technical_problem', 'illness', 'goodwill', 'not_justified', 'position_filled', 'other'],
  decline: ['conflict', 'illness', 'other'],
  dismiss: ['handled', 'not_needed', 'other'],
} as const;

/** Why somebody of a booked panel cannot come. */
export const dropOutCauses = ['declined', 'time_off', 'deactivated', 'by_hand', 'busy'] as const;
export type DropOutCause = (typeof dropOutCauses)[number];
