import { policyInputSchema } from '@interlude/shared/booking/policy';
import { mostParts } from '@interlude/shared/bundles/arranged-starts';
import { idempotencyKeySchema, idSchema, lineSchema, localeSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { arrangementSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import { bookingFor } from '../../booking/gate/own-scope.ts';
import { staffContext } from '../../booking/gate/staff-intent.ts';
import { inviteParts } from '../../bundles/invite-arranged.ts';
import { invite } from '../../interviews/invite.ts';
import { inviteMany } from '../../interviews/invite-many.ts';
import { requestHash } from '../../journal/request-hash.ts';
import { copyLink } from '../../obligations/copy-link.ts';
import { freeTimes } from '../../views/free-times.ts';
import { previewMails } from '../../views/preview-mails.ts';
import { staffWith } from '../trpc.ts';

const write = staffWith('interviews:write');
/** What goes for all that are invited at once. */
const terms = { policy: policyInputSchema.optional(), personal: lineSchema(500).optional() };
const inviteSchema = z.strictObject({
  applicationId: idSchema,
  templateId: idSchema,
  ...terms,
  idempotencyKey: idempotencyKeySchema,
});
const inviteManySchema = z.strictObject({
  rows: z
    .array(z.strictObject({ applicationId: idSchema, templateId: idSchema }))
    .min(1)
    .max(200),
  ...terms,
  idempotencyKey: idempotencyKeySchema,
});
const invitePartsSchema = z.strictObject({
  applicationId: idSchema,
  parts: z
    .array(z.strictObject({ templateId: idSchema }))
    .min(2)
    .max(mostParts),
  arrangement: arrangementSchema,
  ...terms,
  idempotencyKey: idempotencyKeySchema,
});
const previewSchema = z
  .strictObject({
    applicationId: idSchema.optional(),
    jobId: idSchema.optional(),
    locale: localeSchema.optional(),
    zone: zoneSchema.optional(),
    name: lineSchema(120).optional(),
    email: z.string().max(254).optional(),
    emails: z.array(z.string().max(254)).max(200).optional(),
    templateId: idSchema,
    ...terms,
  })
  .refine(({ applicationId, jobId }) => (applicationId === undefined) !== (jobId === undefined), {
    path: ['applicationId'],
    message: 'either an application or a job',
  });

/** How somebody is invited, and what one may pass on by hand; part of `interviews`. */
export const inviteProcedures = {
  invite: write.input(inviteSchema).mutation(async ({ ctx, input }) => {
    const { app, staff, requestId } = ctx;
    const { idempotencyKey: key, ...wish } = input;
    const idempotency = { scope: staff.personId, key, hash: requestHash('invite', wish) };
    return await invite(app, staff, wish, { requestId, now: app.now(), idempotency });
  }),

  /** Several at once, each with its own answer, in order. */
  inviteMany: write.input(inviteManySchema).mutation(async ({ ctx, input }) => {
    const { idempotencyKey: key, ...wish } = input;
    return await inviteMany(ctx.app, ctx.staff, wish, { requestId: ctx.requestId, key });
  }),

  /** Several interviews that are booked as one choice; each then lives by itself. */
  inviteParts: write.input(invitePartsSchema).mutation(async ({ ctx, input }) => {
    const { app, staff, requestId } = ctx;
    const { idempotencyKey: key, ...wish } = input;
    const idempotency = { scope: staff.personId, key, hash: requestHash('inviteParts', wish) };
    return await inviteParts(app, staff, wish, { requestId, now: app.now(), idempotency });
  }),

  /** Changes nothing; a POST for every client, because addresses stay in logs, and this holds words that must not. */
  previewMails: write
    .input(previewSchema)
    .mutation(async ({ ctx, input }) => await previewMails(ctx.app, ctx.staff, input)),

  candidateLink: write.input(z.strictObject({ interviewId: idSchema })).mutation(async ({ ctx, input }) => {
    const row = await bookingFor(ctx.app, ctx.staff, input.interviewId, 'copyLink');
    return await copyLink(ctx.app, row, ctx.staff.personId, staffContext(ctx, row, 'copyLink', input));
  }),

  freeTimes: write
    .input(
      z.strictObject({
        interviewId: idSchema,
        count: z.number().int().min(1).max(10).default(3),
        zone: zoneSchema.optional(),
      }),
    )
    .query(async ({ ctx, input: { interviewId, ...asked } }) => {
      return await freeTimes(ctx.app, await bookingFor(ctx.app, ctx.staff, interviewId, 'freeTimes'), asked);
    }),
};
