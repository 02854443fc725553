import type { PersonId, TenantId } from '@interlude/shared/ids';
import { titleOf } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { panelGaps, panelPeople } from '../catalogue/panel.ts';
import type { TemplateRow } from '../catalogue/template-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import { proposeWithout } from '../drop-outs/drop-out-commands.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { refuse } from '../runtime/refused.ts';

/** So many bookings are named, and for so many of them somebody is looked for: each is a question to the calendars. */
const mostNamed = 50;
const mostProposed = 20;

interface Leaver {
  readonly tenantId: TenantId;
  readonly person: PersonRow;
}

/**
 * What would become of everything that counts on a person if they left now. The search is the one that runs when they
 * do; it is asked for the first bookings only, and again for all of them then.
 */
export async function leavingView(app: ObligationDeps, tenantId: TenantId, personId: string) {
  const person = (await app.stores.people.find(tenantId, personId)) ?? refuse({ code: 'not_found' });
  const of = { tenantId, person };
  const [bookings, templates, services, jobs, invitations] = await Promise.all([
    bookingsOf(app, of),
    templatesOf(app, of),
    servicesOf(app, of),
    jobsOf(app, of),
    invitationsOf(app, of),
  ]);
  return { personId: person._id as string, bookings, templates, services, jobs, invitations };
}

async function bookingsOf(app: ObligationDeps, { tenantId, person }: Leaver) {
  const all = await app.stores.scheduled.listUpcomingOf(tenantId, person._id);
  const startOf = ({ startsAt }: ScheduledRow) => startsAt?.getTime() ?? 0;
  const rows = all.sort((one, other) => startOf(one) - startOf(other)).slice(0, mostNamed);
  const named: Awaited<ReturnType<typeof bookingOf>>[] = [];
  for (const [n, row] of rows.entries()) named.push(await bookingOf(app, row, n < mostProposed ? person._id : null));
  const others = await app.stores.people.listByIds(tenantId, [...new Set(named.flatMap(({ by }) => by))]);
  const nameOf = (id: string) => others.find(({ _id }) => _id === id)?.name ?? '';
  return {
    total: all.length,
    named: named.map(({ by, ...rest }) => ({
      ...rest,
      by: by.map((id) => ({ personId: id as string, name: nameOf(id) })),
    })),
  };
}

async function bookingOf(app: ObligationDeps, row: ScheduledRow, personId: PersonId | null) {
  const proposal = personId === null ? null : await proposeWithout(app.stores, row, { personId, now: app.now() });
  return {
    interviewId: row._id as string,
    title: titleOf(row),
    startsAt: row.startsAt?.toISOString() ?? null,
    /** Null: it is looked for when they leave. */
    what: proposal?.what ?? null,
    because: proposal?.what === 'hr_decides' ? proposal.because : null,
    by: proposal?.what === 'replaced' ? proposal.by : [],
  };
}

// Their panels could be filled before, and nobody could fill them then.
async function templatesOf({ stores }: ObligationDeps, { tenantId, person }: Leaver) {
  const all = (await stores.templates.list(tenantId)).filter(({ archivedAt }) => !archivedAt);
  const theirs = all.filter(({ panel }) => panelPeople(panel).includes(person._id));
  const isShortOf = await shortage(stores, theirs, { tenantId, person });
  return theirs.filter(isShortOf).map(({ _id, name }) => ({ templateId: _id as string, name }));
}

async function invitationsOf({ stores }: ObligationDeps, { tenantId, person }: Leaver): Promise<number> {
  const rows = (await stores.scheduled.listPicking(tenantId, person._id)).filter(({ status }) => status === 'invited');
  const isShortOf = await shortage(stores, rows, { tenantId, person });
  return rows.filter(isShortOf).length;
}

type WithPanel = Pick<TemplateRow, 'panel'>;

async function shortage(
  { people }: ObligationDeps['stores'],
  rows: readonly WithPanel[],
  { tenantId, person }: Leaver,
) {
  const present = await people.listByIds(tenantId, panelPeople(rows.flatMap(({ panel }) => panel)));
  const then = present.map((one) => (one._id === person._id ? { ...one, active: false } : one));
  return ({ panel }: WithPanel) => panelGaps(panel, then).length > 0 && panelGaps(panel, present).length === 0;
}

async function servicesOf({ stores }: ObligationDeps, { tenantId, person }: Leaver) {
  const all = (await stores.services.list(tenantId)).filter(({ archivedAt }) => !archivedAt);
  const theirs = all.filter(({ providerIds }) => providerIds.includes(person._id));
  const providers = await stores.people.listByIds(tenantId, [...new Set(theirs.flatMap((one) => one.providerIds))]);
  const others = new Set(providers.filter(({ _id, active }) => active && _id !== person._id).map(({ _id }) => _id));
  return theirs
    .filter(({ providerIds }) => !providerIds.some((id) => others.has(id)))
    .map(({ _id, name }) => ({ serviceId: _id as string, name }));
}

async function jobsOf({ stores }: ObligationDeps, { tenantId, person }: Leaver) {
  const jobs = await stores.jobs.listJobsByIds(tenantId, await stores.jobs.listJobIds(tenantId, person._id));
  const owners = await stores.people.listByIds(tenantId, [...new Set(jobs.flatMap(({ ownerIds }) => ownerIds))]);
  const others = new Set(owners.filter(({ _id, active }) => active && _id !== person._id).map(({ _id }) => _id));
  const orphaned = jobs.filter(({ ownerIds }) => !ownerIds.some((id) => others.has(id)));
  return {
    total: orphaned.length,
    named: orphaned.slice(0, mostNamed).map(({ _id, title }) => ({ jobId: _id as string, title })),
  };
}
