/** Rules that staff may set aside for one booking, with a reason; a conflict is never among them. */
export const overrideRules = ['cap', 'hours', 'notice', 'time_off', 'busy_elsewhere'] as const;
export type OverrideRule = (typeof overrideRules)[number];
