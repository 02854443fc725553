import type { NotifyItem, PlanAttributes } from '@interlude/shared/contracts/lifecycle';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { offsetAt } from '@interlude/shared/time/time-zone';
import { mailBrandOf } from '../company/brand.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import type { ObligationDeps } from './deps.ts';

/** The one mail that is owed for what is no booking. */
export interface SingleMail {
  readonly status: string;
  /** Null where it is of no use any more. */
  readonly item: NotifyItem | null;
  /** Rises with what is known; 1 unless it is said. */
  readonly rev?: number;
  /** What it is found by among the workflows, beside its company. */
  readonly attributes?: PlanAttributes;
}

/** What the facts of every mail hold that is about no time of anybody. */
export function timelessFacts(app: ObligationDeps, tenant: TenantRow, zone: string) {
  return {
    zone,
    offsetMinutes: offsetAt(zone, app.now()),
    company: tenant.name,
    brand: mailBrandOf(tenant, app.config.publicUrl),
    contact: tenant.contact,
    attempt: 1,
    interviewers: [],
    startsAt: null,
    endsAt: null,
    formerStartsAt: null,
    venue: null,
    venueZone: null,
    venueOffsetMinutes: null,
    meetingUrl: null,
    bookBy: null,
    lead: null,
    reason: null,
    invite: null,
  } satisfies Partial<MessageFacts>;
}
