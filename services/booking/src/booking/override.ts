import { type OverrideRule, overrideRules } from '@interlude/shared/booking/override-rules';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { type Reason, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { AuditRow } from '../journal/audit-store.ts';
import { checkedReason } from './change.ts';

export const overrideSchema = z.strictObject({
  rules: z.array(z.enum(overrideRules)).min(1).max(overrideRules.length),
  reason: reasonSchema,
});
export interface Override {
  readonly rules: readonly OverrideRule[];
  readonly reason: Reason;
}

/** What the audit keeps of an override: codes, no free text, which is `written` on the row. Refuses `reason_required` for a reason that is none. */
export function overrideDetail(override: Override | undefined): AuditRow['detail'] {
  if (override === undefined) return {};
  const { code } = checkedReason(override.reason, reasonCodes.override);
  return { override: [...new Set(override.rules)].toSorted().join(' '), overrideReason: code };
}
