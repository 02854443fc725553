import { randomBytes } from 'node:crypto';
import { instantsOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import type { Calendar, World } from '../world/world.ts';
import { tellWatchers } from './channels.ts';
import type { CalendarEvent, EventBody, EventTime } from './event-shape.ts';

type Kept = EventBody & {
  readonly created?: string;
  readonly recurringEventId?: string;
  readonly originalStartTime?: EventTime;
};

/** Keeps an event as it is now, with another etag. */
export function keepEvent(world: World, calendar: Calendar, body: Kept): CalendarEvent {
  world.revision += 1;
  const now = new Date().toISOString();
  const id = body.id ?? randomBytes(13).toString('hex');
  const event: CalendarEvent = {
    sequence: 0,
    ...body,
    status: body.status ?? 'confirmed',
    created: body.created ?? now,
    iCalUID: body.iCalUID ?? `${id}@google.com`,
    ...timesOf(body, calendar.timeZone),
    id,
    updated: now,
    etag: `"${Date.now()}${String(world.revision).padStart(6, '0')}"`,
    revision: world.revision,
  };
  calendar.events.set(id, event);
  tellWatchers(world, calendar);
  return event;
}

/** Whatever a client wrote, an exact time is answered with its offset. */
function timesOf({ start, end }: EventBody, zone: string): Pick<EventBody, 'start' | 'end'> {
  const exact = (time: EventTime) => {
    const isExact = time.dateTime === undefined || /(Z|[+-]\d\d:\d\d)$/.test(time.dateTime);
    return isExact ? time : { ...time, dateTime: new Date(instantOf(time, zone)).toISOString().replace('.000', '') };
  };
  return { ...(start === undefined ? {} : { start: exact(start) }), ...(end === undefined ? {} : { end: exact(end) }) };
}

/** Epoch milliseconds; a date begins where the day begins in the calendar's zone. */
export function instantOf(time: EventTime, zone: string): number {
  if (time.date !== undefined) return startOfLocalDay(zone, time.date);
  const text = time.dateTime ?? '';
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text);
  return wallInstant(text.slice(0, 19), time.timeZone ?? zone);
}

/** `yyyy-mm-ddThh:mm:ss` on the clocks of a zone; what a change of clocks leaves out is an hour later. */
export function wallInstant(wall: string, zone: string): number {
  const [date = '', clock = '00:00:00'] = wall.split('T');
  const seconds = Number(clock.slice(6, 8) || 0) * 1_000;
  const [first] = instantsOf(zone, { date, time: clock.slice(0, 5) });
  if (first !== undefined) return first + seconds;
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const [later] = instantsOf(zone, {
    date,
    time: `${String(hour + 1).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  });
  return (later ?? Date.parse(`${wall}Z`)) + seconds;
}
