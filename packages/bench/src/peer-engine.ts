import type { PersonRules } from '@interlude/shared/slots/slot-question';
import type { Listing } from './engine-workload.ts';

/** As much of a Dayjs object as is used here. */
interface Moment {
  valueOf(): number;
  tz(zone: string): Moment;
}
interface Range {
  start: Moment;
  end: Moment;
}
interface PeerAvailability {
  days: number[];
  startTime: Date;
  endTime: Date;
  date: Date | null;
}
interface PeerUser {
  dateRanges: Range[];
  oooExcludedDateRanges: Range[];
  user: { isFixed: boolean };
}
interface PeerModule {
  dayjs: { (at: Date): Moment; utc(at: number): Moment };
  buildDateRanges(input: {
    availability: PeerAvailability[];
    timeZone: string;
    dateFrom: Moment;
    dateTo: Moment;
    travelSchedules: never[];
    outOfOffice: object;
  }): { dateRanges: Range[]; oooExcludedDateRanges: Range[] };
  subtract(from: Range[], busy: Range[]): Range[];
  getAggregatedAvailability(users: PeerUser[], schedulingType: string | null): Range[];
  getSlots(input: {
    inviteeDate: Moment;
    frequency: number;
    dateRanges: Range[];
    minimumBookingNotice: number;
    eventLength: number;
  }): { time: Moment }[];
}

/** Prepares a listing for the reference; what it answers lists the starts, epoch milliseconds in order. */
export type PeerEngine = (listing: Listing) => () => Moment[];

// The notice counts from the machine's clock; ten years back it lets every date of the workload pass.
const noNotice = -10 * 366 * 1_440;

/** Loads the bundled engine of the reference, with its formatter cache on. The process must run with TZ=UTC. */
export async function loadPeer(bundle: string): Promise<PeerEngine> {
  cacheFormatters();
  const peer = (await import(bundle)) as PeerModule;
  return (listing) => {
    const users = listing.question.people.map(peerFacts);
    return () => listStarts(peer, listing, users);
  };
}

type PeerFacts = ReturnType<typeof peerFacts>;

// The steps and their order are those of the reference's own listing: hours, minus busy times, joined, cut into starts.
function listStarts(peer: PeerModule, { question, span, guestZone, kind }: Listing, users: PeerFacts[]): Moment[] {
  const dateFrom = peer.dayjs.utc(span.from).tz(guestZone);
  const dateTo = peer.dayjs.utc(span.to).tz(guestZone);
  const available = users.map(({ availability, timeZone, busy }) => {
    const input = { availability, timeZone, dateFrom, dateTo, travelSchedules: [], outOfOffice: {} };
    const { dateRanges, oooExcludedDateRanges } = peer.buildDateRanges(input);
    const busyRanges = busy.map(({ start, end }) => ({ start: peer.dayjs(start), end: peer.dayjs(end) }));
    return {
      dateRanges: peer.subtract(dateRanges, busyRanges),
      oooExcludedDateRanges: peer.subtract(oooExcludedDateRanges, busyRanges),
      user: { isFixed: kind !== 'any' },
    };
  });
  const schedulingType = { one: null, any: 'ROUND_ROBIN', all: 'COLLECTIVE' }[kind];
  const slots = peer.getSlots({
    inviteeDate: dateFrom,
    frequency: question.stepMinutes,
    dateRanges: peer.getAggregatedAvailability(available, schedulingType),
    minimumBookingNotice: noNotice,
    eventLength: question.durationMinutes,
  });
  return slots.map(({ time }) => time);
}

/** A person as the reference's tables hold one: hours grouped over weekdays, overrides as rows without weekdays. */
function peerFacts(person: PersonRules) {
  const hours = Map.groupBy(person.weekly, ({ from, to }) => `${from}-${to}`);
  const weekly = [...hours.values()].map((same) => ({
    days: same.map(({ weekday }) => weekday % 7),
    startTime: clockTime(same[0]?.from ?? ''),
    endTime: clockTime(same[0]?.to ?? ''),
    date: null,
  }));
  const overrides = person.overrides.flatMap(({ date, ranges }) => {
    // A day off is an override from midnight to midnight there.
    const all = ranges.length > 0 ? ranges : [{ from: '00:00', to: '00:00' }];
    return all.map(({ from, to }) => ({
      days: [],
      startTime: clockTime(from),
      endTime: clockTime(to),
      date: new Date(`${date}T00:00:00Z`),
    }));
  });
  const busy = person.busy.map(({ startsAt, endsAt }) => ({ start: new Date(startsAt), end: new Date(endsAt) }));
  return { availability: [...weekly, ...overrides], timeZone: person.zone, busy };
}

function clockTime(time: string): Date {
  return new Date(`1970-01-01T${time}:00Z`);
}

/**
 * The reference ships dayjs with a patch that keeps one formatter per zone; without it every conversion builds a new
 * one. The same is done here from outside: only the form of the call that dayjs makes is answered from a cache.
 */
function cacheFormatters(): void {
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const plain = Date.prototype.toLocaleString;
  function cached(this: Date, locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions): string {
    const zone = options?.timeZone;
    if (locales !== 'en-US' || zone === undefined) return plain.call(this, locales, options);
    let formatter = formatters.get(zone);
    if (formatter === undefined) {
      const whole = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
      const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
      formatter = new Intl.DateTimeFormat('en-US', { ...whole, ...clock, timeZone: zone });
      formatters.set(zone, formatter);
    }
    return formatter.format(this);
  }
  Date.prototype.toLocaleString = cached;
}
