import { instantText } from '@interlude/shared/booking/booking-rules';
import { pickingStatuses } from '@interlude/shared/booking/booking-status';
import { mergePolicy } from '@interlude/shared/booking/policy';
import { type StartReasons, whyNot } from '@interlude/shared/slots/why-not';
import { may } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { interviewFor, scopeAt, scopeOf } from '../booking/gate/own-scope.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { readBounds } from '../booking/siblings.ts';
import { chainOf, isOpen, type Parts, readParts, startsInTurns } from '../bundles/arranged-question.ts';
import type { Bookable, Question } from '../calendar/bookable.ts';
import { type Bounds, boundsFor, type StartBounds, staffBounds } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import { zoneFrom } from '../company/zone-from.ts';
import { pinned } from '../interviews/invite.ts';
import { refuse } from '../runtime/refused.ts';
import { type Asked, reasonViews, type WhyNotReason } from './why-not-reasons.ts';

export interface WhyNotInput {
  readonly interviewId?: string | undefined;
  readonly templateId?: string | undefined;
  /** Of the candidate who would be invited by the template. */
  readonly candidateZone?: string | undefined;
  readonly startsAt: string;
}

export interface WhyNotAnswer {
  readonly offered: boolean;
  readonly startsAt: string;
  /** Whose clock the candidate reads. */
  readonly candidateZone: string;
  readonly because: readonly WhyNotReason[];
}

/** What decides about one start, with what the reader may be told. */
interface Judged {
  readonly bookable: Bookable;
  readonly question: Question;
  readonly bounds: StartBounds;
  readonly found: StartReasons;
  /** Why it is not chosen now whoever is free. */
  readonly before: readonly WhyNotReason[];
  readonly namesPeople: boolean;
  readonly candidateZone: string;
}

// As far as staff may book, and the clocks of all zones are known.
const farthestMs = 731 * 86_400_000;

/** Why a start is not offered, from the same question and the same rules that list the starts. */
export async function whyNotOf(app: BookingDeps, staff: Staff, input: WhyNotInput): Promise<WhyNotAnswer> {
  const at = Date.parse(input.startsAt);
  if (Math.abs(at - app.now()) > farthestMs) {
    refuse({ code: 'invalid_input', issues: [{ path: 'startsAt', message: 'is too far away' }] });
  }
  const judged =
    input.interviewId === undefined
      ? await ofTemplate(app, staff, input, at)
      : await ofInterview(app, staff, input.interviewId, at);
  const { found, before, candidateZone } = judged;
  const offered = found.isOffered && before.length === 0;
  const asked: Asked = { ...judged, staff, at };
  const because = offered ? [] : [...before, ...(await reasonViews(app, asked))];
  return { offered, startsAt: instantText(at), candidateZone, because };
}

async function ofTemplate(app: BookingDeps, staff: Staff, input: WhyNotInput, at: number): Promise<Judged> {
  if (!may(staff.roles, 'templates:read')) refuse({ code: 'forbidden' });
  const { tenantId } = staff;
  const [template, tenant] = await Promise.all([
    app.stores.templates.find(tenantId, input.templateId ?? ''),
    app.stores.tenants.get(tenantId),
  ]);
  if (template === null || template.archivedAt !== null) refuse({ code: 'not_found' });
  const gridZone = template.zone ?? tenant.zone;
  const zone = input.candidateZone === undefined ? gridZone : zoneFrom(input.candidateZone);
  const bookable: Bookable = { _id: null, tenantId, ...pinned(template), gridZone };
  const policy = mergePolicy(tenant.policy, template.policy);
  const bounds = boundsFor({ policy, zone, gridZone }, 'candidate', app.now());
  return { ...(await judge(app, bookable, bounds, at)), before: [], namesPeople: true, candidateZone: zone };
}

async function ofInterview(app: BookingDeps, staff: Staff, interviewId: string, at: number): Promise<Judged> {
  const row = await interviewFor(app, staff, interviewId, 'see');
  const scope = await scopeAt(app, await scopeOf(app, staff), row);
  const of = { namesPeople: scope.isOwn(row), candidateZone: isSession(row) ? row.gridZone : row.zone };
  const before = notNow(row, at);
  // The guests of a session move with it, as staff choose.
  if (isSession(row)) return { ...(await judge(app, row, staffBounds(app.now()), at)), ...of, before };
  const now = app.now();
  const parts =
    row.part === undefined || row.status !== 'invited'
      ? []
      : await app.stores.bookings.listParts(row.tenantId, row.part.invitationId);
  if (row.part !== undefined && parts.filter(isOpen).length > 1) {
    return { ...(await judgePart(app, row, { all: parts, arrangement: row.part.arrangement }, at)), ...of };
  }
  const bounds =
    row.part === undefined ? boundsFor(row, 'candidate', now) : await readBounds(app.stores, row, 'candidate', now);
  return { ...(await judge(app, row, bounds, at)), ...of, before };
}

// A booking's own start is free to it, but is no other time; and nobody chooses for what is over.
function notNow(row: ScheduledRow, at: number): WhyNotReason[] {
  if (!pickingStatuses.includes(row.status)) return [{ about: 'start', because: 'status', status: row.status }];
  return row.startsAt?.getTime() === at ? [{ about: 'start', because: 'present' }] : [];
}

async function judge(app: BookingDeps, bookable: Bookable, bounds: StartBounds, at: number) {
  const question = await readQuestion(app.stores, bookable, { from: at, to: at + 1 }, bounds);
  return { bookable, question, bounds, found: whyNot(question.asked, at) };
}

/** Of parts that are booked as one choice: free for itself, a start may still leave the others without a time. */
async function judgePart(app: BookingDeps, row: BookingRow, { all, arrangement }: Parts, at: number) {
  const now = app.now();
  const bounds: Bounds = boundsFor(row, 'candidate', now);
  const span = { from: at, to: at + 1 };
  const read = await readParts(app.stores, { all, arrangement }, span, { now });
  const question = read.questions.get(row._id);
  if (question === undefined) throw new Error('an open part that is not asked about');
  const found = whyNot(question.asked, at);
  const starts = found.isOffered ? await startsInTurns(chainOf(read, new Map()), span) : [];
  const place = read.rows.findIndex(({ _id }) => _id === row._id);
  const isOut = found.isOffered && !starts[place]?.includes(at);
  const before: WhyNotReason[] = isOut ? [{ about: 'start', because: 'order' }] : [];
  return { bookable: row, question, bounds, found, before };
}
