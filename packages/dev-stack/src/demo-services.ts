import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import type { Browser } from './api-browser.ts';
import { addService, proveAddress } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import type { DemoService, DemoStaff } from './stack-file.ts';
import { until } from './until-ready.ts';

/** One service with a public page, and a client who found it, proved an address by the mail and booked. */
export async function addServices(
  portal: Portal,
  admin: Browser,
  staff: readonly DemoStaff[],
): Promise<readonly DemoService[]> {
  const providers = staff.filter(({ roles }) => roles.includes('interviewer')).map(({ personId }) => personId);
  const service = await addService(admin, providers, {
    name: 'Instrument check-up',
    description: 'We look at your instrument on a video call, tell you what it needs, and what that would cost.',
    durationMinutes: 45,
    buffers: { beforeMinutes: 0, afterMinutes: 15 },
    price: { amountMinor: 4_900, currency: 'EUR' },
    provider: 'google_meet',
    meetingUrl: 'https://meet.example/check-up',
    policy: { minimumNotice: 'PT24H' },
  });
  const email = 'signe@client.example';
  const mailbox = createSandboxClient(portal.urls.sandbox);
  const codeOf = () =>
    until(
      'the code in the mail to a client',
      async () => {
        const [mail] = await mailbox.messages({ to: email, tag: 'code' });
        return /\b(\d{6})\b/.exec(String(mail?.request.TextBody ?? ''))?.[1];
      },
      { deadlineMs: 60_000, everyMs: 100 },
    );
  const client = await proveAddress(portal.urls.booking, service, { codeOf, email, name: 'Signe Ångström' });
  const { starts } = await client.slots();
  const start = starts[Math.floor(starts.length / 2)];
  if (start !== undefined) await client.book(start);
  return [{ serviceId: service.serviceId, name: 'Instrument check-up', url: service.url }];
}
