import { html, type Markup } from '@interlude/postmark-sandbox/html';
import { addDays, instantsOf, localOf } from '@interlude/shared/time/time-zone';
import express, { Router } from 'express';
import { z } from 'zod';
import { instantOf, keepEvent } from '../events/event.ts';
import type { CalendarEvent } from '../events/event-shape.ts';
import { isWithin, singleEvents } from '../events/expand.ts';
import { type Calendar, calendarOf, type World } from '../world/world.ts';
import { page, pageStyle } from './page.ts';

const weekDays = 7;
const addSchema = z.object({
  title: z.string().trim().min(1).max(200),
  date: z.iso.date(),
  from: z.iso.time({ precision: -1 }),
  to: z.iso.time({ precision: -1 }),
});

/** The week of each person, to look at and to change by hand. */
export function weekRoutes(world: World): Router {
  const routes = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  const calendarNamed = (email: string): Calendar | undefined => {
    const account = world.accounts.get(email);
    return account === undefined ? undefined : calendarOf(account, 'primary');
  };
  routes.get('/style.css', (_, response) => void response.type('css').send(pageStyle));
  routes.get('/', (_, response) => {
    const people = [...world.accounts.keys()].map((email) => html`<li><a href="${weekOf(email)}">${email}</a></li>`);
    const said = html`<h1>Calendars</h1><p class="muted">A stand-in for Google Calendar: nothing here left this machine. The portal is told of every change, and reads the calendar a moment later.</p><ul>${people}</ul>`;
    response.type('html').send(page('Calendars', said));
  });
  routes.get('/week/:email', (request, response) => {
    const calendar = calendarNamed(request.params.email);
    if (calendar === undefined) return void response.status(404).type('text').send('Not found');
    const today = localOf(calendar.timeZone, Date.now()).date;
    const wished = z.iso.date().safeParse(request.query['from']).data;
    response.type('html').send(weekPage(request.params.email, calendar, wished ?? today));
  });
  routes.post('/week/:email', form, (request, response) => {
    const calendar = calendarNamed(request.params.email);
    const { data } = addSchema.safeParse(request.body);
    const [from] =
      data === undefined || calendar === undefined
        ? []
        : instantsOf(calendar.timeZone, { date: data.date, time: data.from });
    const [to] =
      data === undefined || calendar === undefined
        ? []
        : instantsOf(calendar.timeZone, { date: data.date, time: data.to });
    if (calendar === undefined || data === undefined || from === undefined || to === undefined || to <= from)
      return void response.status(400).type('text').send('A title, a date, and an end after the start.');
    const at = (time: number) => ({ dateTime: new Date(time).toISOString(), timeZone: calendar.timeZone });
    keepEvent(world, calendar, { summary: data.title, start: at(from), end: at(to) });
    response.redirect(303, weekOf(request.params.email, data.date));
  });
  routes.post('/week/:email/remove', form, (request, response) => {
    const calendar = calendarNamed(request.params.email);
    const { id, from } = z.object({ id: z.string(), from: z.iso.date() }).safeParse(request.body).data ?? {};
    const event = calendar?.events.get(id ?? '');
    if (calendar === undefined || event === undefined) return void response.status(404).type('text').send('Not found');
    keepEvent(world, calendar, { ...event, status: 'cancelled' });
    response.redirect(303, weekOf(request.params.email, from));
  });
  return routes;
}

function weekOf(email: string, from?: string): string {
  return `/week/${encodeURIComponent(email)}${from === undefined ? '' : `?from=${from}`}`;
}

function weekPage(email: string, calendar: Calendar, from: string): string {
  const days = Array.from({ length: weekDays }, (_, n) => addDays(from, n));
  return page(
    email,
    html`<p><a href="/">All calendars</a></p>
<h1>${email}</h1>
<p><a href="${weekOf(email, addDays(from, -weekDays))}">Week before</a> · <a href="${weekOf(email, addDays(from, weekDays))}">Week after</a> <span class="muted">Times of ${calendar.timeZone}</span></p>
<form class="fields" method="post" action="${weekOf(email).replace(/\?.*/, '')}">
<label>Title <input name="title" required value="Busy"></label>
<label>Date <input name="date" type="date" required value="${from}"></label>
<label>From <input name="from" type="time" required value="10:00"></label>
<label>To <input name="to" type="time" required value="11:00"></label>
<button>Add</button>
</form>
<ul class="days">${days.map((date) => dayOf(email, calendar, { date, from }))}</ul>`,
  );
}

function dayOf(email: string, calendar: Calendar, { date, from }: { date: string; from: string }): Markup {
  const zone = calendar.timeZone;
  const window = { from: instantOf({ date }, zone), to: instantOf({ date: addDays(date, 1) }, zone) };
  const events = singleEvents(calendar, window)
    .filter((event) => event.status !== 'cancelled' && event.start !== undefined && isWithin(event, zone, window))
    .toSorted((one, other) => startOf(one, zone) - startOf(other, zone));
  const rows = events.map(
    (event) => html`<li class="event"><span>${clockOf(event, zone)} <bdi>${event.summary ?? '(No title)'}</bdi></span>
<form method="post" action="/week/${encodeURIComponent(email)}/remove"><input type="hidden" name="from" value="${from}"><input type="hidden" name="id" value="${event.recurringEventId ?? event.id}"><button aria-label="Remove ${event.summary ?? ''}">Remove</button></form></li>`,
  );
  const weekday = new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
  return html`<li><h2>${weekday} <span class="muted">${date}</span></h2><ul>${rows.length > 0 ? rows : html`<li class="muted">Nothing</li>`}</ul></li>`;
}

function startOf({ start }: CalendarEvent, zone: string): number {
  return start === undefined ? 0 : instantOf(start, zone);
}

function clockOf({ start, end }: CalendarEvent, zone: string): string {
  if (start === undefined || end === undefined || start.date !== undefined) return 'All day';
  return `${localOf(zone, instantOf(start, zone)).time}–${localOf(zone, instantOf(end, zone)).time}`;
}
