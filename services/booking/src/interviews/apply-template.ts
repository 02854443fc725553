import { actionsNow } from '@interlude/shared/booking/booking-status';
import { withPromisesKept } from '@interlude/shared/booking/kept-promises';
import { mergePolicy, type Policy } from '@interlude/shared/booking/policy';
import { fitsDays } from '@interlude/shared/bundles/arrangement';
import { accessEndsAt, actionFacts, type Change, type CommandContext, nextStatus } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { stateOf } from '../booking/gate/staff-intent.ts';
import { withGaps } from '../booking/panel-gaps.ts';
import { isInterview } from '../booking/row/booking-kind.ts';
import type { BookingChange, InterviewRow } from '../booking/row/booking-row.ts';
import { bookedTogether } from '../booking/siblings.ts';
import type { TemplateRow } from '../catalogue/template-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import { refuse } from '../runtime/refused.ts';
import { fillablePanel, pinned } from './invite.ts';

const action = 'applyTemplate';

export interface TemplateWish {
  readonly templateId: string;
  /** Whoever asks has seen that the meeting becomes longer or shorter. */
  readonly overwriteDuration?: boolean | undefined;
}

/**
 * Pins another template, or a newer state of the same one, to an invitation without a time. Its link stays; the answer
 * says whether the candidate was keeping a time, which is free again.
 */
export function applyTemplate(app: BookingDeps, wish: TemplateWish) {
  let holdEnded = false;
  const command: Command<InterviewRow> = {
    name: action,
    takes: isInterview,
    async decide(stores, row, context) {
      const change = await judgeTemplate(app, row, context, { stores, ...wish });
      holdEnded = change.detail['holdEnded'] === true;
      return change;
    },
  };
  const answerOf = (row: InterviewRow) => {
    const { templateId, durationMinutes } = row;
    return { ...stateOf(row), templateId: templateId as string, durationMinutes, holdEnded };
  };
  return { command, answerOf };
}

async function judgeTemplate(
  app: BookingDeps,
  row: InterviewRow,
  context: CommandContext,
  { stores, templateId, overwriteDuration = false }: TemplateWish & { readonly stores: CommandStores },
): Promise<Change> {
  const { tenantId, now } = context;
  checkOpen(row, context);
  const [template, tenant] = await Promise.all([
    app.stores.templates.find(tenantId, templateId),
    app.stores.tenants.get(tenantId),
  ]);
  if (template === null || template.archivedAt !== null) refuse({ code: 'not_found' });
  const people = await fillablePanel(app, template);
  const { durationMinutes } = template;
  if (durationMinutes !== row.durationMinutes && !overwriteDuration)
    refuse({ code: 'overwrite_unconfirmed', from: row.durationMinutes, to: durationMinutes });
  const policy = policyOf(row, mergePolicy(tenant.policy, template.policy));
  const set = termsOf(row, { template, people, gridZone: template.zone ?? tenant.zone, policy }, now);
  await checkPart(stores, { ...row, ...set } as InterviewRow);
  const held = await stores.reservations.findLive(tenantId, row._id, 'hold');
  const holdEnded = (held?.expiresAt?.getTime() ?? 0) > now || Boolean(row.waitlist?.offer);
  return {
    action,
    detail: { fromTemplateId: row.templateId, templateId, from: row.durationMinutes, durationMinutes, holdEnded },
    set,
    raisesVersion: true,
    reservation: { do: 'releaseHold' },
  };
}

// What is invited may be over already, as long as its timer is late.
function checkOpen(row: InterviewRow, context: CommandContext): void {
  const status = nextStatus(row, action, context);
  if (context.now <= row.link.bookBy.getTime()) return;
  const allowed = actionsNow(actionFacts(row), context.actor.party, context.now).filter((one) => one !== action);
  refuse({ code: 'status_forbids', status, action, allowed });
}

// The parts of an invitation have one deadline, now and whenever it is extended.
function policyOf({ policy: promised, part }: InterviewRow, next: Policy): Policy {
  const policy = withPromisesKept(promised, next);
  return part === undefined ? policy : { ...policy, invitationValidFor: promised.invitationValidFor };
}

interface Terms extends Pick<InterviewRow, 'policy' | 'gridZone'> {
  readonly template: TemplateRow;
  readonly people: readonly PersonRow[];
}

const takenAway = { resources: undefined, group: undefined, phone: undefined, placeIn: undefined } as const;

function termsOf(row: InterviewRow, { template, people, policy, gridZone }: Terms, now: number): BookingChange {
  const { waitlist, access, link } = row;
  const terms = { ...takenAway, ...pinned(template), policy, gridZone, templateId: template._id };
  return {
    ...terms,
    // A longer window to choose in must not outlive the link.
    access: { ...access, exp: Math.max(access.exp, accessEndsAt({ ...row, policy, gridZone }, link.bookBy.getTime())) },
    marks: withGaps({ ...row, panel: template.panel }, people, now),
    // What was offered was found for the former people; the place in line stays.
    ...(waitlist?.offer ? { waitlist: { ...waitlist, offer: null } } : {}),
  };
}

// Parts are found for one candidate, who is alone in each of them, within the days that were agreed.
async function checkPart({ bookings }: CommandStores, row: InterviewRow): Promise<void> {
  if (row.part === undefined) return;
  if (row.group !== undefined) invalid('is of a group session');
  const parts = (await bookedTogether(bookings, row)).filter(({ status }) => status !== 'cancelled');
  const lengths = parts.map((part) => (part._id === row._id ? row : part).durationMinutes);
  if (!fitsDays(row.part.arrangement, lengths)) invalid('the parts and the gaps between them take longer');
}

function invalid(message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path: 'templateId', message }] });
}
