import {
  dateOverrideSchema,
  personSettingsSchema,
  recurrenceSchema,
  recurringSchema,
  weeklyRangeSchema,
} from '@interlude/shared/schemas/availability';
import { idSchema, localDateSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import type { DateOverride, WeeklyRange } from '@interlude/shared/slots/slot-question';
import { localOf } from '@interlude/shared/time/time-zone';
import { z } from 'zod';
import { slotsOf } from '../../calendar/list-starts.ts';
import { addTimeOff } from '../../claims/time-off.ts';
import { actorOf, changeOf, noteChange } from '../../company/company-change.ts';
import { noSettings, type PersonRow } from '../../company/person-store.ts';
import { nextDates } from '../../company/recurring-dates.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { changedOr, changeIntent } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { hoursImpact } from '../../views/hours-impact.ts';
import { router, staffWith } from '../trpc.ts';
import { editablePerson } from './editable-person.ts';

const byDate = localDateSchema;
const instant = z.iso.datetime();
const ofPerson = { personId: idSchema };
const saveSchema = z.strictObject({
  ...ofPerson,
  zone: zoneSchema,
  weekly: z.array(weeklyRangeSchema).max(50),
  overrides: z.array(dateOverrideSchema).max(400),
  /** Both kept as they are when absent. */
  recurring: z.array(recurringSchema).max(20).optional(),
  settings: personSettingsSchema.optional(),
});
/** The form is saved as a whole, so it says which version it was made from. */
const changeSchema = saveSchema.extend(changeIntent);
const timeOffSchema = z.strictObject({
  ...ofPerson,
  from: byDate.or(instant),
  to: byDate.or(instant),
  reason: z.string().max(200).optional(),
  idempotencyKey: changeIntent.idempotencyKey,
});

const hourFields = ['zone', 'weekly', 'overrides', 'recurring', 'settings'] as const;
const fiveMinutes = z.number().int().multipleOf(5).min(5).max(480);
const previewSchema = z.strictObject({
  ...ofPerson,
  durationMinutes: fiveMinutes.default(60),
  stepMinutes: fiveMinutes.default(30),
  from: byDate.optional(),
  days: z.number().int().min(1).max(62).optional(),
  zone: zoneSchema,
});
const horizonMs = 62 * 86_400_000;
const previewedDates = 8;

function checkRanges(ranges: readonly { from: string; to: string }[], path: string): void {
  const wrong = ranges.find(({ from, to }) => from >= to);
  if (wrong)
    refuse({ code: 'invalid_input', issues: [{ path, message: `${wrong.from}–${wrong.to} ends before it begins` }] });
}

function hoursFrom(input: z.infer<typeof saveSchema>, person: PersonRow) {
  const recurring = input.recurring ?? person.recurring ?? [];
  checkRanges(input.weekly, 'weekly');
  for (const { ranges } of input.overrides) checkRanges(ranges, 'overrides');
  for (const { ranges } of recurring) checkRanges(ranges, 'recurring');
  const weekly = input.weekly as WeeklyRange[];
  const overrides: DateOverride[] = input.overrides;
  return { zone: zoneFrom(input.zone), weekly, overrides, recurring };
}

export const availabilityRouter = router({
  get: staffWith('availability:write')
    .input(z.strictObject(ofPerson))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const person = await editablePerson(app, staff, input.personId);
      const timeOff = await app.stores.reservations.listTimeOff(staff.tenantId, person._id, new Date(app.now()));
      return {
        personId: person._id as string,
        zone: person.zone,
        weekly: person.weekly,
        overrides: person.overrides,
        recurring: person.recurring ?? [],
        settings: person.settings ?? noSettings,
        version: person.version ?? 0,
        timeOff: timeOff.map(({ timeOffId, startsAt, endsAt }) => ({
          timeOffId,
          from: startsAt.toISOString(),
          to: endsAt.toISOString(),
        })),
      };
    }),

  save: staffWith('availability:write')
    .input(changeSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { people } = app.stores;
      const { personId: id, expectedVersion } = input;
      const person = await editablePerson(app, staff, id);
      const hours = hoursFrom(input, person);
      const settings = input.settings ?? person.settings ?? noSettings;
      const gapsDue = newId('event');
      return await onceForStaff(ctx, { procedure: 'availability.save', input }, async (commit) => {
        const saved = await commit(async () => {
          const set = { ...hours, settings, gapsDue };
          const before = (await people.find(staff.tenantId, id)) ?? person;
          const changed = await people.change(staff.tenantId, { id, expectedVersion, set });
          const row = await changedOr(changed, () => people.find(staff.tenantId, id));
          const detail = { person: row._id, ...changeOf(before, row, hourFields) };
          await noteChange(app, actorOf(ctx), { action: 'saveHours', detail });
          const { version = 0 } = row;
          return { personId: id, ...hours, settings, version };
        });
        await app.dropOuts.gapsNow({ ...person, gapsDue });
        return saved;
      });
    }),

  /** The booked interviews that these hours would leave outside; nothing is saved. */
  impact: staffWith('availability:write')
    .input(saveSchema)
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const person = await editablePerson(app, staff, input.personId);
      return await hoursImpact(app, { ...person, ...hoursFrom(input, person) });
    }),

  /** The next dates, from today on this person's clock, that a rule falls on; nothing is saved. */
  dates: staffWith('availability:write')
    .input(recurrenceSchema.extend({ ...ofPerson, zone: zoneSchema }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      await editablePerson(app, staff, input.personId);
      const today = localOf(zoneFrom(input.zone), app.now()).date;
      return { dates: await nextDates(input, today, previewedDates) };
    }),

  /** The starts a candidate would see with this person alone. */
  preview: staffWith('availability:write')
    .input(previewSchema)
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const person = await editablePerson(app, staff, input.personId);
      const { durationMinutes, stepMinutes, from, days, zone } = input;
      const now = app.now();
      const bookable = {
        _id: null,
        tenantId: staff.tenantId,
        panel: [{ anyOf: [person._id], count: 1 }],
        durationMinutes,
        stepMinutes,
        buffers: { beforeMinutes: 0, afterMinutes: 0 },
        gridZone: person.zone,
      };
      const bounds = { earliestAt: now, latestAt: now + horizonMs, now, noticeZone: person.zone };
      return (await slotsOf(app.stores, bookable, { from, days, zone, bounds, present: null })).view;
    }),

  /** Time off over a booking is kept and reported, never refused: the person is away either way. */
  addTimeOff: staffWith('availability:write')
    .input(timeOffSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const person = await editablePerson(app, staff, input.personId);
      const { idempotencyKey, ...wish } = input;
      // The hash covers the whole wish, so that another one under the same key cannot continue with this one's days.
      const key = idempotencyKey === undefined ? {} : { key: JSON.stringify([staff.personId, idempotencyKey, wish]) };
      return await onceForStaff(ctx, { procedure: 'availability.addTimeOff', input }, async (commit) => {
        const added = await addTimeOff(app, person, { from: wish.from, to: wish.to, ...key });
        await app.dropOuts.timeOffNow(staff.tenantId, added.timeOffId);
        return await commit(async () => {
          const detail = { person: person._id, timeOff: added.timeOffId, from: wish.from, to: wish.to };
          await noteChange(app, actorOf(ctx), { action: 'addTimeOff', detail });
          return added;
        });
      });
    }),

  removeTimeOff: staffWith('availability:write')
    .input(z.strictObject({ ...ofPerson, timeOffId: idSchema }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { _id: person } = await editablePerson(app, staff, input.personId);
      await app.stores.inTransaction(async () => {
        const removed = await app.stores.reservations.removeTimeOff(staff.tenantId, input.personId, input.timeOffId);
        if (removed === 0) refuse({ code: 'not_found' });
        await noteChange(app, actorOf(ctx), { action: 'removeTimeOff', detail: { person, timeOff: input.timeOffId } });
      });
      return { removed: true };
    }),
});
