import { addDays, localOf } from '@interlude/shared/time/time-zone';
import ICAL from 'ical.js';
import type { Calendar } from '../world/world.ts';
import { instantOf, wallInstant } from './event.ts';
import type { CalendarEvent, EventTime } from './event-shape.ts';

interface Window {
  readonly from: number;
  readonly to: number;
}

const mostRepetitions = 3_000;

/** The events of a calendar as `singleEvents=true` gives them: each repetition by itself, exceptions in their place. */
export function singleEvents(calendar: Calendar, window: Window): CalendarEvent[] {
  const all = [...calendar.events.values()];
  return all.flatMap((event) => {
    if (event.recurringEventId !== undefined || event.recurrence === undefined) return [event];
    if (event.status === 'cancelled') return [event];
    return repetitionsOf(event, calendar, window).filter(({ id }) => !calendar.events.has(id));
  });
}

/** Whether something of an event lies within. */
export function isWithin(event: CalendarEvent, zone: string, { from, to }: Window): boolean {
  const { start, end } = event;
  if (start === undefined || end === undefined) return true;
  return instantOf(start, zone) < to && instantOf(end, zone) > from;
}

function repetitionsOf(event: CalendarEvent, calendar: Calendar, window: Window): CalendarEvent[] {
  const { start, end, recurrence = [], ...rest } = event;
  if (start === undefined || end === undefined) return [];
  const zone = start.timeZone ?? calendar.timeZone;
  const first = wallOf(start, zone);
  const lengthMs = instantOf(end, calendar.timeZone) - instantOf(start, calendar.timeZone);
  const days = start.date === undefined ? 0 : daysBetween(start.date, end.date ?? start.date);
  const left = new Set(recurrence.filter((line) => line.startsWith('EXDATE')).flatMap((line) => wallsIn(line, zone)));
  const given = recurrence.filter((line) => line.startsWith('RDATE')).flatMap((line) => wallsIn(line, zone));
  const rules = recurrence.filter((line) => line.startsWith('RRULE:'));
  const walls = new Set([first, ...given, ...rules.flatMap((rule) => wallsOf(rule.slice(6), { first, zone, window }))]);
  return [...walls]
    .filter((wall) => !left.has(wall))
    .map((wall) => {
      const at = wallInstant(wall, zone);
      const from = start.date === undefined ? instantTime(at, zone) : { date: wall.slice(0, 10) };
      const to =
        start.date === undefined ? instantTime(at + lengthMs, zone) : { date: addDays(wall.slice(0, 10), days) };
      const id = `${event.id}_${start.date === undefined ? basic(at) : wall.slice(0, 10).replaceAll('-', '')}`;
      return { ...rest, id, start: from, end: to, recurringEventId: event.id, originalStartTime: from };
    })
    .filter((one) => isWithin(one, calendar.timeZone, window));
}

function wallsOf(rule: string, { first, zone, window }: { first: string; zone: string; window: Window }): string[] {
  const until = /UNTIL=(\d{8}T\d{6})Z/.exec(rule);
  const local =
    until?.[1] === undefined ? rule : rule.replace(until[0], `UNTIL=${compact(wallAt(readBasic(until[1]), zone))}`);
  const iterator = ICAL.Recur.fromString(local).iterator(ICAL.Time.fromDateTimeString(first));
  const walls: string[] = [];
  for (let n = 0; n < mostRepetitions; n++) {
    const next = iterator.next() as ICAL.Time | null;
    if (next === null) break;
    const wall = next.toString().slice(0, 19);
    if (wallInstant(wall, zone) >= window.to) break;
    walls.push(wall);
  }
  return walls;
}

function wallOf(time: EventTime, zone: string): string {
  return time.date === undefined ? wallAt(instantOf(time, zone), zone) : `${time.date}T00:00:00`;
}

function wallAt(at: number, zone: string): string {
  const { date, time } = localOf(zone, at);
  return `${date}T${time}:00`;
}

function instantTime(at: number, timeZone: string): EventTime {
  return { dateTime: new Date(at).toISOString().replace('.000', ''), timeZone };
}

/** The walls that a line of EXDATE or RDATE names. */
function wallsIn(line: string, zone: string): string[] {
  const values = line.slice(line.indexOf(':') + 1).split(',');
  return values.map((value) => {
    if (value.endsWith('Z')) return wallAt(readBasic(value.slice(0, 15)), zone);
    const date = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
    const clock =
      value.length === 8 ? '00:00:00' : `${value.slice(9, 11)}:${value.slice(11, 13)}:${value.slice(13, 15)}`;
    return `${date}T${clock}`;
  });
}

function readBasic(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
}

function basic(at: number): string {
  return `${compact(new Date(at).toISOString().slice(0, 19))}Z`;
}

function compact(text: string): string {
  return text.replaceAll(/[-:]/g, '');
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
