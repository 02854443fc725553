import { meetingLinkProblem } from '@interlude/shared/booking/meeting-link';
import { mayInterview } from '@interlude/shared/booking/panel-rules';
import type { PersonId } from '@interlude/shared/ids';
import { idSchema } from '@interlude/shared/schemas/fields';
import { type TemplateInput, templateInputSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import type { Staff } from '../../access/staff-access.ts';
import { checkedJobs, checkTwoPerson, templateReach } from '../../access/template-reach.ts';
import type { StaffContext } from '../../booking/gate/staff-intent.ts';
import { checkedDemands } from '../../catalogue/checked-demands.ts';
import { checkedPhoneTerms } from '../../catalogue/checked-phone.ts';
import { type PanelRow, panelGaps, panelPeople } from '../../catalogue/panel.ts';
import type { TemplateRow } from '../../catalogue/template-store.ts';
import { actorOf, changeOf, noteChange } from '../../company/company-change.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { changedOr, changeIntent, type RowChange } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

const ref = { templateId: idSchema };

function templateView({ _id, tenantId: _, createdAt: __, ...row }: TemplateRow, mayChange: boolean) {
  const { archivedAt, places = 1, version = 0, jobIds = [], ...rest } = row;
  const facts = { places, version, jobIds: jobIds as string[], archived: archivedAt !== null };
  return { templateId: _id as string, ...rest, ...facts, mayChange };
}

interface Wanted {
  readonly input: TemplateInput;
  readonly seen: TemplateRow | null;
}

/** What is stored of an input: people that exist and are active, a canonical zone, a link where one is needed. */
async function checked(
  app: Deps,
  staff: Staff,
  { input, seen }: Wanted,
): Promise<Omit<TemplateRow, '_id' | 'tenantId' | 'version' | 'archivedAt' | 'createdAt'>> {
  const { tenantId } = staff;
  const panel = input.panel.map(panelRow);
  if (panel.every(({ optional }) => optional)) invalid('panel', 'needs a group that is not optional');
  const short = panel.findIndex(({ anyOf, count }) => anyOf.length < count);
  if (short >= 0) invalid(`panel.${short}.count`, 'is more than the people in the group');
  if (input.provider === 'in_person' && input.venue === undefined)
    invalid('venue', 'is needed for an interview in person');
  const { meetingHosts, policy } = await app.stores.tenants.get(tenantId);
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
  checkTwoPerson(staff, [policy, seen?.policy], [policy, input.policy]);
  const jobIds = await checkedJobs(app, staff, input.jobIds ?? []);
  const phone = checkedPhoneTerms(input);
  return { ...input, ...zone, ...phone, panel, resources, jobIds };
}

const mayLack = [
  'guide',
  'preparation',
  'zone',
  'venue',
  'meetingUrl',
  'phone',
] as const satisfies readonly (keyof TemplateRow)[];

/** Of a template: what is not somebody's words. */
const codes = [
  ...(['type', 'durationMinutes', 'stepMinutes', 'buffers', 'provider', 'panel', 'resources', 'zone'] as const),
  ...(['places', 'policy', 'jobIds', 'archivedAt'] as const),
] satisfies readonly (keyof TemplateRow)[];

type Caller = Pick<StaffContext<Deps>, 'app' | 'staff' | 'requestId'>;

/** In a transaction: the change, and its row in the audit. */
async function change(ctx: Caller, action: string, seen: TemplateRow, wanted: Omit<RowChange<TemplateRow>, 'id'>) {
  const { app, staff } = ctx;
  const { templates } = app.stores;
  const changed = await templates.change(staff.tenantId, {
    id: seen._id,
    expectedVersion: seen.version ?? 0,
    ...wanted,
  });
  const row = await changedOr(changed, () => templates.find(staff.tenantId, seen._id));
  await noteChange(app, actorOf(ctx), { action, detail: { template: row._id, ...changeOf(seen, row, codes) } });
  return templateView(row, true);
}

/** The template that these staff are about to change; refuses what is not theirs to change, and a version gone by. */
async function changeable(
  { app, staff }: Pick<StaffContext<Deps>, 'app' | 'staff'>,
  templateId: string,
  expectedVersion?: number,
): Promise<TemplateRow> {
  const [row, { mayChange }] = await Promise.all([
    app.stores.templates.find(staff.tenantId, templateId),
    templateReach(app, staff),
  ]);
  if (row === null) refuse({ code: 'not_found' });
  if (!mayChange(row)) refuse({ code: 'forbidden' });
  if (expectedVersion === undefined || expectedVersion === (row.version ?? 0)) return row;
  return await changedOr<TemplateRow>(null, async () => row);
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
    const { mayChange } = await templateReach(ctx.app, ctx.staff);
    const rows = await ctx.app.stores.templates.list(ctx.staff.tenantId);
    return rows.map((row) => templateView(row, mayChange(row)));
  }),

  get: staffWith('templates:read')
    .input(z.strictObject(ref))
    .query(async ({ ctx, input }) => {
      const row = await ctx.app.stores.templates.find(ctx.staff.tenantId, input.templateId);
      if (row === null) refuse({ code: 'not_found' });
      return templateView(row, (await templateReach(ctx.app, ctx.staff)).mayChange(row));
    }),

  create: staffWith('templates:write')
    .input(templateInputSchema.extend({ idempotencyKey: changeIntent.idempotencyKey }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'templates.create', input }, async (commit) => {
        const { idempotencyKey: _, ...template } = input;
        const fields = await checked(app, staff, { input: template, seen: null });
        const _id = newId('template');
        const base = { _id, tenantId: staff.tenantId, version: 1, archivedAt: null, createdAt: new Date(app.now()) };
        return await commit(async () => {
          await app.stores.templates.insert({ ...fields, ...base });
          await noteChange(app, actorOf(ctx), { action: 'createTemplate', detail: { template: _id } });
          return { templateId: _id as string };
        });
      });
    }),

  /** Replaces all of it: what is not said is no longer there. */
  update: staffWith('templates:write')
    .input(templateInputSchema.extend({ ...ref, ...changeIntent }))
    .mutation(async ({ ctx, input }) => {
      // The version that was judged is the lock: a moment later the template may belong to somebody else's jobs.
      return await onceForStaff(ctx, { procedure: 'templates.update', input }, async (commit) => {
        const { templateId, idempotencyKey: _, expectedVersion, ...template } = input;
        const seen = await changeable(ctx, templateId, expectedVersion);
        const set = await checked(ctx.app, ctx.staff, { input: template, seen });
        const unset = mayLack.filter((field) => set[field] === undefined);
        return await commit(() => change(ctx, 'updateTemplate', seen, { set, unset }));
      });
    }),

  /** Nobody is invited with it any more; interviews that were stay as they are. */
  archive: staffWith('templates:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => {
      const seen = await changeable(ctx, input.templateId);
      if (seen.archivedAt !== null) return templateView(seen, true);
      const set = { archivedAt: new Date(ctx.app.now()) };
      return await ctx.app.stores.inTransaction(() => change(ctx, 'archiveTemplate', seen, { set }));
    }),
});
