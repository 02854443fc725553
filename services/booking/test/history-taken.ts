import type { PersonRow } from '../src/company/person-store.ts';
import {
  type Busy,
  type Group,
  gapMissing,
  type History,
  type Operation,
  type Template,
  type Times,
  templateOf,
  timesOf,
  withOwn,
} from './history.ts';
import { dateOf, isAtWork, weekOf } from './hours.ts';

const minute = 60_000;

/** A start that was, or may have been, somebody's between two numbers of calls. */
interface Life {
  readonly client: number;
  readonly unit: number;
  readonly template: Template;
  readonly startsAt: number;
  readonly from: number;
  readonly to: number;
  readonly isHold: boolean;
}

/** A start that was asked for, with what its booking was made from. */
interface Wanted {
  readonly template: Template;
  readonly startsAt: number;
}

/** What may have been somebody else's while a call lasted. */
interface Rivals {
  readonly lives: readonly Life[];
  readonly busy: readonly Busy[];
}

/**
 * H2: whoever was refused a time as taken was refused for a reason: so many people may have had something else during
 * the call, or have come to their caps, that the panels of all starts that were asked for could not be filled together.
 * What is left open (who of a pool somebody got, which call came first of two at once) is held to be as it suits the
 * refusal, so every fault is one.
 */
export function takenFaults(history: History, people: readonly PersonRow[]): string[] {
  const lives = livesOf(history);
  const refused = history.operations.filter(({ outcome, kind }) => outcome === 'slot_taken' && kind !== 'join');
  return refused.flatMap((operation) => {
    const wanted = operation.concerns.flatMap(({ unit, startsAt }): Wanted[] => {
      const template = templateOf(history, operation.client, unit);
      return template === undefined || startsAt === null ? [] : [{ template, startsAt: Date.parse(startsAt) }];
    });
    const { full, rivals } = besidePlaces(rivalsOf(history, lives, operation), wanted);
    if (wanted.length === 0 || wanted.some((one) => isRoomTaken(rivals, one))) return [];
    const starts = operation.concerns.map(({ startsAt }) => startsAt).join(' ');
    // Of those who could give a session, each that is full has kept one panel from this client.
    const needed = wanted.flatMap((one) => Array.from({ length: full + 1 }, () => one));
    return canHaveAll({ rivals, people }, needed, [])
      ? [`H2: client ${operation.client} was refused ${starts}, which nobody could have had`]
      : [];
  });
}

/** Every start that was asked for, from the call that asked to the one that gave it up. */
function livesOf(history: History): Life[] {
  const byClient = Map.groupBy(history.operations, ({ client }) => client);
  return [...byClient.values()].flatMap((calls) => {
    const ordered = calls.toSorted((a, b) => a.invoke - b.invoke);
    return ordered.flatMap((call, n) =>
      call.concerns.flatMap(({ unit, startsAt }): Life[] => {
        const template = templateOf(history, call.client, unit);
        if (template === undefined || startsAt === null || !takes.includes(call.kind)) return [];
        const given = call.outcome === 'ok' ? ordered.slice(n + 1).find((later) => givesUp(call, unit, later)) : call;
        const to = given?.complete ?? Number.POSITIVE_INFINITY;
        return [
          {
            client: call.client,
            unit,
            template,
            startsAt: Date.parse(startsAt),
            from: call.invoke,
            to,
            isHold: call.kind === 'hold',
          },
        ];
      }),
    );
  });
}

const takes: readonly Operation['kind'][] = ['hold', 'book', 'bookAll', 'reschedule'];
const ends: readonly Operation['kind'][] = ['reschedule', 'cancel', 'cancelAll'];
const endsHold: readonly Operation['kind'][] = ['hold', 'release', 'book', 'bookAll'];

// A hold ends with whatever its owner does next to a time; what is booked, only when it is moved or called off.
function givesUp(call: Operation, unit: number, later: Operation): boolean {
  if (later.outcome !== 'ok' || !later.concerns.some((one) => one.unit === unit)) return false;
  return ends.includes(later.kind) || (call.kind === 'hold' && endsHold.includes(later.kind));
}

interface BesidePlaces {
  /** How many sessions of what was asked for may have been full at once. */
  readonly full: number;
  /** Without those who were in sessions of what was asked for: what they have is a place, and no time of anybody. */
  readonly rivals: Rivals;
}

function besidePlaces(rivals: Rivals, [wanted]: readonly Wanted[]): BesidePlaces {
  const { places = 1 } = wanted?.template ?? {};
  if (wanted === undefined || places === 1) return { full: 0, rivals };
  const isPlace = ({ template, startsAt }: { readonly template?: Template | undefined; readonly startsAt: number }) =>
    template === wanted.template && startsAt === wanted.startsAt;
  const taken = [
    ...rivals.lives.filter(isPlace).map((life) => ({ ...life, key: `${life.client}` })),
    ...rivals.busy
      .filter(isPlace)
      .map((one) => ({ key: `${one.offeredTo} offer`, from: one.invoke, to: one.complete })),
  ];
  const full = Math.floor(mostAtOnce(taken) / places);
  // The one room of all sessions is in the first that is full.
  const isBeside = (one: Parameters<typeof isPlace>[0]) =>
    !isPlace(one) || (full > 0 && wanted.template.room !== undefined);
  return { full, rivals: { lives: rivals.lives.filter(isBeside), busy: rivals.busy.filter(isBeside) } };
}

