import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import type { SeriesSlotsView } from '@interlude/shared/schemas/views';
import type { Browser } from './api-browser.ts';
import { addService, intentKey, proveAddress } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import type { DemoService, DemoStaff } from './stack-file.ts';
import { until } from './until-ready.ts';

const checkUp = {
  name: 'Instrument check-up',
  description: 'We look at your instrument on a video call, tell you what it needs, and what that would cost.',
  durationMinutes: 45,
  buffers: { beforeMinutes: 0, afterMinutes: 15 },
  price: { amountMinor: 4_900, currency: 'EUR' },
  provider: 'google_meet',
  meetingUrl: 'https://meet.google.com/qdn-vkxa-tbe',
  policy: { minimumNotice: 'PT24H' },
};
const lesson = {
  name: 'Tuning lesson',
  description: 'Bring your instrument and learn to tune it yourself, once or every week.',
  durationMinutes: 60,
  stepMinutes: 60,
  buffers: { beforeMinutes: 0, afterMinutes: 10 },
  price: { amountMinor: 3_500, currency: 'EUR' },
  provider: 'in_person',
  venue: 'Nordlicht Instruments, Hafenstraße 12',
  meetingUrl: undefined,
  series: { mostTimes: 10 },
  policy: { minimumNotice: 'PT24H', dropOut: 'ask_hr' },
};

/**
 * Two services with public pages: one on a call, booked once by a client who proved an address by the mail, and one in
 * a room of the house, booked by another client for several weeks at once.
 */
export async function addServices(
  portal: Portal,
  admin: Browser,
  staff: readonly DemoStaff[],
  roomId: string,
): Promise<readonly DemoService[]> {
  const providers = staff.filter(({ roles }) => roles.includes('interviewer')).map(({ personId }) => personId);
  const once = await addService(admin, providers, checkUp);
  const resources = [{ anyOf: [roomId], count: 1 }];
  const weekly = await addService(admin, providers.slice(0, 1), { ...lesson, resources });
  await bookOnce(portal, once);
  await bookWeekly(portal, weekly);
  return [
    { serviceId: once.serviceId, name: checkUp.name, url: once.url },
    { serviceId: weekly.serviceId, name: lesson.name, url: weekly.url },
  ];
}

type Service = Awaited<ReturnType<typeof addService>>;

async function clientOf(portal: Portal, service: Service, who: { name: string; email: string }) {
  const mailbox = createSandboxClient(portal.urls.sandbox);
  const codeOf = () =>
    until(
      'the code in the mail to a client',
      async () => {
        const [mail] = await mailbox.messages({ to: who.email, tag: 'code' });
        return /\b(\d{6})\b/.exec(String(mail?.request.TextBody ?? ''))?.[1];
      },
      { deadlineMs: 60_000, everyMs: 100 },
    );
  return await proveAddress(portal.urls.booking, service, { codeOf, ...who });
}

async function bookOnce(portal: Portal, service: Service): Promise<void> {
  const client = await clientOf(portal, service, { name: 'Signe Ångström', email: 'signe@client.example' });
  const { starts } = await client.slots();
  const start = starts[Math.floor(starts.length / 2)];
  if (start !== undefined) await client.book(start);
}

/** Every week from the first free start on, with whatever of that is free. */
async function bookWeekly(portal: Portal, service: Service): Promise<void> {
  const client = await clientOf(portal, service, { name: 'Beatriz Fonseca', email: 'beatriz@client.example' });
  const { browser, interviewId } = client;
  const [startsAt] = (await client.slots()).starts;
  const asked = { interviewId, startsAt, rule: { freq: 'WEEKLY', count: 4 }, zone: 'Europe/Lisbon' };
  const { times } = await browser.ask<SeriesSlotsView>('candidate.seriesSlots', asked);
  const starts = times.filter(({ free }) => free).map((time) => time.startsAt);
  const { startsAt: _, ...rest } = asked;
  if (starts.length < 2) return;
  await browser.call('candidate.bookSeries', { ...rest, starts, idempotencyKey: intentKey() });
}
