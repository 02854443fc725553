import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { addDays, localOf } from '@interlude/shared/time/time-zone';
import type { Browser } from './api-browser.ts';
import { signedIn } from './api-fixtures.ts';
import type { DemoCompany } from './demo-people.ts';
import type { Portal } from './portal.ts';
import type { DemoStaff } from './stack-file.ts';

interface Connected {
  readonly connection: { readonly connectionId: string; readonly busyFrom: string[]; readonly calendars: Named[] };
}
interface Named {
  readonly calendarId: string;
}

/** What stands in the calendar of everybody who has one, by its clock, from the Monday of this week on. */
const usual = [
  { summary: 'Stand-up', from: '09:30', to: '09:45', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', day: 0 },
  { summary: 'Design review', from: '14:00', to: '15:00', rule: 'FREQ=WEEKLY;BYDAY=WE', day: 2 },
  { summary: 'Dentist', from: '11:00', to: '12:00', rule: null, day: 8 },
];

/**
 * Connects those of a company who have a calendar, on the way that they would take themselves, so that their entries take
 * time and their bookings stand there.
 */
export async function connectCalendars(
  portal: Portal,
  { company, staff }: { readonly company: DemoCompany; readonly staff: readonly DemoStaff[] },
): Promise<void> {
  if (!portal.settings.hasGoogle) return;
  const google = createSandboxClient(portal.urls.google);
  for (const { address, zone, hasCalendar } of company.people) {
    const email = `${address}@${company.domain}`;
    const person = staff.find((one) => one.email === email);
    if (!hasCalendar || person === undefined) continue;
    await google.addAccount(email, zone);
    const today = localOf(zone, Date.now()).date;
    const monday = addDays(today, -((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7));
    for (const { summary, from, to, rule, day } of usual) {
      const date = addDays(monday, day);
      const at = (clock: string) => ({ dateTime: `${date}T${clock}:00`, timeZone: zone });
      const recurrence = rule === null ? {} : { recurrence: [`RRULE:${rule}`] };
      await google.put({ email }, { summary, start: at(from), end: at(to), ...recurrence });
    }
    const self = await signedIn(portal.urls.booking, email, person.password);
    const { url } = await self.call<{ url: string }>('calendars.begin', { provider: 'google' });
    await allowed(self, await google.decide(url, email));
    const { connections } = await self.ask<{ connections: Connected['connection'][] }>('calendars.connections', {});
    const { connectionId, busyFrom, calendars } = connections[0] ?? { connectionId: '', busyFrom: [], calendars: [] };
    const writeTo = calendars[0]?.calendarId ?? null;
    await self.call('calendars.choose', { connectionId, busyFrom, writeTo });
    // Answers once booking knows of it.
    await self.call('calendars.syncNow', { connectionId });
  }
}

/** Follows where the provider leads back to, as a browser does. */
async function allowed(browser: Browser, back: URL): Promise<void> {
  const first = await browser.fetch(`${back.pathname}${back.search}`, { redirect: 'manual' });
  const next = /url=([^"]+)/.exec(await first.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await browser.fetch(next, { redirect: 'manual' });
  const said = new URL(answer.headers.get('location') ?? '', back).searchParams.get('google');
  if (said !== 'connected') throw new Error(`the consent of the demo was not taken: ${said}`);
}