// A client's other parts and appointments are rivals like anybody's, and so is the session that they would leave: it
// stands until they have moved.
function rivalsOf(
  { busy }: History,
  lives: readonly Life[],
  { client, concerns, invoke, complete }: Operation,
): Rivals {
  const isOwn = (life: Life) =>
    life.client === client &&
    concerns.some(({ unit }) => unit === life.unit) &&
    (life.isHold || life.template.places === undefined);
  return {
    lives: lives.filter((life) => life.from < complete && life.to > invoke && !isOwn(life)),
    busy: busy.filter((one) => one.invoke < complete && one.complete > invoke),
  };
}

function isRoomTaken({ lives, busy }: Rivals, { template, startsAt }: Wanted): boolean {
  const { room } = template;
  if (room === undefined) return false;
  const times = timesOf(template, startsAt);
  const isOnOffer = busy.some((one) => one.people.includes(room) && clash(times, { ...one, before: 0, after: 0 }));
  const uses = lives.filter((life) => life.template.room === room);
  return isOnOffer || uses.some((life) => clash(times, timesOf(life.template, life.startsAt)));
}

interface Facts {
  readonly rivals: Rivals;
  readonly people: readonly PersonRow[];
}

/** Somebody of the panel of an earlier one of the starts that are wanted together. */
interface Seated {
  readonly person: PersonRow;
  readonly times: Times;
}

/** Whether all starts can have their panels, counting who is needed for those before. */
function canHaveAll(facts: Facts, [wanted, ...others]: readonly Wanted[], seated: readonly Seated[]): boolean {
  if (wanted === undefined) return true;
  const { template, startsAt } = wanted;
  const times = timesOf(template, startsAt);
  const free = facts.people.filter(
    (person) =>
      template.panel.some(({ anyOf }) => anyOf.includes(person._id)) &&
      isAtWork(person, times) &&
      !mayBeTaken(facts.rivals, person, times, seated),
  );
  return canFill(template.panel, free, (crew) =>
    canHaveAll(facts, others, [...seated, ...crew.map((person) => ({ person, times }))]),
  );
}

function mayBeTaken({ lives, busy }: Rivals, person: PersonRow, times: Times, seated: readonly Seated[]): boolean {
  const wanted = withOwn(person, times);
  const clashes = (other: Times) => clash(wanted, withOwn(person, other));
  const own = seated.filter((one) => one.person._id === person._id);
  const held = lives.filter(({ template }) => template.panel.some(({ anyOf }) => anyOf.includes(person._id)));
  const taken = busy.filter((one) => one.people.includes(person._id));
  if (own.some((one) => clashes(one.times))) return true;
  if (held.some((life) => clashes(timesOf(life.template, life.startsAt)))) return true;
  if (taken.some((one) => clashes({ ...one, before: 0, after: 0 }))) return true;
  const meetings = [
    ...held.map((life) => ({ ...life, key: meetingOf(life) })),
    ...taken.flatMap((one) =>
      one.offeredTo === undefined
        ? []
        : [{ startsAt: one.startsAt, key: `${one.offeredTo} offer`, from: one.invoke, to: one.complete }],
    ),
  ];
  const { perDay, perWeek } = person.caps;
  return [
    { cap: perDay, periodOf: dateOf },
    { cap: perWeek, periodOf: weekOf },
  ].some(({ cap, periodOf }) => {
    const isIn = ({ startsAt }: { startsAt: number }) =>
      periodOf(person, startsAt) === periodOf(person, times.startsAt);
    const mine = own.filter((one) => isIn(one.times)).length;
    return cap !== null && mostAtOnce(meetings.filter(isIn)) + mine >= cap;
  });
}

// Whoever gives a session has one meeting, however many are in it.
function meetingOf({ client, unit, template: { id, places }, startsAt }: Life): string {
  return places === undefined ? `${client} ${unit}` : `${id} ${startsAt}`;
}

interface Meeting {
  /** Whose it is: moving within a day or week takes no second place there. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** How many there may have been at one moment; the number only rises where one begins. */
function mostAtOnce(meetings: readonly Meeting[]): number {
  const at = (moment: number) => meetings.filter(({ from, to }) => from <= moment && moment < to);
  return Math.max(0, ...meetings.map(({ from }) => new Set(at(from).map(({ key }) => key)).size));
}

// Claims are rounded outward to cells of five minutes: what would only just have fitted may be refused.
function clash(one: Times, other: Times): boolean {
  return gapMissing(one, other) > -10 * minute;
}

/** Whether the required groups can have distinct people out of these, with whom the rest goes too. */
function canFill(
  [group, ...others]: readonly Group[],
  free: readonly PersonRow[],
  isEnough: (crew: readonly PersonRow[]) => boolean,
): boolean {
  if (group === undefined) return isEnough([]);
  if (group.optional || group.count === 0) return canFill(others, free, isEnough);
  const fits = free.filter(
    ({ _id, skills = [] }) =>
      group.anyOf.includes(_id) && (group.skills ?? []).every((skill) => skills.includes(skill)),
  );
  const rest = { ...group, count: group.count - 1 };
  return fits.some((person) =>
    canFill(
      [rest, ...others],
      free.filter((one) => one !== person),
      (crew) => isEnough([person, ...crew]),
    ),
  );
}
