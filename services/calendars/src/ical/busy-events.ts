import type { CountedKind } from '@interlude/shared/contracts/calendars';
import { addDays, instantsOf, offsetAt, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { coveredFrom, coveredTo } from '@interlude/shared/time/zone-table.gen';
import ICAL from 'ical.js';
import { zoneMeantBy, zoneNamed } from './zone-names.ts';

/** Epoch milliseconds, half open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An entry of ours, as it stands now. */
export interface OwnEvent {
  /** As it was named when it was put there. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly isDeclined: boolean;
}

/** What a calendar says. */
export interface ReadCalendar {
  readonly spans: readonly Span[];
  /** Entries of ours that stand in it. */
  readonly own: readonly OwnEvent[];
}

export interface ReadTerms {
  readonly window: Span;
  /** Whose clock says when a day or a floating time begins where the calendar names none. */
  readonly zone: string;
  /** The host in the UIDs of what is mailed and put into calendars from here: such a booking takes its time already. */
  readonly ownHost: string;
  /** Of whoever the calendar belongs to, as far as they are known: what they have declined takes no time. */
  readonly ownAddresses?: readonly string[];
  /** Which kinds of entries are in the way too. */
  readonly counts: readonly CountedKind[];
}

/** A calendar that cannot be read as one; nothing of it is in the message. */
export class UnreadableCalendar extends Error {
  override name = 'UnreadableCalendar';
}

/** More repetitions than any calendar has since its events began: such a rule is a mistake or an attack. */
const mostRepetitions = 100_000;
const dayMs = 86_400_000;

/**
 * When the events of iCalendar texts (RFC 5545) of one calendar are in the way, clipped to the window, in no order. Transparent and
 * cancelled events and our own are left out, repeated ones expanded with their exceptions. Times are read by the zone
 * table of this product where it knows the zone, and by the text's own rules where it does not. Throws
 * `UnreadableCalendar`.
 */
export function busySpans(texts: readonly string[], terms: ReadTerms): Span[] {
  return [...readCalendar(texts, terms).spans];
}

/** The same with our own entries beside it. Throws `UnreadableCalendar`. */
export function readCalendar(texts: readonly string[], terms: ReadTerms): ReadCalendar {
  try {
    const [own, others] = partedBy(texts.flatMap(eventsOf), (event) => isOwn(uidOf(event), terms));
    return { spans: spansIn(others, terms), own: own.flatMap((event) => ownIn(event, terms)) };
  } catch (cause) {
    // Values are read when they are asked for, so that a wrong one is found anywhere.
    throw cause instanceof UnreadableCalendar ? cause : new UnreadableCalendar('a value is wrong', { cause });
  }
}

function partedBy<Item>(all: readonly Item[], isFirst: (one: Item) => boolean): [Item[], Item[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function ownIn(event: ICAL.Component, terms: ReadTerms): OwnEvent[] {
  const from = instantOfProperty(event, 'dtstart', terms);
  const isOff = String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
  if (from === null || isOff) return [];
  const isDeclined = answerOf(event, terms) === 'DECLINED';
  return [{ name: uidOf(event), from, to: endOf(event, from, terms), isDeclined }];
}

function spansIn(events: readonly ICAL.Component[], terms: ReadTerms): Span[] {
  const series = [...Map.groupBy(events, uidOf).values()];
  let left = mostRepetitions;
  const spend = () => {
    left -= 1;
    if (left < 0) throw new UnreadableCalendar('too many repetitions');
  };
  return series.flatMap((one) => spansOfSeries(one, { ...terms, zone: ownZone(one) ?? terms.zone, spend }));
}

/** By the word that Google, Apple and others put into what they export. */
function ownZone(series: readonly ICAL.Component[]): string | null {
  const name = String(series[0]?.parent?.getFirstPropertyValue('x-wr-timezone') ?? '');
  return zoneNamed(name) ?? zoneMeantBy(name);
}

function eventsOf(text: string): ICAL.Component[] {
  try {
    // Some servers join several calendars into one text.
    const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF/, ''));
    const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]).map((one) => new ICAL.Component(one as never));
    if (calendars.some(({ name }) => name !== 'vcalendar')) throw new UnreadableCalendar('no calendar');
    return calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  } catch (error) {
    throw error instanceof UnreadableCalendar ? error : new UnreadableCalendar('not iCalendar');
  }
}

