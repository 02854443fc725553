import type { Browser } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import type { TenantId } from '@interlude/shared/ids';
import type { BookingRow } from '../src/booking/row/booking-row.ts';
import { patient, type TestPortal } from './portal.ts';

interface Detail {
  attention: string | null;
  version: number;
  startsAt: string;
  interviewers: { personId: string; optional: boolean }[];
  dropOuts: { people: { personId: string; because: string }[]; nearest: string[] } | null;
  assignment: { groups: { pool: { personId: string; by: string | null; because: string | null }[] }[] };
}

/** What tests of people on panels ask and do; the portal is started later than this is called. */
export function panelTools(portal: () => TestPortal) {
  const detailOf = ({ interviewId }: CandidateBrowser) => portal().admin.ask<Detail>('interviews.get', { interviewId });
  const peopleOf = async (candidate: CandidateBrowser) =>
    (await detailOf(candidate)).interviewers.map(({ personId }) => personId);
  const rowOf = async ({ interviewId }: CandidateBrowser) => {
    const tenantId = portal().tenantId as TenantId;
    const row = await portal().app.stores.scheduled.find(tenantId, interviewId);
    if (row === null) throw new Error('no interview');
    // Of a session what a booking has beside it is not asked for.
    return row as BookingRow;
  };
  const happened = async ({ interviewId }: CandidateBrowser) => {
    const { events } = await portal().admin.ask<{ events: { source: string; what: string; detail: object }[] }>(
      'interviews.timeline',
      { interviewId },
    );
    return events.filter(({ source }) => source === 'command');
  };
  /** Who is told what since a revision, as `kind:role:personId`. */
  const toldSince = async (candidate: CandidateBrowser, scheduleRev: number) =>
    (await rowOf(candidate)).notices
      .filter((notice) => notice.scheduleRev > scheduleRev)
      .flatMap(({ kind, recipients }) => recipients.map(({ role, personId }) => `${kind}:${role}:${personId}`))
      .toSorted();

  async function addPeople(count: number, more = {}): Promise<string[]> {
    return await Promise.all(Array.from({ length: count }, () => portal().addInterviewer(more)));
  }

  async function booked(panel: object[], at = 6, policy = {}): Promise<CandidateBrowser> {
    const candidate = await portal().invite(await portal().addTemplate([], { panel }), policy);
    await candidate.book((await candidate.slots()).starts[at] ?? '');
    return candidate;
  }

  /** Booked with one of these people. */
  async function bookedOne(kind: BookingKind, pool: readonly string[], at = 6, policy = {}): Promise<CandidateBrowser> {
    const { begin } = await portal().offer(kind, pool, { policy: { ...patient, ...policy } });
    const candidate = await begin();
    await candidate.book((await candidate.slots()).starts[at] ?? '');
    return candidate;
  }

  async function signedInPerson(): Promise<{ personId: string; browser: Browser }> {
    const password = 'a password that is long';
    const email = `${intentKey()}@acme.example`.toLowerCase();
    const person = { name: 'Ida', email, roles: ['interviewer'], zone: 'UTC', password };
    const { personId } = await portal().admin.call<{ personId: string }>('people.create', person);
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
    await portal().admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
    return { personId, browser: await portal().signIn(email, password) };
  }

  const deactivate = (personId: string) => portal().admin.call('people.deactivate', { personId });

  return { detailOf, peopleOf, rowOf, happened, toldSince, addPeople, booked, bookedOne, signedInPerson, deactivate };
}
