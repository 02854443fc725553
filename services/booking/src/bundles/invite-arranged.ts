import type { PolicyInput } from '@interlude/shared/booking/policy';
import { type Arrangement, fitsDays } from '@interlude/shared/bundles/arrangement';
import type { Staff } from '../access/staff-access.ts';
import { accessEndsAt, type CommandContext } from '../booking/change.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { InvitationPart } from '../booking/row/booking-parts.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { insertInvited, newInterview } from '../interviews/invite.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

export interface InvitePartsInput {
  readonly applicationId: string;
  /** In the order in which they take place. */
  readonly parts: readonly { readonly templateId: string }[];
  readonly arrangement: Omit<Arrangement, 'zone'>;
  readonly policy?: PolicyInput | undefined;
  readonly personal?: string | undefined;
}

export interface InvitedParts {
  readonly invitationId: string;
  readonly interviewIds: readonly string[];
}

/**
 * Invites to several interviews at once, to be booked as one choice. Each is an interview like any other with the
 * promise of its own template; together they have one deadline, and the first one writes for all until they are booked.
 * Refuses `invalid_input` for an arrangement that no choice could keep.
 */
export async function inviteParts(
  app: BookingDeps,
  staff: Staff,
  input: InvitePartsInput,
  context: Pick<CommandContext, 'requestId' | 'idempotency' | 'now'>,
): Promise<InvitedParts> {
  return await insertInvited(app, staff, context, async () => {
    const { applicationId, parts, arrangement, policy, personal } = input;
    const alone: InterviewRow[] = [];
    for (const { templateId } of parts) {
      alone.push(await newInterview(app, staff, { applicationId, templateId, policy, personal }, context.now));
    }
    const ofGroup = alone.findIndex(({ group }) => group !== undefined);
    // Parts are found for one candidate, who is alone in each of them.
    if (ofGroup >= 0) invalid(`parts.${ofGroup}.templateId`, 'is of a group session');
    const lengths = alone.map(({ durationMinutes }) => durationMinutes);
    if (!fitsDays(arrangement, lengths)) {
      invalid('arrangement.withinDays', 'the parts and the gaps between them take longer');
    }
    const rows = asParts(alone, arrangement);
    const invitationId: string = rows[0]?.part?.invitationId ?? '';
    return { rows, answer: { invitationId, interviewIds: rows.map(({ _id }) => _id as string) } };
  });
}

function invalid(path: string, message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path, message }] });
}

function asParts(alone: readonly InterviewRow[], arrangement: InvitePartsInput['arrangement']): InterviewRow[] {
  const [first] = alone;
  if (first === undefined) return [];
  const { zone, link } = first;
  const { invitationValidFor } = first.policy;
  const shared: Omit<InvitationPart, 'index' | 'isFollowing'> = {
    invitationId: newId('invitation'),
    of: alone.length,
    arrangement: { ...arrangement, zone },
    reliedOn: 0,
  };
  return alone.map((row, index) => {
    // One zone and one deadline, now and whenever it is extended.
    const policy = { ...row.policy, invitationValidFor };
    const exp = accessEndsAt({ ...row, policy, zone }, link.bookBy.getTime());
    return {
      ...row,
      zone,
      link,
      policy,
      access: { ...row.access, exp },
      notices: index === 0 ? row.notices : [],
      part: { ...shared, index, isFollowing: index > 0 },
    };
  });
}
