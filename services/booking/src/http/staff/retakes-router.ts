import { instantText } from '@interlude/shared/booking/booking-rules';
import { idempotencyKeySchema, idSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Staff } from '../../access/staff-access.ts';
import { interviewFor, scopeOf } from '../../booking/gate/own-scope.ts';
import { staffContext } from '../../booking/gate/staff-intent.ts';
import type { BookingRow } from '../../booking/row/booking-row.ts';
import { listLinksTaken } from '../../interviews/links-taken.ts';
import { decideRetake, requestRetake, retakeRefusalOf } from '../../interviews/retake-commands.ts';
import type { RetakeRow } from '../../interviews/retake-store.ts';
import { refuse } from '../../runtime/refused.ts';
import { pageOfList } from '../../views/list-bookings.ts';
import { interviewSummary, type Names, readNames } from '../../views/staff-view.ts';
import { router, staffWith } from '../trpc.ts';

const states = ['pending', 'approved', 'rejected', 'issued', 'expired'] as const;

interface Known {
  readonly names: Names;
  /** The bookings of which these staff have taken the link. */
  readonly taken: ReadonlySet<string>;
}

function requestView(staff: Staff, request: RetakeRow, row: BookingRow, { names, taken }: Known) {
  const isOwn = request.requestedBy.personId === staff.personId || taken.has(row._id);
  const twoPerson = row.policy.retake.twoPerson && isOwn;
  return {
    requestId: request._id as string,
    state: request.state,
    reason: request.reason,
    requestedBy: request.requestedBy.party,
    requestedByMe: request.requestedBy.personId === staff.personId,
    /** Why this person may not decide, or null. */
    mayNotDecide: request.state !== 'pending' ? 'decided' : twoPerson ? 'approver_is_requester' : null,
    createdAt: instantText(request.createdAt.getTime()),
    expiresAt: instantText(request.expiresAt.getTime()),
    decidedAt: request.decidedAt === null ? null : instantText(request.decidedAt.getTime()),
    decisionReason: request.decisionReason,
    issuesAt: request.issuesAt === null ? null : instantText(request.issuesAt.getTime()),
    newInterviewId: request.newInterviewId as string | null,
    interview: interviewSummary(row, names),
  };
}

export const retakesRouter = router({
  list: staffWith('retakes:read')
    .input(z.strictObject({ state: z.enum(states).optional(), ...pageOfList }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { state, cursor, limit } = input;
      const after = cursor === undefined ? null : await app.stores.retakes.find(staff.tenantId, cursor);
      if (cursor !== undefined && after === null) refuse({ code: 'not_found' });
      const { isBound, jobIds } = await scopeOf(app, staff);
      const reach = isBound ? { personId: staff.personId, jobIds } : null;
      // One more than is asked for tells whether there is another page.
      const found = await app.stores.retakes.list(staff.tenantId, state, { after, limit: limit + 1, reach });
      const requests = found.slice(0, limit);
      const ids = requests.map(({ interviewId }) => interviewId);
      const rows = await app.stores.bookings.listByIds(staff.tenantId, ids);
      const byId = new Map(rows.map((row) => [row._id, row]));
      const known = {
        names: await readNames(app, staff, rows),
        taken: await listLinksTaken(app.stores, rows, staff.personId),
      };
      const next = found.length > limit ? requests.at(-1)?._id : undefined;
      return {
        requests: requests.flatMap((request) => {
          const row = byId.get(request.interviewId);
          return row === undefined ? [] : [requestView(staff, request, row, known)];
        }),
        nextCursor: (next ?? null) as string | null,
      };
    }),

  eligibility: staffWith('retakes:read')
    .input(z.strictObject({ interviewId: idSchema }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const row = await interviewFor(app, staff, input.interviewId, 'see');
      const refusal = retakeRefusalOf(row, 'staff', app.now());
      return { eligible: refusal === null, ...(refusal === null ? {} : { refusal }) };
    }),

  request: staffWith('retakes:decide')
    .input(
      z.strictObject({
        interviewId: idSchema,
        reason: reasonSchema.optional(),
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const row = await interviewFor(app, staff, input.interviewId, 'change');
      const context = staffContext(ctx, row, 'requestRetake', input);
      return await app.applyCommand(context, requestRetake(app.stores.retakes, input.reason), (after) => {
        const { retake } = after;
        return { requestId: retake?.requestId ?? '', state: retake?.state ?? 'pending' };
      });
    }),

  /** Approving issues the new attempt, or answers when it will be issued while the cooldown runs. */
  decide: staffWith('retakes:decide')
    .input(
      z.strictObject({
        requestId: idSchema,
        decision: z.enum(['approve', 'reject']),
        reason: reasonSchema,
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { requestId, decision, reason, idempotencyKey } = input;
      const request = await app.stores.retakes.find(staff.tenantId, requestId);
      if (request === null) refuse({ code: 'not_found' });
      const row = await interviewFor(app, staff, request.interviewId, 'change');
      const intent = { interviewId: row._id as string, requestId, decision, reason, idempotencyKey };
      const context = staffContext(ctx, row, 'decideRetake', intent);
      return await app.applyCommand(
        context,
        decideRetake(app.stores.retakes, { requestId, decision, reason }),
        (after) => {
          const { retake } = after;
          return {
            state: retake?.state ?? decision,
            ...(retake?.newInterviewId ? { newInterviewId: retake.newInterviewId } : {}),
            ...(retake?.state === 'approved' && retake.issuesAt
              ? { issuesAt: instantText(retake.issuesAt.getTime()) }
              : {}),
          };
        },
      );
    }),
});
