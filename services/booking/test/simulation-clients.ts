import { CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView, PartSlotsView, SeriesSlotsView, SlotsView } from '@interlude/shared/schemas/views';
import type { Concern, Operation, OperationKind } from './history.ts';
import type { Form } from './simulation-company.ts';

const zone = 'UTC';
const days = 5;

/** One booking of a client, as far as they know. */
interface Unit {
  readonly id: string;
  startsAt: string | null;
  isOver: boolean;
  listed: readonly string[];
  /** The start they hold; it is what they book, mostly. */
  held: string | null;
}

export interface Client {
  readonly id: number;
  readonly form: Form;
  readonly candidate: CandidateBrowser;
  /** More than one for parts, and for a series once it is booked. */
  units: readonly Unit[];
  /** What was listed as going together, of several that are to be booked at once. */
  choice: readonly string[];
  isWaiting: boolean;
}

/** What somebody wants at the same instant as others. `share` decides what is left open, from 0 to below 1. */
export interface Wish {
  readonly client: Client;
  readonly kind: OperationKind;
  readonly concerns: readonly Concern[];
  readonly share: number;
}

export function newUnit(id: string): Unit {
  return { id, startsAt: null, isOver: false, listed: [], held: null };
}

export const isBooked = ({ units }: Client) => units.some(({ startsAt }) => startsAt !== null);
export const isOver = ({ units }: Client) => units.every((unit) => unit.isOver);
const isMany = ({ form }: Client) => form.rule !== undefined || form.arrangement !== undefined;

/** What a client wants next: mostly one thing, of parts often to move two at once. */
export function wishesOf(client: Client, random: () => number, hot: number): Wish[] {
  const [dice, share] = [random(), random()];
  if (isMany(client) && !isBooked(client)) return [firstWish(client, dice, share)];
  const live = [...client.units.entries()].filter(([, unit]) => !unit.isOver);
  const at = Math.floor(share * live.length);
  const [unit = 0] = live[at] ?? [];
  const next = live[at + 1]?.[0];
  const wish = unitWish({ client, share }, unit, { dice, early: random(), hot });
  if (wish.kind !== 'reschedule' || next === undefined || client.form.rule !== undefined) return [wish];
  const other = unitWish({ client, share }, next, { dice, early: random(), hot });
  return other.kind === 'reschedule' ? [wish, other] : [wish];
}

function firstWish(client: Client, dice: number, share: number): Wish {
  const wish = (kind: OperationKind, concerns: readonly Concern[]) => ({ client, kind, concerns, share });
  const { choice, form } = client;
  const [first] = choice;
  if (first === undefined || dice < 0.2) return wish('list', []);
  if (form.rule !== undefined && dice < 0.35) return wish('hold', [{ unit: 0, startsAt: first }]);
  if (form.rule !== undefined && dice < 0.4) return wish('release', [{ unit: 0, startsAt: null }]);
  return wish(
    'bookAll',
    choice.map((startsAt, unit) => ({ unit, startsAt })),
  );
}

/** Drawn before anybody acts, so that a seed means the same wishes however the calls interleave. */
interface Drawn {
  readonly dice: number;
  readonly early: number;
  readonly hot: number;
}

// Early times are wanted most, by everybody; but who holds one mostly goes on with it.
function unitWish(by: Pick<Wish, 'client' | 'share'>, unit: number, { dice, early, hot }: Drawn): Wish {
  const { listed, held } = by.client.units[unit] ?? newUnit('');
  const start = listed[Math.floor(early ** 2 * Math.min(listed.length, hot))];
  const startsAt = (dice < 0.8 ? held : null) ?? start;
  if (startsAt === undefined) return { ...by, kind: 'list', concerns: [{ unit, startsAt: null }] };
  const kind = timeless(by.client, dice);
  if (kind !== null) return { ...by, kind, concerns: [{ unit, startsAt: null }] };
  if (dice < 0.3) return { ...by, kind: 'hold', concerns: [{ unit, startsAt }] };
  if (!isBooked(by.client)) return { ...by, kind: 'book', concerns: [{ unit, startsAt }] };
  const isSeries = by.client.form.rule !== undefined;
  if (dice <= (isSeries ? 0.8 : 0.9)) return { ...by, kind: 'reschedule', concerns: [{ unit, startsAt }] };
  return isSeries && dice > 0.86
    ? { ...by, kind: 'cancelAll', concerns: followingOf(by.client, unit) }
    : { ...by, kind: 'cancel', concerns: [{ unit, startsAt: null }] };
}

/** What somebody may want without a start in mind, for so much of the dice. */
function timeless(client: Client, dice: number): OperationKind | null {
  if (dice < 0.12) return 'list';
  if (dice >= 0.3 && dice < 0.36) return 'release';
  if (isBooked(client) || dice < 0.36 || dice >= 0.44) return null;
  return client.isWaiting && dice < 0.38 ? 'leave' : 'join';
}

/** An appointment, and those of its series that begin after it. */
function followingOf({ units }: Client, unit: number): Concern[] {
  const from = units[unit]?.startsAt ?? '';
  const later = [...units.entries()].filter(
    ([n, one]) => n !== unit && !one.isOver && one.startsAt !== null && one.startsAt > from,
  );
  return [unit, ...later.map(([n]) => n)].map((n) => ({ unit: n, startsAt: null }));
}

