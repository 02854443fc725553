import { localOf } from './time-zone.ts';
import { tzdataVersion } from './zone-table.gen.ts';

/** What somebody was told a booking's start would be on a clock, and by which release of the zone table. */
export interface PromisedTime {
  /** The guest or somebody of the panel; null for the clock of the venue. */
  readonly personId: string | null;
  /** Canonical. */
  readonly zone: string;
  /** `YYYY-MM-DDTHH:mm` on that clock. */
  readonly localTime: string;
  readonly tzdata: string;
}

/** A release of the zone table: its name, and what it makes a zone's clock show at an instant (epoch milliseconds). */
export interface ZoneTable {
  readonly tzdata: string;
  readonly localTime: (zone: string, atMs: number) => string;
}

/** The table this build carries. */
export const presentTable: ZoneTable = {
  tzdata: tzdataVersion,
  localTime(zone, atMs) {
    const { date, time } = localOf(zone, atMs);
    return `${date}T${time}`;
  },
};

/** Whose clock it is. */
export type ClockOwner = Pick<PromisedTime, 'personId' | 'zone'>;

/** The promise made by telling these people of a start. */
export function promisesOf(owners: readonly ClockOwner[], startsAtMs: number, table = presentTable): PromisedTime[] {
  return owners.map(({ personId, zone }) => ({
    personId,
    zone,
    localTime: table.localTime(zone, startsAtMs),
    tzdata: table.tzdata,
  }));
}

/** A promise that the present table breaks: the same instant now reads otherwise. */
export interface MovedClock extends PromisedTime {
  readonly presentTime: string;
}

/** The promises whose clock shows another reading by this table than was promised. Throws UnknownZoneError. */
export function movedClocks(promised: readonly PromisedTime[], startsAtMs: number, table = presentTable): MovedClock[] {
  return promised
    .map((promise) => ({ ...promise, presentTime: table.localTime(promise.zone, startsAtMs) }))
    .filter(({ localTime, presentTime }) => localTime !== presentTime);
}
