import { instantText } from '@interlude/shared/booking/booking-rules';
import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { seatOf } from '@interlude/shared/slots/resources';
import type { BusyTime } from '@interlude/shared/slots/slot-question';
import type { PersonReason, ShortGroup, StartReasons } from '@interlude/shared/slots/why-not';
import { may } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { scopeOf, scopesAt } from '../booking/gate/own-scope.ts';
import { guestIdOf, titleOf } from '../booking/row/booking-kind.ts';
import { listGuests } from '../booking/row/guests.ts';
import type { Bookable, Question } from '../calendar/bookable.ts';
import type { StartBounds } from '../calendar/bounds.ts';
import { resourcesOf } from '../catalogue/resource-demands.ts';
import { pictureView } from '../company/brand.ts';
import type { BusyRow } from '../reservations/reservation-row.ts';

/** What somebody has at that time, as far as the reader may know it. */
export interface ClaimView {
  readonly kind: 'booking' | 'hold' | 'time_off' | 'elsewhere' | 'busy';
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly interviewId: string | null;
  readonly title: string;
  /** Whom they meet. */
  readonly name: string;
}

type Told =
  | { readonly because: 'inactive' | 'step' | 'elsewhere' }
  | { readonly because: 'skill'; readonly skills: readonly string[] }
  | { readonly because: 'hours'; readonly of: 'date' | 'recurring' | 'weekly' }
  | { readonly because: 'notice'; readonly earliestAt: string }
  | { readonly because: 'busy' | 'buffer'; readonly claim: ClaimView }
  | { readonly because: 'day_cap' | 'week_cap'; readonly cap: number };

export type WhyNotReason =
  | { readonly about: 'start'; readonly because: 'present' | 'step' | 'past' | 'nobody' | 'order' }
  | { readonly about: 'start'; readonly because: 'status'; readonly status: InterviewStatus }
  /** The first or the last start that is allowed. */
  | { readonly about: 'start'; readonly because: 'notice' | 'window'; readonly limitAt: string }
  | {
      readonly about: 'group';
      readonly group: number;
      readonly count: number;
      readonly missing: number;
      readonly isResource: boolean;
    }
  | ({
      readonly about: 'person';
      readonly group: number;
      readonly person: {
        readonly personId: string;
        readonly name: string;
        readonly photo?: ReturnType<typeof pictureView>;
      };
    } & Told)
  | ({
      readonly about: 'resource';
      readonly group: number;
      readonly resource: { readonly resourceId: string; readonly name: string };
    } & Told);

export interface Asked {
  readonly staff: Staff;
  readonly at: number;
  readonly bookable: Bookable;
  readonly question: Question;
  readonly bounds: StartBounds;
  readonly found: StartReasons;
  /** Whether the reader may know who is on the panel. */
  readonly namesPeople: boolean;
}

/** The reasons in the order of the panel, with the names that these staff may read. */
export async function reasonViews(app: BookingDeps, asked: Asked): Promise<WhyNotReason[]> {
  const { groups } = asked.found;
  const views = groups.length === 0 ? null : await readViews(app, asked);
  return [
    ...startReasons(asked),
    ...(views === null ? [] : groups.flatMap((group) => groupReasons(asked, group, views))),
  ];
}

function startReasons({ found, at, bounds }: Asked): WhyNotReason[] {
  const { now, earliestAt, latestAt, beside } = bounds;
  const about = 'start' as const;
  return found.start.map((because): WhyNotReason => {
    if (because === 'step' || because === 'nobody') return { about, because };
    if (at < now) return { about, because: 'past' };
    // Between the other parts of an invitation there is less room than the notice and the window leave.
    if (beside !== undefined && (at < beside.from || at > beside.to)) return { about, because: 'order' };
    return { about, because, limitAt: instantText(because === 'notice' ? earliestAt : latestAt) };
  });
}

interface Views {
  readonly personOf: (personId: string) => {
    readonly personId: string;
    readonly name: string;
    readonly photo?: ReturnType<typeof pictureView>;
  };
  readonly resourceOf: (resourceId: string) => { readonly resourceId: string; readonly name: string };
  readonly claimOf: (claim: BusyTime, personId: string) => ClaimView;
}

