import { policyInputSchema } from '@interlude/shared/booking/policy';
import { consentSchema, driftSchema, elsewhereSchema } from '@interlude/shared/contracts/calendars';
import { deliveryReportSchema, type MessageAnswer, sendReportSchema } from '@interlude/shared/contracts/messages';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { emailSchema, idSchema, lineSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { isInternalCall } from '../access/internal-token.ts';
import { createTenant } from '../company/create-tenant.ts';
import { newPasswordSchema } from '../company/new-password.ts';
import { learnElsewhere } from '../drop-outs/learn-elsewhere.ts';
import { noteDrift } from '../drop-outs/note-drift.ts';
import { checkClocks } from '../obligations/check-clocks.ts';
import { learnConsent } from '../obligations/lost-calendar-mail.ts';
import { messageFor } from '../obligations/message-for.ts';
import { entryFor, recordPlaced } from '../obligations/panel-entry.ts';
import { recordDelivery, recordSend } from '../obligations/record-send.ts';
import { refuse } from '../runtime/refused.ts';
import { procedure, router } from './trpc.ts';

const placeRef = { tenantId: idSchema, interviewId: idSchema, personId: idSchema };
const placedSchema = z.strictObject({
  ...placeRef,
  rev: z.number().int(),
  textRev: z.number().int().optional(),
  to: z.string().max(200).nullable(),
  isThere: z.boolean(),
  because: z.string().max(40).nullable(),
});

function ofPlace({ tenantId, interviewId, personId }: Record<keyof typeof placeRef, string>) {
  return { tenantId: tenantId as TenantId, interviewId, personId: personId as PersonId };
}

/** Calls between services, on a port of their own that is never published. */
const internal = procedure.meta({ perm: 'public' }).use(async ({ ctx, next }) => {
  if (!isInternalCall(ctx.req.headers.authorization, ctx.app.config.internalKey)) refuse({ code: 'not_signed_in' });
  return await next();
});

const messageRefSchema = z.strictObject({ tenantId: idSchema, interviewId: idSchema, key: z.string().min(1).max(300) });

export const internalRouter = router({
  /** What a message says now, or why it is not to be sent: asked as the last step before sending. */
  messageFor: internal.input(messageRefSchema).mutation(async ({ ctx, input }): Promise<MessageAnswer> => {
    return await messageFor(ctx.app, { ...input, tenantId: input.tenantId as TenantId });
  }),
  recordSend: internal.input(sendReportSchema).mutation(async ({ ctx, input }) => {
    await recordSend(ctx.app, input);
    return { recorded: true };
  }),
  recordDelivery: internal.input(deliveryReportSchema).mutation(async ({ ctx, input }) => {
    await recordDelivery(ctx.app, input);
    return { recorded: true };
  }),
  /** What the other calendars of a person say now, in place of what was said before. */
  learnElsewhere: internal.input(elsewhereSchema).mutation(async ({ ctx, input }) => {
    const { tenantId, personId } = input;
    return await learnElsewhere(ctx.app, { ...input, tenantId: tenantId as TenantId, personId: personId as PersonId });
  }),
  /** What somebody has made of the entry of a booking in their calendar. */
  noteDrift: internal.input(driftSchema).mutation(async ({ ctx, input }) => {
    await noteDrift(ctx.app, { ...ofPlace(input), interviewId: input.interviewId as BookingId, drift: input.drift });
    return { noted: true };
  }),
  /** A calendar of somebody needs them to sign in again, or does no more. */
  learnConsent: internal.input(consentSchema).mutation(async ({ ctx, input }) => {
    await learnConsent(ctx.app, input);
    return { recorded: true };
  }),
  /** What the calendar of one person is to have of a booking, told to whoever writes it there as the last step before. */
  entryFor: internal
    .input(z.strictObject(placeRef))
    .query(async ({ ctx, input }) => await entryFor(ctx.app, ofPlace(input))),
  /** What it has now, or why it could not be put there. */
  recordPlaced: internal.input(placedSchema).mutation(async ({ ctx, input }) => {
    await recordPlaced(ctx.app, { ...input, ...ofPlace(input) });
    return { recorded: true };
  }),
  /** A company with its first administrator: for set-up, never reachable from outside. */
  createTenant: internal
    .input(
      z.strictObject({
        name: lineSchema(120),
        zone: zoneSchema,
        contact: z.strictObject({ name: lineSchema(120), email: emailSchema }),
        policy: policyInputSchema.default({}),
        administrator: z.strictObject({
          name: lineSchema(120),
          email: emailSchema,
          password: newPasswordSchema,
          zone: zoneSchema,
        }),
      }),
    )
    .mutation(async ({ ctx, input }) => await createTenant(ctx.app, input)),
  /** What reads otherwise than was promised since the zone table changed; with `ask` the people are asked. */
  checkClocks: internal
    .input(z.strictObject({ ask: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }) => await checkClocks(ctx.app, input)),
  countTenants: internal.query(async ({ ctx }) => ({ tenants: await ctx.app.stores.tenants.count() })),
});

export type InternalRouter = typeof internalRouter;
