import { allWeek, proveAddress } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { invitationIn } from './test-mail.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

const mailOf = (email: string, tag: string) =>
  until(`the mail "${tag}" to ${email}`, async () => (await stage.company.mailbox.messages({ to: email, tag }))[0]);

async function beginAs(page: Page, name: string, email: string): Promise<string> {
  await typeVisitor(page, { name, email });
  await askForCode(page);
  return await stage.company.codeFor(email);
}

it('leads a client from the public page by the code in a mail to a time, which they move and cancel', async () => {
  const { company } = stage;
  const people = [
    await company.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' }),
    await company.addInterviewer({ name: 'Dele Adeyemi', zone: 'Europe/London' }),
  ];
  const service = await company.addService(people, { price: { amountMinor: 4_500, currency: 'EUR' } });
  const { page, requests } = await stage.visit({ zone: 'Europe/London', mayBeRefused: ['appointments.prove'] });
  await page.goto(new URL(service.url).pathname);
  await page.getByRole('heading', { level: 1, name: 'Bike fitting' }).waitFor();
  await page.getByText('60 minutes · €45.00').waitFor();
  await page.getByRole('radio', { name: 'Dele Adeyemi' }).check();
  await chooseSoon(page, 2);
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('button', { name: 'Email me a code' }).click();
  await page.getByText('Please write your name.').waitFor();
  await page.getByLabel('Remind me').selectOption({ label: '3 hours before' });
  const email = `zoe-${Date.now()}@client.example`;
  const code = await beginAs(page, 'Zoë Ní Bhriain', email);
  expect(await violationsOn(page)).toEqual([]);
  await page.reload();
  await typeCode(page, code === '000000' ? '111111' : '000000');
  await page.getByText('This is not the code. You can try 4 more times.').waitFor();
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await page.getByText('€45.00').waitFor();
  await expect.poll(() => page.getByLabel('Remind me').inputValue()).toBe('PT3H');
  await page.getByLabel('Remind me').selectOption({ label: '1 day before' });
  await page.getByText('Your reminder is saved.').waitFor({ state: 'attached' });
  expect(await violationsOn(page)).toEqual([]);
  const booked = await mailOf(email, 'scheduled');
  expect(String(booked.request.Subject)).toMatch(/^Booked: Bike fitting with Acme, /);
  expect(String(booked.request.TextBody)).not.toMatch(/interview|candidate|Dear|Mara/i);
  expect(String(booked.request.TextBody)).toContain('Dele Adeyemi');
  expect(invitationIn(booked)).toMatchObject({ method: 'REQUEST', sequence: 1 });

  await page.getByRole('link', { name: 'Move to another time' }).click();
  await page.getByRole('heading', { name: 'Move your appointment' }).waitFor();
  await page.locator('.soonest').nth(1).click();
  await page.getByRole('button', { name: /^Move to / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  expect(invitationIn(await mailOf(email, 'rescheduled'))).toMatchObject({ method: 'REQUEST', sequence: 2 });

  await page.getByRole('link', { name: 'Cancel appointment' }).click();
  await page.getByLabel('No longer available').check();
  expect(await page.getByText('interview').count()).toBe(0);
  await page.getByRole('button', { name: 'Cancel appointment' }).click();
  await page.getByRole('heading', { name: 'Your appointment is cancelled' }).waitFor();
  expect(invitationIn(await mailOf(email, 'cancelled'))).toMatchObject({ method: 'CANCEL', sequence: 3 });
  expect(requests.map((request) => request.url()).filter((url) => url.includes(code))).toEqual([]);
});

it('says calmly that there is nothing to book, whatever the reason', async () => {
  const paths = ['/s/acme/nothing', '/s/nobody/nothing', '/s/acme/Not%20A%20Name'];
  const { page } = await stage.visit({ mayBeRefused: ['appointments.service', ...paths] });
  for (const path of paths) {
    expect((await page.goto(path))?.status()).toBe(404);
    await page.getByRole('heading', { level: 1, name: 'There is nothing to book here' }).waitFor();
  }
  expect(await violationsOn(page)).toEqual([]);
});

it('lets HR offer a service, and see, be paid for, move on and close what a client booked', async () => {
  const { company } = stage;
  await company.addInterviewer({ name: 'Sunita Gurung', zone: 'Europe/London' });
  const { page } = await stage.visit({ zone: 'Europe/London', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('link', { name: 'Services' }).click();
  await page.getByRole('button', { name: 'New service' }).click();
  await page.getByRole('button', { name: 'Create the service' }).click();
  await page.getByText('Give it a name.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Wheel truing');
  await page.getByLabel('Minutes', { exact: true }).fill('30');
  await page.getByLabel('Price (empty for free)').fill('19,50');
  await page.getByLabel('Place').fill('Hafenstraße 12');
  await page.getByLabel('Sunita Gurung').check();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create the service' }).click();
  await page.getByText('Wheel truing can be booked now.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const path = (await page.getByRole('link', { name: /wheel-truing/ }).getAttribute('href')) ?? '';

  const client = await stage.visit({ zone: 'Europe/London' });
  await client.page.goto(path);
  const email = `kofi-${Date.now()}@client.example`;
  await chooseSoon(client.page, 2);
  await typeCode(client.page, await beginAs(client.page, 'Kofi Mensah', email));
  await client.page.getByRole('heading', { name: /^You’re booked/ }).waitFor();

  await page.getByRole('link', { name: 'Appointments' }).click();
  await page.getByRole('heading', { level: 1, name: 'Appointments' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'Kofi Mensah' }).click();
  await page.getByRole('heading', { level: 1, name: /Kofi Mensah/ }).waitFor();
  await page.getByLabel('Where the payment stands').selectOption({ label: 'Paid' });
  await page.getByText('Payment: Paid.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(
    await page
      .locator('main')
      .getByText(/interview|candidate/i)
      .count(),
  ).toBe(0);
  await page.getByRole('button', { name: 'Start now' }).click();
  await page.getByRole('radio', { name: 'Agreed with everybody involved' }).check();
  await page.getByRole('button', { name: 'Start the appointment' }).click();
  await page.getByRole('button', { name: 'Complete' }).click();
  await page.getByRole('button', { name: 'Complete the appointment' }).click();
  await page.getByText('The appointment is completed.').waitFor();
  await client.page.getByRole('heading', { name: 'Your appointment is done' }).waitFor();
});

it('shows a hiring manager who gives a service what it costs, and no control that the server would refuse', async () => {
  const { company, portal } = stage;
  const hana = { email: `hana-${Date.now()}@acme.example`, password: 'a password that is long' };
  const roles = ['hiring_manager', 'interviewer'];
  const { personId } = await company.admin.call<{ personId: string }>('people.create', {
    ...hana,
    name: 'Hana Kim',
    roles,
    zone: 'UTC',
  });
  const weekly = allWeek('08:00', '20:00');
  await company.admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
  const service = await company.addService([personId], {
    name: 'Gear tuning',
    price: { amountMinor: 4_500, currency: 'EUR' },
  });
  const email = `tove-${Date.now()}@client.example`;
  const codeOf = async () => await company.codeFor(email);
  const client = await proveAddress(portal.urls.booking, service, { email, codeOf });
  await client.book((await client.slots()).starts[4] ?? '');

  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, hana);
  await page.goto(`/hr/interviews/${client.interviewId}`);
  const payment = page.getByRole('region', { name: 'Payment' });
  await payment.getByText('€45.00').waitFor();
  await payment.getByText('Due').waitFor();
  expect(await page.getByLabel('Where the payment stands').count()).toBe(0);
});
