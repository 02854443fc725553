import { instantText } from '@interlude/shared/booking/booking-rules';
import { givenPhoneSchema } from '@interlude/shared/booking/phone-call';
import { mostWindows } from '@interlude/shared/booking/waitlist';
import {
  emailSchema,
  hourCycles,
  instantSchema,
  localeSchema,
  reasonSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { reminderWishSchema } from '@interlude/shared/schemas/service';
import { z } from 'zod';
import { addressKey } from '../../access/rate-limits.ts';
import type { Command } from '../../booking/command.ts';
import { book } from '../../booking/commands/book.ts';
import { cancel } from '../../booking/commands/cancel.ts';
import { confirm } from '../../booking/commands/confirm.ts';
import { holdSlot, releaseHold } from '../../booking/commands/hold.ts';
import { reschedule } from '../../booking/commands/reschedule.ts';
import { setPhone } from '../../booking/commands/set-phone.ts';
import { savePreferences } from '../../booking/commands/set-preferences.ts';
import { contextOf, foundIn, type LinkedContext } from '../../booking/gate/candidate-context.ts';
import { grantAccess, openLink } from '../../booking/gate/candidate-gate.ts';
import { readSlots, slotsFields } from '../../booking/gate/read-slots.ts';
import { requestInvitation, requestLink } from '../../booking/gate/request-link.ts';
import type { BookingRow } from '../../booking/row/booking-row.ts';
import { checkedPhone } from '../../booking/row/phone.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { requestRetake } from '../../interviews/retake-commands.ts';
import { candidateView, readViewFacts, viewOf } from '../../views/candidate-view.ts';
import { liveNews } from '../../views/live-news.ts';
import { waitlist } from '../../waitlist/waitlist-commands.ts';
import type { Deps } from '../deps.ts';
import { linked, procedure, router } from '../trpc.ts';
import { bookingOf, bookingSchema, intent, phoneFrom, ref } from './booking-input.ts';
import { bundleProcedures } from './bundle-procedures.ts';

/** Runs a command for the holder of the link and answers the page as it is afterwards. */
async function command(
  ctx: LinkedContext<Deps>,
  name: string,
  input: { idempotencyKey: string },
  wanted: Command<BookingRow>,
) {
  const { app, interview, people, resources } = ctx;
  const limit = wanted.name === 'waitlist' || wanted.name === 'setPhone' ? 'wish' : 'booking';
  app.limits.countIntent(limit, interview._id, input.idempotencyKey, app.now());
  const facts = readViewFacts(app, { row: interview, people, resources });
  // Read while the command decides. Only an answer awaits it and fails with it; a refusal has no use for it.
  facts.catch(() => undefined);
  return await app.applyCommand(
    contextOf(ctx, name, input),
    wanted,
    async (row) => await viewOf(app, row, await facts),
  );
}

const expected = { expectedVersion: z.number().int().optional() };
const bookSchema = bookingSchema.extend({ startsAt: instantSchema, ...expected });
const rescheduleSchema = z.strictObject({
  ...intent,
  startsAt: instantSchema,
  zone: zoneSchema,
  phone: givenPhoneSchema.optional(),
  reason: reasonSchema.optional(),
  ...expected,
});
const preferencesSchema = z.strictObject({
  ...ref,
  zone: zoneSchema.optional(),
  locale: localeSchema.optional(),
  hourCycle: z.enum(hourCycles).optional(),
  reminderBefore: reminderWishSchema.nullable().optional(),
});
const windowSchema = z
  .strictObject({ from: instantSchema, to: instantSchema })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it begins');
const joinSchema = z.strictObject({ ...intent, windows: z.array(windowSchema).max(mostWindows).optional() });
// A zone name that the table lacks is no reason to show nothing.
const readerZone = z.string().max(64).optional();
const linkSubject = z.strictObject({ token: z.string().max(4_096) }).or(z.strictObject(ref));

export const candidateRouter = router({
  exchange: procedure
    .meta({ perm: 'public' })
    .input(z.strictObject({ token: z.string().max(4_096), zone: readerZone }))
    .mutation(async ({ ctx, input }) => {
      const found = await openLink(ctx.app, input.token);
      const { row } = found;
      const caller = `${row.access.jti}:${addressKey(ctx.req.ip ?? '')}`;
      await ctx.app.limits.count('exchange', caller, ctx.app.now());
      await grantAccess(ctx, row, found);
      // What the page asks for next, so that it need not.
      const view = await candidateView(ctx.app, found, input.zone);
      return { interviewId: row._id as string, brand: view.brand, view };
    }),

  interview: linked
    .input(z.strictObject({ ...ref, zone: readerZone }))
    .query(async ({ ctx, input }) => await candidateView(ctx.app, foundIn(ctx), input.zone)),

  slots: procedure
    .meta({ perm: 'link' })
    .input(z.strictObject({ ...ref, ...slotsFields }))
    .query(async ({ ctx, input }) => (await readSlots(ctx, input.interviewId, input)).view),

  hold: linked.input(z.strictObject({ ...intent, startsAt: instantSchema })).mutation(async ({ ctx, input }) => {
    ctx.app.limits.countIntent('hold', ctx.interview._id, input.idempotencyKey, ctx.app.now());
    const startsAt = Date.parse(input.startsAt);
    const expiresAt = await holdSlot(ctx.app.stores, ctx.interview, contextOf(ctx, 'hold', input), startsAt);
    return { startsAt: instantText(startsAt), expiresAt: instantText(expiresAt.getTime()) };
  }),

  releaseHold: linked.input(z.strictObject(ref)).mutation(async ({ ctx }) => {
    await releaseHold(ctx.app.stores, ctx.interview);
    return { released: true };
  }),

  book: linked.input(bookSchema).mutation(async ({ ctx, input }) => {
    const booking = { ...bookingOf(input), startsAt: Date.parse(input.startsAt) };
    return await command(ctx, 'book', input, book(booking));
  }),

  ...bundleProcedures,

  reschedule: linked.input(rescheduleSchema).mutation(async ({ ctx, input }) => {
    const { startsAt, zone, reason, phone } = input;
    const said = { ...phoneFrom(phone), ...(reason ? { reason } : {}) };
    const move = { startsAt: Date.parse(startsAt), zone: zoneFrom(zone), ...said };
    return await command(ctx, 'reschedule', input, reschedule(move));
  }),

  confirm: linked
    .input(z.strictObject(intent))
    .mutation(async ({ ctx, input }) => await command(ctx, 'confirm', input, confirm)),

  cancel: linked
    .input(z.strictObject({ ...intent, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => await command(ctx, 'cancel', input, cancel(input.reason))),

  requestRetake: linked
    .input(z.strictObject({ ...intent, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      ctx.app.limits.countIntent('wish', ctx.interview._id, input.idempotencyKey, ctx.app.now());
      const context = contextOf(ctx, 'requestRetake', input);
      return await ctx.app.applyCommand(context, requestRetake(ctx.app.stores.retakes, input.reason), (row) => {
        const { retake } = row;
        return { requestId: retake?.requestId ?? '', state: retake?.state ?? 'pending' };
      });
    }),

  joinWaitlist: linked.input(joinSchema).mutation(async ({ ctx, input }) => {
    const windows = (input.windows ?? []).map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    return await command(ctx, 'joinWaitlist', input, waitlist({ to: 'join', windows }));
  }),

  leaveWaitlist: linked
    .input(z.strictObject(intent))
    .mutation(async ({ ctx, input }) => await command(ctx, 'leaveWaitlist', input, waitlist({ to: 'leave' }))),

  passOffer: linked.input(z.strictObject({ ...intent, startsAt: instantSchema })).mutation(async ({ ctx, input }) => {
    const wish = { to: 'pass', startsAt: Date.parse(input.startsAt) } as const;
    return await command(ctx, 'passOffer', input, waitlist(wish));
  }),

  resendLink: procedure
    .meta({ perm: 'public' })
    .input(z.strictObject({ email: emailSchema }).or(linkSubject))
    .mutation(async ({ ctx, input }) => {
      await requestLink(ctx, input);
      return { accepted: true };
    }),

  requestInvitation: procedure
    .meta({ perm: 'public' })
    .input(linkSubject)
    .mutation(async ({ ctx, input }) => {
      await requestInvitation(ctx, input);
      return { accepted: true };
    }),

  setPreferences: linked.input(preferencesSchema).mutation(async ({ ctx, input }) => {
    ctx.app.limits.countIntent('wish', ctx.interview._id, null, ctx.app.now());
    const { interviewId: _, zone, ...rest } = input;
    const preferences = withoutUndefined({ ...rest, zone: zone === undefined ? undefined : zoneFrom(zone) });
    const { idempotency: __, ...context } = contextOf(ctx, 'setPreferences', { idempotencyKey: 'none' });
    return await ctx.app.applyCommand(context, savePreferences(preferences), (row) =>
      candidateView(ctx.app, { ...foundIn(ctx), row }),
    );
  }),

  setPhone: linked.input(z.strictObject({ ...intent, phone: givenPhoneSchema })).mutation(async ({ ctx, input }) => {
    return await command(ctx, 'setPhone', input, setPhone(checkedPhone(input.phone)));
  }),

  /** Tells an open page that what it shows has changed; it then asks again. */
  live: linked.input(z.strictObject(ref)).subscription(({ ctx, signal }) => liveNews(ctx, signal)),
});

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Defined<T>;
}
