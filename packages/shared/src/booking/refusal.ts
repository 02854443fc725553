import { z } from 'zod';
import { calendarFaults, calendarRefusals } from '../contracts/calendars.ts';
import { overrideRules } from './override-rules.ts';

const instant = z.string();
const alternatives = z.array(instant);
// For staff: the fewest rules without which the start could be had; absent where it could not be had without any.
const overridable = z.array(z.enum(overrideRules)).optional();

const of = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape });

/**
 * Every way Interlude says an expected "no". A refusal carries the numbers behind it and no text: sentences are made
 * from it in the web app and in mails only.
 */
export const refusalSchema = z.discriminatedUnion('code', [
  // `startsAt` names the start where several were asked for at once.
  of('slot_taken', {
    alternatives,
    because: z.string().optional(),
    overridable,
    interviewId: z.string().optional(),
    startsAt: instant.optional(),
  }),
  // 'parts': order, gap or day beside the other parts of its invitation. The interview is named when there are several.
  of('slot_not_offered', {
    alternatives,
    because: z.enum(['notice', 'window', 'hours', 'step', 'same', 'parts']),
    overridable,
    interviewId: z.string().optional(),
    startsAt: instant.optional(),
  }),
  of('hold_expired', { alternatives }),
  of('version_conflict', { version: z.number(), status: z.string(), alternatives: alternatives.optional() }),
  // For one part of an invitation with other open parts: all of these are booked as one choice.
  of('parts_together', { interviewIds: z.array(z.string()) }),
  of('status_forbids', { status: z.string(), action: z.string(), allowed: z.array(z.string()) }),
  of('reschedule_limit', { used: z.number(), limit: z.number() }),
  of('reschedule_cutoff', { cutoffAt: instant }),
  of('cancel_cutoff', { cutoffAt: instant }),
  of('reason_required', { codes: z.array(z.string()) }),
  // Not a number that can be called, or none is asked for; of a template or service the field is named.
  of('phone_invalid', { because: z.enum(['number', 'not_asked']), path: z.string().optional() }),
  of('time_zone_invalid', { zone: z.string() }),
  of('local_time_nonexistent', { localTime: z.string(), zone: z.string() }),
  of('idempotency_mismatch', {}),
  of('invalid_input', { issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  of('retake_not_eligible', { because: z.string() }),
  of('retake_cooldown', { until: instant }),
  of('retake_limit', { used: z.number(), limit: z.number() }),
  of('retake_active', { interviewId: z.string() }),
  of('approver_is_requester', {}),
  of('interviewer_inactive', { personId: z.string() }),
  of('interviewer_role', { personId: z.string() }),
  of('interviewer_unqualified', { personId: z.string(), because: z.enum(['type', 'skills']) }),
  // A group of a panel, counted from 0, that can be filled at no time.
  of('panel_short', { group: z.number(), missing: z.number() }),
  // A demand, counted from 0, for more rooms or licences than are in use.
  of('resource_short', { group: z.number(), missing: z.number() }),
  of('interviewer_time_off', { personId: z.string() }),
  of('interviewer_busy', { personId: z.string() }),
  of('interviewer_cap', { personId: z.string() }),
  of('overwrite_unconfirmed', { from: z.number(), to: z.number() }),
  of('link_invalid', {}),
  of('link_expired', { expiredAt: instant.optional() }),
  of('link_replaced', { replacedBy: z.string().optional() }),
  // The digits typed were wrong, or are no longer valid.
  of('code_wrong', { triesLeft: z.number() }),
  of('code_expired', {}),
  // This many appointments of one client are open, so no other is begun.
  of('appointments_open', { limit: z.number() }),
  // Nobody else who can sign in would manage the company.
  of('last_administrator', {}),
  // A calendar elsewhere: why it cannot be read, or that there are enough.
  of('calendar_refused', { because: z.enum([...calendarFaults, ...calendarRefusals]) }),
  // The address and the password fit in each of these.
  of('several_companies', { companies: z.array(z.object({ tenantId: z.string(), name: z.string() })) }),
  of('not_signed_in', {}),
  of('forbidden', {}),
  of('not_found', {}),
  of('rate_limited', { retryAfterSeconds: z.number() }),
  of('unavailable', { retryAfterSeconds: z.number() }),
]);
export type Refusal = z.infer<typeof refusalSchema>;
export type RefusalCode = Refusal['code'];

/** The HTTP status of each code; a forgotten code is a type error. */
export const refusalStatus = {
  slot_taken: 409,
  slot_not_offered: 409,
  hold_expired: 409,
  version_conflict: 409,
  parts_together: 409,
  status_forbids: 409,
  several_companies: 409,
  reschedule_limit: 412,
  reschedule_cutoff: 412,
  cancel_cutoff: 412,
  reason_required: 422,
  phone_invalid: 422,
  time_zone_invalid: 422,
  local_time_nonexistent: 422,
  idempotency_mismatch: 422,
  invalid_input: 400,
  retake_not_eligible: 412,
  retake_cooldown: 412,
  retake_limit: 412,
  retake_active: 412,
  approver_is_requester: 403,
  interviewer_inactive: 412,
  interviewer_role: 412,
  interviewer_unqualified: 412,
  panel_short: 412,
  resource_short: 412,
  interviewer_time_off: 412,
  interviewer_busy: 412,
  interviewer_cap: 412,
  overwrite_unconfirmed: 412,
  link_invalid: 401,
  link_expired: 410,
  link_replaced: 410,
  code_wrong: 422,
  code_expired: 410,
  appointments_open: 412,
  last_administrator: 412,
  calendar_refused: 422,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>;
