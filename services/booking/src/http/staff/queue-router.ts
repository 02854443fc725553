import { type AttentionCause, attentionCauses } from '@interlude/shared/booking/attention';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import { idempotencyKeySchema, idSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { may } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import { dismiss } from '../../booking/commands/dismiss.ts';
import { interviewFor, type Scope, scopeOf, scopesAt } from '../../booking/gate/own-scope.ts';
import { staffContext } from '../../booking/gate/staff-intent.ts';
import { guestIdOf, isAppointment, isInterview, titleOf } from '../../booking/row/booking-kind.ts';
import type { Mark } from '../../booking/row/booking-parts.ts';
import { listGuests } from '../../booking/row/guests.ts';
import { placeOf } from '../../booking/row/mark-store.ts';
import type { ScheduledRow } from '../../booking/row/scheduled-row.ts';
import { reachOf } from '../../views/list-bookings.ts';
import { router, staffWith } from '../trpc.ts';
import { cursorOf, markCursorSchema } from './mark-cursor.ts';

const wantedFor: Readonly<Record<AttentionCause, readonly string[]>> = {
  stuck: [],
  interviewer_out: ['addInterviewer', 'reschedule', 'cancel'],
  clock_changed: ['keepTime', 'reschedule'],
  panel: ['cancel'],
  no_hours: ['cancel'],
  bounced: ['correctAddress', 'resendLink'],
  complained: ['correctAddress', 'resendLink'],
  not_sent: ['resendLink'],
  link_asked: ['extendLink', 'resendLink'],
  no_outcome: ['decide'],
  expired: ['extendLink'],
};
const always = ['addInterviewer', 'keepTime'];

/** What these staff can do about a mark; the last resort is to say that nothing is to be done. */
function actionsFor(
  { cause, of }: Mark,
  row: ScheduledRow,
  { staff, scope }: { staff: Staff; scope: Scope },
): string[] {
  if (!may(staff.roles, 'interviews:write') || !scope.mayWrite(row)) return [];
  const allowed: readonly string[] = [
    ...actionsOf(row.status, 'staff', row.kind),
    ...always,
    // An expired invitation is extended, which mails a new link.
    ...(row.status === 'expired' ? [] : ['resendLink']),
    ...(of === guestIdOf(row) && may(staff.roles, 'jobs:write') ? ['correctAddress'] : []),
  ];
  return [...wantedFor[cause].filter((action) => allowed.includes(action)), 'dismiss'];
}

/** What waits for a person: the marks of all bookings. */
export const queueRouter = router({
  list: staffWith('interviews:read')
    .input(
      z.strictObject({
        cursor: markCursorSchema.optional(),
        limit: z.number().int().min(1).max(100).default(50),
        /** Only those of one console page; group sessions are among the interviews. */
        of: z.enum(['interviews', 'appointments']).optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { scheduled } = app.stores;
      const scope = await scopeOf(app, staff);
      const reach = await reachOf(app, staff, { scope, filter: { attention: true } });
      // One more than is asked for tells whether there is another page.
      const asked = { after: input.cursor ?? null, limit: input.limit + 1, reach, of: input.of };
      const found = await scheduled.listMarks(staff.tenantId, asked);
      const marks = found.slice(0, input.limit);
      const rows = await scheduled.listByIds(staff.tenantId, [...new Set(marks.map(({ _id }) => _id))]);
      const [scopeOfRow, guests] = await Promise.all([
        scopesAt(app, scope, rows),
        listGuests(app.stores, staff.tenantId, rows),
      ]);
      const items = marks.flatMap(({ _id, mark }) => {
        const row = rows.find((one) => one._id === _id);
        if (row === undefined) return [];
        const scope = scopeOfRow(row);
        const guest = scope.isOwn(row) ? guests.find((one) => one._id === guestIdOf(row)) : undefined;
        const actions = actionsFor(mark, row, { staff, scope });
        return [
          {
            kind: mark.cause,
            since: instantText(mark.since.getTime()),
            interviewId: row._id as string,
            booking: row.kind ?? ('interview' as const),
            title: titleOf(row),
            /** Empty where the booking is not theirs. */
            name: guest?.name ?? '',
            candidateId: actions.includes('correctAddress') && isInterview(row) ? (row.candidateId as string) : null,
            clientId: actions.includes('correctAddress') && isAppointment(row) ? (row.clientId as string) : null,
            email: actions.includes('correctAddress') ? (guest?.email ?? '') : '',
            actions,
          },
        ];
      });
      const last = found.length > input.limit ? marks.at(-1) : undefined;
      return { items, ...(last === undefined ? {} : { nextCursor: cursorOf(placeOf(last)) }) };
    }),

  /** All marks of that kind of that booking; they come again only when it happens again. */
  dismiss: staffWith('interviews:write')
    .input(
      z.strictObject({
        kind: z.enum(attentionCauses),
        interviewId: idSchema,
        // Only the code is kept: the timeline tells what happened, without free text.
        reason: reasonSchema.omit({ text: true }).optional(),
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { kind: cause, reason } = input;
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
      const context = staffContext(ctx, row, 'dismissAttention', input);
      return await ctx.app.applyCommand(context, dismiss(cause, reason), () => ({ dismissed: true }));
    }),
});