async function readViews(app: BookingDeps, asked: Asked): Promise<Views> {
  const { tenantId } = asked.staff;
  const named = asked.found.groups.flatMap(({ people }) => people.map(({ personId }) => personId));
  const [people, resources, claimOf] = await Promise.all([
    asked.namesPeople ? app.stores.people.listByIds(tenantId, named) : [],
    app.stores.resources.listByIds(tenantId, resourcesOf(asked.bookable.resources)),
    readClaims(app, asked),
  ]);
  return {
    claimOf,
    personOf: (personId) => {
      const found = people.find(({ _id }) => _id === personId);
      return { personId, name: found?.name ?? '', ...(found?.photo ? { photo: pictureView(found.photo) } : {}) };
    },
    resourceOf: (resourceId) => ({ resourceId, name: resources.find(({ _id }) => _id === resourceId)?.name ?? '' }),
  };
}

const unknown: ClaimView = { kind: 'busy', startsAt: null, endsAt: null, interviewId: null, title: '', name: '' };

/** Bookings that the reader may see by what they are, and those that are theirs by whom they are with; all else is "busy". */
async function readClaims(app: BookingDeps, { staff, found, question }: Asked): Promise<Views['claimOf']> {
  const { stores } = app;
  const named = new Set(
    found.groups.flatMap(({ people }) =>
      people.flatMap(({ reasons }) =>
        reasons.flatMap((reason) => ('claim' in reason ? (reason.claim.claim ?? []) : [])),
      ),
    ),
  );
  const claims = new Map(question.busy.filter(({ _id }) => named.has(_id)).map((row) => [row._id as string, row]));
  const ids = [...claims.values()].flatMap(({ bookingId }) => bookingId ?? []);
  const rows = ids.length === 0 ? [] : await stores.scheduled.listByIds(staff.tenantId, ids);
  const [guests, scope] = await Promise.all([listGuests(stores, staff.tenantId, rows), scopeOf(app, staff)]);
  const scopeAtRow = await scopesAt(app, scope, rows);
  return (claim, personId) => {
    const busy = claims.get(claim.claim ?? '');
    if (busy === undefined) return unknown;
    const row = rows.find(({ _id }) => _id === busy.bookingId);
    if (row === undefined || !scopeAtRow(row).maySee(row))
      return mayKnow(staff, personId) ? timeOf(busy, claim) : unknown;
    const guest = scopeAtRow(row).isOwn(row) ? guests.find(({ _id }) => _id === guestIdOf(row)) : undefined;
    return { ...timeOf(busy, claim), interviewId: row._id, title: titleOf(row), name: guest?.name ?? '' };
  };
}

// Whose hours and time off these staff look after, or their own.
function mayKnow(staff: Staff, personId: string): boolean {
  return staff.personId === personId || may(staff.roles, 'interviews:write');
}

const kinds = {
  timeoff: 'time_off',
  external: 'elsewhere',
  booking: 'booking',
  group: 'booking',
  hold: 'hold',
} as const;

function timeOf({ kind }: BusyRow, { startsAt, endsAt }: BusyTime): ClaimView {
  const known = kind === 'seat' ? 'busy' : kinds[kind];
  return { ...unknown, kind: known, startsAt: instantText(startsAt), endsAt: instantText(endsAt) };
}

function groupReasons({ question }: Asked, short: ShortGroup, views: Views): WhyNotReason[] {
  const { group, count, missing, people } = short;
  const isResource = question.asked.panel[group]?.resource === true;
  const each = people.flatMap(({ personId, reasons }): WhyNotReason[] => {
    const told = reasons.map((reason) => toldOf(reason, personId, views));
    // Somebody who is free is wanted in another group of the panel.
    const all: Told[] = told.length === 0 && missing > 0 ? [{ because: 'elsewhere' }] : told;
    if (isResource) {
      const resource = views.resourceOf(seatOf(personId).id);
      return all.map((one) => ({ about: 'resource', group, resource, ...one }));
    }
    const person = views.personOf(personId);
    return all.map((one) => ({ about: 'person', group, person, ...one }));
  });
  return missing === 0 ? each : [{ about: 'group', group, count, missing, isResource }, ...each];
}

function toldOf(reason: PersonReason, personId: string, { claimOf }: Views): Told {
  switch (reason.because) {
    case 'notice':
      return { because: 'notice', earliestAt: instantText(reason.earliestAt) };
    case 'busy':
    case 'buffer':
      return { because: reason.because, claim: claimOf(reason.claim, personId) };
    default:
      return reason;
  }
}
