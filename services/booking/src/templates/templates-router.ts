import type { PersonId, TenantId } from '@interlude/shared/ids';
import { idSchema, type TemplateInput, templateInputSchema } from '@interlude/shared/interview';
import { meetingLinkProblem } from '@interlude/shared/meeting-link';
import { mayInterview } from '@interlude/shared/panel-rules';
import { z } from 'zod';
import { staffWith } from '../access/staff-access.ts';
import type { App } from '../app.ts';
import { onceForStaff } from '../bookings/commit-once.ts';
import type { StaffContext } from '../bookings/staff-context.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';
import { checkedDemands } from '../resources/checked-demands.ts';
import { zoneFrom } from '../slots/offer-slots.ts';
import { type PanelRow, panelGaps, panelPeople } from '../slots/panel.ts';
import { router } from '../trpc.ts';
import { changedOr, changeIntent, type RowChange } from '../versioned-row.ts';
import type { TemplateRow } from './template-store.ts';

const ref = { templateId: idSchema };

function templateView({ _id, tenantId: _, createdAt: __, archivedAt, places = 1, version = 0, ...rest }: TemplateRow) {
  return { templateId: _id as string, ...rest, places, version, archived: archivedAt !== null };
}

/** What is stored of an input: people that exist and are active, a canonical zone, a link where one is needed. */
async function checked(
  app: App,
  tenantId: TenantId,
  input: TemplateInput,
): Promise<Omit<TemplateRow, '_id' | 'tenantId' | 'version' | 'archivedAt' | 'createdAt'>> {
  const panel = input.panel.map(panelRow);
  if (panel.every(({ optional }) => optional)) invalid('panel', 'needs a group that is not optional');
  const short = panel.findIndex(({ anyOf, count }) => anyOf.length < count);
  if (short >= 0) invalid(`panel.${short}.count`, 'is more than the people in the group');
  if (input.provider === 'in_person' && input.venue === undefined)
    invalid('venue', 'is needed for an interview in person');
  const { meetingHosts } = await app.stores.tenants.get(tenantId);
  const linkProblem = meetingLinkProblem(input, meetingHosts);
  if (linkProblem !== null) invalid('meetingUrl', linkProblem);
  const people = await app.stores.people.listByIds(tenantId, panelPeople(panel));
  for (const personId of panelPeople(panel)) {
    const person = people.find(({ _id }) => _id === personId);
    if (person === undefined) refuse({ code: 'not_found' });
    if (!person.active) refuse({ code: 'interviewer_inactive', personId });
    if (!mayInterview(person)) refuse({ code: 'interviewer_role', personId });
  }
  const [gap] = panelGaps(panel, people);
  if (gap !== undefined) refuse({ code: 'panel_short', ...gap });
  const resources = await checkedDemands(app, tenantId, input.resources ?? []);
  const zone = input.zone === undefined ? {} : { zone: zoneFrom(input.zone) };
  return { ...input, ...zone, panel, resources };
}

const mayLack = [
  'guide',
  'preparation',
  'zone',
  'venue',
  'meetingUrl',
] as const satisfies readonly (keyof TemplateRow)[];

async function change({ app, staff }: Pick<StaffContext, 'app' | 'staff'>, wanted: RowChange<TemplateRow>) {
  const { templates } = app.stores;
  const changed = await templates.change(staff.tenantId, wanted);
  return templateView(await changedOr(changed, () => templates.find(staff.tenantId, wanted.id)));
}

function panelRow({ anyOf, count, optional, skills = [] }: TemplateInput['panel'][number]): PanelRow {
  return {
    anyOf: [...new Set(anyOf)] as PersonId[],
    count,
    ...(optional ? { optional } : {}),
    ...(skills.length > 0 ? { skills: [...new Set(skills)] } : {}),
  };
}

function invalid(path: string, message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path, message }] });
}

export const templatesRouter = router({
  list: staffWith('templates:read').query(async ({ ctx }) => {
    return (await ctx.app.stores.templates.list(ctx.staff.tenantId)).map(templateView);
  }),

  get: staffWith('templates:read')
    .input(z.strictObject(ref))
    .query(async ({ ctx, input }) => {
      const template = await ctx.app.stores.templates.find(ctx.staff.tenantId, input.templateId);
      return templateView(template ?? refuse({ code: 'not_found' }));
    }),

  create: staffWith('templates:write')
    .input(templateInputSchema.extend({ idempotencyKey: changeIntent.idempotencyKey }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'templates.create', input }, async (commit) => {
        const { idempotencyKey: _, ...template } = input;
        const fields = await checked(app, staff.tenantId, template);
        const _id = newId('template');
        const base = { _id, tenantId: staff.tenantId, version: 1, archivedAt: null, createdAt: new Date(app.now()) };
        return await commit(async () => {
          await app.stores.templates.insert({ ...fields, ...base });
          return { templateId: _id as string };
        });
      });
    }),

  /** Replaces all of it: what is not said is no longer there. */
  update: staffWith('templates:write')
    .input(templateInputSchema.extend({ ...ref, ...changeIntent }))
    .mutation(async ({ ctx, input }) => {
      return await onceForStaff(ctx, { procedure: 'templates.update', input }, async (commit) => {
        const { templateId, idempotencyKey: _, expectedVersion, ...template } = input;
        const set = await checked(ctx.app, ctx.staff.tenantId, template);
        const unset = mayLack.filter((field) => set[field] === undefined);
        return await commit(() => change(ctx, { id: templateId, expectedVersion, set, unset }));
      });
    }),

  /** Nobody is invited with it any more; interviews that were stay as they are. */
  archive: staffWith('templates:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => {
      const present = await ctx.app.stores.templates.find(ctx.staff.tenantId, input.templateId);
      if (present === null) refuse({ code: 'not_found' });
      if (present.archivedAt !== null) return templateView(present);
      return await change(ctx, { id: input.templateId, set: { archivedAt: new Date(ctx.app.now()) } });
    }),
});
