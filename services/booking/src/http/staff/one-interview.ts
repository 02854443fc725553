import type { Reason } from '@interlude/shared/schemas/fields';
import type { Command } from '../../booking/command.ts';
import { cancel } from '../../booking/commands/cancel.ts';
import { extendLink } from '../../booking/commands/extend-link.ts';
import { resendLink } from '../../booking/commands/resend-link.ts';
import { bookingFor, interviewFor } from '../../booking/gate/own-scope.ts';
import { type Intent, type StaffContext, staffContext, stateOf } from '../../booking/gate/staff-intent.ts';
import { extendParts } from '../../bundles/extend-arranged.ts';

/** Has the one writer of bookings judge and write what staff want of one interview that is theirs to change. */
export async function command(ctx: StaffContext, name: string, input: Intent, wanted: Command) {
  const { app, staff } = ctx;
  const row = await interviewFor(app, staff, input.interviewId, 'change');
  const context = staffContext(ctx, row, name, input);
  return await app.applyCommand(context, wanted, stateOf);
}

export async function cancelOne(ctx: StaffContext, input: Intent & { readonly reason?: Reason | undefined }) {
  return await command(ctx, 'cancel', input, cancel(input.reason));
}

export async function resendOne(ctx: StaffContext, input: Intent) {
  const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
  // Several colleagues may each press it once, but nobody may fill a mailbox or use up the limit of others.
  ctx.app.limits.countIntent('resendByStaff', row._id, input.idempotencyKey ?? null, ctx.app.now());
  return await ctx.app.applyCommand(staffContext(ctx, row, 'resendLink', input), resendLink, stateOf);
}

export async function extendOne(ctx: StaffContext, input: Intent & { readonly validFor?: string | undefined }) {
  const { validFor } = input;
  const row = await bookingFor(ctx.app, ctx.staff, input.interviewId, 'extendLink');
  if (row.part !== undefined) {
    const context = { ...staffContext(ctx, row, 'extendLink', input), seen: row };
    return await extendParts(ctx.app.stores, context, validFor, stateOf);
  }
  return await command(ctx, 'extendLink', input, extendLink(validFor));
}