/** Asks for it, and notes what the answer means to the client. */
export async function perform(wish: Wish): Promise<Pick<Operation, 'outcome' | 'because'>> {
  try {
    return { outcome: 'ok', ...((await ask(wish)) ?? {}) };
  } catch (error) {
    if (!(error instanceof CallRefused) || error.refusal === null) throw error;
    const { code } = error.refusal;
    return { outcome: code, ...('because' in error.refusal ? { because: String(error.refusal.because) } : {}) };
  }
}

async function ask(wish: Wish): Promise<Pick<Operation, 'because'> | undefined> {
  const { client, kind, concerns } = wish;
  const { browser } = client.candidate;
  const [concern = { unit: 0, startsAt: null }] = concerns;
  const unit = client.units[concern.unit] ?? newUnit('');
  const { startsAt } = concern;
  const interviewId = unit.id;
  const intent = { interviewId, idempotencyKey: intentKey() };
  const reason = { code: 'illness' };
  if (kind === 'list') return await list(wish, unit);
  if (kind === 'hold') await browser.call('candidate.hold', { ...intent, startsAt });
  if (kind === 'release') await browser.call('candidate.releaseHold', { interviewId });
  if (kind === 'book') await browser.call('candidate.book', { ...intent, startsAt, zone });
  if (kind === 'bookAll') await bookAll(client);
  if (kind === 'reschedule') await browser.call('candidate.reschedule', { ...intent, startsAt, zone });
  if (kind === 'join') await browser.call('candidate.joinWaitlist', intent);
  if (kind === 'leave') await browser.call('candidate.leaveWaitlist', intent);
  if (kind === 'pass') await browser.call('candidate.passOffer', { ...intent, startsAt });
  if (kind === 'cancel') await browser.call('candidate.cancel', { ...intent, reason });
  if (kind === 'cancelAll')
    await browser.call('candidate.cancelSeries', { ...intent, reason, from: 'this_and_following' });
  note(wish);
  return undefined;
}

const times: readonly OperationKind[] = ['book', 'bookAll', 'reschedule'];

function note({ client, kind, concerns }: Wish): void {
  if (kind === 'join' || kind === 'leave') {
    client.isWaiting = kind === 'join';
    return;
  }
  for (const { unit: n, startsAt } of concerns) {
    const unit = client.units[n] ?? newUnit('');
    unit.held = kind === 'hold' ? startsAt : null;
    unit.isOver ||= kind === 'cancel' || kind === 'cancelAll';
    unit.startsAt = times.includes(kind) ? startsAt : unit.startsAt;
  }
  if (!isMany(client) || kind === 'hold' || kind === 'release') return;
  // What was listed for the other parts was listed beside this one as it was.
  for (const unit of client.units) [unit.listed, unit.held] = [[], null];
}

async function bookAll(client: Client): Promise<void> {
  const { candidate, choice, units, form } = client;
  const { browser, interviewId } = candidate;
  const intent = { interviewId, idempotencyKey: intentKey(), zone };
  if (form.rule === undefined) {
    const starts = choice.map((startsAt, n) => ({ interviewId: units[n]?.id ?? '', startsAt }));
    await browser.call('candidate.bookParts', { ...intent, starts });
    return;
  }
  const { rule } = form;
  const view = await browser.call<InterviewView>('candidate.bookSeries', { ...intent, starts: choice, rule });
  const all = view.appointment?.series?.all ?? [];
  client.units = all.map((one) => newUnit(one.interviewId));
}

async function list({ client, share }: Wish, unit: Unit): Promise<Pick<Operation, 'because'> | undefined> {
  if (isMany(client) && !isBooked(client)) return await listTogether(client, share);
  const shown = client.form.arrangement === undefined ? [unit] : client.units.filter((one) => !one.isOver);
  for (const one of shown) {
    const input = { interviewId: one.id, days, zone };
    const { starts, joinable = [] } = await client.candidate.browser.ask<SlotsView>('candidate.slots', input);
    // A session that others are in is wanted before any other, so that its last place is fought for.
    one.listed = [...new Set([...joinable.map(({ startsAt }) => startsAt), ...starts])];
  }
  return undefined;
}

/** Chooses as a page lets one choose: each start out of those that go with the ones before. */
async function listTogether(client: Client, share: number): Promise<Pick<Operation, 'because'> | undefined> {
  const { candidate, form, units } = client;
  const { browser, interviewId } = candidate;
  const early = (starts: readonly string[], n: number) => {
    return starts[Math.floor(((share * 7919 ** n) % 1) ** 2 * Math.min(starts.length, 24))];
  };
  client.choice = [];
  if (form.rule !== undefined) {
    const startsAt = early((await candidate.slots({ days, zone })).starts, 0);
    if (startsAt === undefined) return undefined;
    const input = { interviewId, startsAt, rule: form.rule, zone };
    const { times } = await browser.ask<SeriesSlotsView>('candidate.seriesSlots', input);
    const free = times.filter((time) => time.free).map((time) => time.startsAt);
    if (free.length > 1) client.choice = free;
    return free[0] === startsAt ? undefined : { because: 'dead end' };
  }
  const chosen: { interviewId: string; startsAt: string }[] = [];
  for (const [n, { id }] of units.entries()) {
    const input = { interviewId, days, zone, ...(chosen.length > 0 ? { chosen } : {}) };
    const { parts } = await browser.ask<PartSlotsView>('candidate.partSlots', input);
    const startsAt = early(parts.find((part) => part.interviewId === id)?.starts ?? [], n);
    if (startsAt === undefined) return n === 0 ? undefined : { because: 'dead end' };
    chosen.push({ interviewId: id, startsAt });
  }
  client.choice = chosen.map(({ startsAt }) => startsAt);
  return undefined;
}
