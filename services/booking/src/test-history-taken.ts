import type { PersonRow } from './people/person-store.ts';
import {
  type Group,
  gapMissing,
  type History,
  type Operation,
  type Template,
  type Times,
  timesOf,
  withOwn,
} from './test-history.ts';

const minute = 60_000;

/** A start that was, or may have been, somebody's between two numbers of calls. */
interface Life {
  readonly client: number;
  readonly template: Template;
  readonly startsAt: number;
  readonly from: number;
  readonly to: number;
}

/**
 * H2: whoever was refused a time as taken was refused for a reason: at some moment of the call so many people may have
 * had something else that the panel could not be filled. What is left open (who of a pool somebody got, which call
 * came first of two at once) is held to be as it suits the refusal, so every fault is one.
 */
export function takenFaults(history: History, people: readonly PersonRow[]): string[] {
  const lives = livesOf(history);
  const refused = history.operations.filter(({ outcome, kind }) => outcome === 'slot_taken' && kind !== 'join');
  return refused.flatMap((operation) => {
    const template = history.templates[operation.template];
    if (template === undefined || operation.startsAt === null) return [];
    const startsAt = Date.parse(operation.startsAt);
    const free = people.filter(
      (person) => isAtWork(person, timesOf(template, startsAt)) && !mayBeTaken({ history, lives }, operation, person),
    );
    return canFill(template.panel, free) && !isRoomTaken({ history, lives }, operation, template)
      ? [`H2: client ${operation.client} was refused ${operation.startsAt}, which nobody could have had`]
      : [];
  });
}

/** Every start that was asked for, from the call that asked to the one that gave it up. */
function livesOf({ operations, templates }: History): Life[] {
  const byClient = Map.groupBy(operations, ({ client }) => client);
  return [...byClient.values()].flatMap((calls) => {
    const ordered = calls.toSorted((a, b) => a.invoke - b.invoke);
    return ordered.flatMap((call, n) => {
      const template = templates[call.template];
      if (template === undefined || call.startsAt === null || !['hold', 'book', 'reschedule'].includes(call.kind))
        return [];
      const given = call.outcome === 'ok' ? ordered.slice(n + 1).find((later) => givesUp(call, later)) : call;
      const to = given?.complete ?? Number.POSITIVE_INFINITY;
      return [{ client: call.client, template, startsAt: Date.parse(call.startsAt), from: call.invoke, to }];
    });
  });
}

// A hold ends with whatever its owner does next to a time; what is booked, only when it is moved or called off.
function givesUp(call: Operation, later: Operation): boolean {
  if (later.outcome !== 'ok') return false;
  if (later.kind === 'reschedule' || later.kind === 'cancel') return true;
  return call.kind === 'hold' && ['hold', 'release', 'book'].includes(later.kind);
}

interface Facts {
  readonly history: History;
  readonly lives: readonly Life[];
}

function isRoomTaken({ history, lives }: Facts, refused: Operation, template: Template): boolean {
  const { room } = template;
  const wanted = timesOf(template, Date.parse(refused.startsAt ?? ''));
  const isOnOffer = history.busy.some(
    (busy) =>
      room !== undefined &&
      busy.people.includes(room) &&
      busy.invoke < refused.complete &&
      busy.complete > refused.invoke &&
      clash(wanted, { ...busy, before: 0, after: 0 }),
  );
  return (
    isOnOffer ||
    lives.some(
      (life) =>
        template.room !== undefined &&
        life.template.room === template.room &&
        life.client !== refused.client &&
        life.from < refused.complete &&
        life.to > refused.invoke &&
        clash(wanted, timesOf(life.template, life.startsAt)),
    )
  );
}

function mayBeTaken({ history, lives }: Facts, refused: Operation, person: PersonRow): boolean {
  const { invoke, complete, client } = refused;
  // The other starts of a day or week, which a cap counts, are not looked at.
  if (person.caps.perDay !== null || person.caps.perWeek !== null) return true;
  const template = history.templates[refused.template];
  if (template === undefined) return true;
  const wanted = withOwn(person, timesOf(template, Date.parse(refused.startsAt ?? '')));
  const isDuring = (from: number, to: number) => from < complete && to > invoke;
  const isHeld = lives.some(
    (life) =>
      life.client !== client &&
      isDuring(life.from, life.to) &&
      life.template.panel.some(({ anyOf }) => anyOf.includes(person._id)) &&
      clash(wanted, withOwn(person, timesOf(life.template, life.startsAt))),
  );
  const isBusy = history.busy.some(
    (busy) =>
      busy.people.includes(person._id) &&
      isDuring(busy.invoke, busy.complete) &&
      clash(wanted, withOwn(person, { ...busy, before: 0, after: 0 })),
  );
  return isHeld || isBusy;
}

// Claims are rounded outward to cells of five minutes: what would only just have fitted may be refused.
function clash(one: Times, other: Times): boolean {
  return gapMissing(one, other) > -10 * minute;
}

/** Whether a meeting lies in the hours that everybody in a simulation has, nine to five on their own clock. */
function isAtWork({ zone }: PersonRow, { startsAt, endsAt }: Times): boolean {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [from = '', to = ''] = [startsAt, endsAt].map((at) => clock.format(at));
  return from.slice(0, 10) === to.slice(0, 10) && from.slice(11) >= '09:00' && to.slice(11) <= '17:00';
}

/** Whether the required groups can have distinct people out of these. */
function canFill([group, ...others]: readonly Group[], free: readonly PersonRow[]): boolean {
  if (group === undefined) return true;
  if (group.optional || group.count === 0) return canFill(others, free);
  const fits = free.filter(
    ({ _id, skills = [] }) =>
      group.anyOf.includes(_id) && (group.skills ?? []).every((skill) => skills.includes(skill)),
  );
  const rest = { ...group, count: group.count - 1 };
  return fits.some((person) =>
    canFill(
      [rest, ...others],
      free.filter((one) => one !== person),
    ),
  );
}