/** Whether an entry is of a booking here, whoever put it there: we ourselves, a mail that was taken, or a feed of a room. */
export function isOwn(uid: string, { ownHost }: Pick<ReadTerms, 'ownHost'>): boolean {
  return /^(int|apt|grp|res)_\w+(\.per_\w+)?@/.test(uid) && uid.endsWith(`@${ownHost}`);
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

/** `spend` is called for each repetition that is counted, and throws when there were too many. */
type Counted = ReadTerms & { readonly spend: () => void };

function spansOfSeries(series: readonly ICAL.Component[], terms: Counted): Span[] {
  const exceptions = series.filter((event) => event.hasProperty('recurrence-id'));
  const replaced = new Set(exceptions.flatMap((event) => instantOfProperty(event, 'recurrence-id', terms) ?? []));
  const whole = series.filter((event) => !event.hasProperty('recurrence-id'));
  const later = exceptions.filter((event) => rangeOf(event) === 'THISANDFUTURE');
  return [
    ...exceptions.flatMap((event) => spansOf(event, [instantOfProperty(event, 'dtstart', terms) ?? Number.NaN], terms)),
    ...whole.flatMap((event) => {
      const starts = startsOf(event, terms).filter((at) => !replaced.has(at));
      const moved = starts.map((at) => shifted(at, later, terms));
      return moved.flatMap(({ at, by }) => spansOf(by ?? event, [at], terms));
    }),
  ];
}

function rangeOf(event: ICAL.Component): string {
  return String(event.getFirstProperty('recurrence-id')?.getFirstParameter('range') ?? '').toUpperCase();
}

/** An exception for "this and future" moves whatever comes after it by as much as itself, and lasts as long as itself. */
function shifted(at: number, later: readonly ICAL.Component[], terms: ReadTerms) {
  const known = later.flatMap((event) => {
    const from = instantOfProperty(event, 'recurrence-id', terms);
    const to = instantOfProperty(event, 'dtstart', terms);
    return from === null || to === null || from > at ? [] : [{ event, from, by: to - from }];
  });
  const last = known.sort((one, other) => other.from - one.from)[0];
  return last === undefined ? { at, by: null } : { at: at + last.by, by: last.event };
}

function spansOf(event: ICAL.Component, starts: readonly number[], terms: ReadTerms): Span[] {
  const answer = answerOf(event, terms);
  if (answer === 'DECLINED' || !isInTheWay(event, answer, terms)) return [];
  const { window } = terms;
  return starts.flatMap((from) => {
    const to = endOf(event, from, terms);
    const isWithin = to > from && from < window.to && to > window.from;
    return isWithin ? [{ from: Math.max(from, window.from), to: Math.min(to, window.to) }] : [];
  });
}

function isInTheWay(event: ICAL.Component, answer: string, { counts }: ReadTerms): boolean {
  const said = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  const status = said('status');
  // Outlook's own word, which stands beside TRANSP in what it exports, and says more.
  const shown = said('x-microsoft-cdo-busystatus');
  if (status === 'CANCELLED' || shown === 'FREE') return false;
  if (shown === 'WORKINGELSEWHERE') return counts.includes('elsewhere');
  if (said('transp') === 'TRANSPARENT') return false;
  if (shown === 'OOF') return counts.includes('out_of_office');
  return ![status, shown, answer].includes('TENTATIVE') || counts.includes('tentative');
}

/** What its owner said to it; to a series by the whole, and to each exception. */
function answerOf(event: ICAL.Component, { ownAddresses = [] }: ReadTerms): string {
  const own = new Set(ownAddresses.map((address) => `mailto:${address}`.toLowerCase()));
  const mine = event.getAllProperties('attendee').find((one) => own.has(String(one.getFirstValue()).toLowerCase()));
  return String(mine?.getFirstParameter('partstat') ?? '').toUpperCase();
}

/** By the end it names, which is the same exact time after each start; by its duration; or all of a day. */
function endOf(event: ICAL.Component, from: number, terms: ReadTerms): number {
  const start = timeOf(event.getFirstProperty('dtstart'));
  const end = timeOf(event.getFirstProperty('dtend'));
  if (start === null) return Number.NaN;
  if (start.isDate) {
    const days = end === null ? daysOf(event) : dayOf(end) - dayOf(start);
    return startOfDay(terms.zone, addDays(localDate(terms.zone, from), Math.max(1, Math.round(days))));
  }
  if (end !== null) {
    const first = instantOfProperty(event, 'dtstart', terms);
    const last = instantOfProperty(event, 'dtend', terms);
    if (first === null || last === null) return Number.NaN;
    const exact = last - first;
    return from + (from === first && exact > 0 ? exact : Math.max(exact, wallLength(event)));
  }
  // Days of a duration are those of the clock, hours are elapsed time: of the two the longer is none that is free.
  const exact = from + daysOf(event) * dayMs;
  return Math.max(exact, exact + aheadMs(terms.zone, from) - aheadMs(terms.zone, exact));
}

// A first one over a change of clocks lasts as long as no other: of its two lengths the longer is none that is free.
function wallLength(event: ICAL.Component): number {
  const [start, end] = [event.getFirstProperty('dtstart'), event.getFirstProperty('dtend')];
  const [from, to] = [timeOf(start), timeOf(end)];
  const isOneClock = start?.getFirstParameter('tzid') === end?.getFirstParameter('tzid') && from?.zone === to?.zone;
  return isOneClock && from !== null && to !== null ? wallOf(to) - wallOf(from) : 0;
}

function daysOf(event: ICAL.Component): number {
  const duration = event.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? duration.toSeconds() / 86_400 : 0;
}

/** The starts of an event: its own, by its rules, and the dates that are added and left out. */
function startsOf(event: ICAL.Component, terms: Counted): number[] {
  const first = event.getFirstProperty('dtstart');
  const start = timeOf(first);
  const own = instantOfProperty(event, 'dtstart', terms);
  if (start === null || own === null) return [];
  // What a rule counts has lost the mark of UTC.
  const zoneOf = start.zone === ICAL.Timezone.utcTimezone ? wallOf : zoneIn(first, terms);
  const out = new Set(allInstants(event, 'exdate', terms));
  const ruled = event.getAllProperties('rrule').flatMap((rule) => ruledStarts(rule, start, { ...terms, at: zoneOf }));
  const all = [own, ...allInstants(event, 'rdate', terms), ...ruled];
  return [...new Set(all)].filter((at) => !out.has(at) && !out.has(startOfDayOf(terms.zone, at, out)));
}

// A date that is left out of a series with times stands for whatever begins on it.
function startOfDayOf(zone: string, at: number, out: ReadonlySet<number>): number {
  return out.size === 0 ? Number.NaN : startOfDay(zone, localDate(zone, at));
}

interface RuleTerms extends Counted {
  readonly at: (time: ICAL.Time) => number;
}

function ruledStarts(property: ICAL.Property, start: ICAL.Time, terms: RuleTerms): number[] {
  const rule = property.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return [];
  const floating = start.clone();
  floating.zone = ICAL.Timezone.localTimezone;
  const plain = rule.clone();
  // The last start is an instant, and what the rule counts are readings of a clock.
  const until = plain.until ? lastOf(plain.until, terms) : Number.POSITIVE_INFINITY;
  plain.until = null as never;
  const iterator = plain.iterator(floating);
  const starts: number[] = [];
  for (;;) {
    terms.spend();
    const next: ICAL.Time | null = iterator.next();
    if (next === null) return starts;
    const at = terms.at(next);
    if (at > until || at >= terms.window.to) return starts;
    starts.push(at);
  }
}

function lastOf(until: ICAL.Time, terms: RuleTerms): number {
  // A date includes all that begins on it.
  if (until.isDate) return startOfDay(terms.zone, addDays(dateText(until), 1)) - 1;
  return until.zone === ICAL.Timezone.utcTimezone ? until.toUnixTime() * 1_000 : terms.at(until);
}

function allInstants(event: ICAL.Component, name: string, terms: ReadTerms): number[] {
  return event.getAllProperties(name).flatMap((property) => {
    const at = zoneIn(property, terms);
    return property.getValues().flatMap((value: unknown) => {
      if (value instanceof ICAL.Time) return [at(value)];
      return value instanceof ICAL.Period ? [at(value.start)] : [];
    });
  });
}

function instantOfProperty(event: ICAL.Component, name: string, terms: ReadTerms): number | null {
  const property = event.getFirstProperty(name);
  const time = timeOf(property);
  return time === null || property === null ? null : zoneIn(property, terms)(time);
}

function timeOf(property: ICAL.Property | null): ICAL.Time | null {
  const value: unknown = property?.getFirstValue();
  return value instanceof ICAL.Time ? value : null;
}

const foreignZones = new WeakMap<ICAL.Component, ICAL.Timezone>();

// Some begin in 1601, and each is counted up from there once.
function foreignZone(component: ICAL.Component, tzid: string): ICAL.Timezone {
  const known = foreignZones.get(component) ?? new ICAL.Timezone({ component, tzid });
  foreignZones.set(component, known);
  return known;
}

const zonesOf = new WeakMap<ICAL.Component, ReadonlyMap<string, ICAL.Component>>();

// Each event names its zone several times, and a calendar has thousands of events: it is looked through once.
function zonesIn(calendar: ICAL.Component): ReadonlyMap<string, ICAL.Component> {
  const known = zonesOf.get(calendar);
  if (known !== undefined) return known;
  const found = new Map<string, ICAL.Component>();
  // Of two of a name the first.
  for (const zone of calendar.getAllSubcomponents('vtimezone').toReversed())
    found.set(String(zone.getFirstPropertyValue('tzid')), zone);
  zonesOf.set(calendar, found);
  return found;
}

/** How the times of a property become instants. */
function zoneIn(property: ICAL.Property | null, terms: ReadTerms): (time: ICAL.Time) => number {
  const tzid = String(property?.getFirstParameter('tzid') ?? '');
  const own = property?.parent?.parent ? zonesIn(property.parent.parent).get(tzid) : undefined;
  const known = zoneNamed(tzid) ?? (own === undefined ? zoneMeantBy(tzid) : null);
  const foreign = known === null && own !== undefined ? foreignZone(own, tzid) : null;
  return (time) => {
    if (time.isDate) return startOfDay(terms.zone, dateText(time));
    if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1_000;
    if (foreign === null) return instantAt(known ?? terms.zone, time);
    return wallOf(time) - foreign.utcOffset(time) * 1_000;
  };
}

/** RFC 5545, section 3.3.5: of two the first; one that clocks skip is read by the offset before the gap. */
function instantAt(zone: string, time: ICAL.Time): number {
  const wall = wallOf(time);
  if (!isCovered(wall)) return wall - aheadMs(zone, wall);
  const [first] = instantsOf(zone, { date: dateText(time), time: `${two(time.hour)}:${two(time.minute)}` });
  return first === undefined ? wall - aheadMs(zone, wall - dayMs) : first + time.second * 1_000;
}

function wallOf({ year, month, day, hour, minute, second }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function startOfDay(zone: string, date: string): number {
  const wall = Date.parse(date);
  return isCovered(wall) ? startOfLocalDay(zone, date) : wall - aheadMs(zone, wall);
}

function localDate(zone: string, at: number): string {
  return new Date(at + aheadMs(zone, at)).toISOString().slice(0, 10);
}

// What began before the zone table is only counted on from, so an hour more or less is none of the window's.
function aheadMs(zone: string, at: number): number {
  return offsetAt(zone, Math.min(Math.max(at, first), last)) * 60_000;
}

const first = coveredFrom + 2 * dayMs;
const last = coveredTo - 2 * dayMs;

function isCovered(at: number): boolean {
  return at >= first && at <= last;
}

function dateText({ year, month, day }: ICAL.Time): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function dayOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day) / dayMs;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
