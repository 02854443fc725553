import { intentKey, proveAddress } from '@interlude/dev-stack/api-fixtures';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets an administrator say where the company meets on calls, by keyboard and on a phone, and names a wrong host', async () => {
  const { company } = stage;
  const { page } = await stage.visit({
    width: 390,
    mayBeRefused: [...refusedBeforeSignIn, 'settings.saveMeetingHosts'],
  });
  await signIn(page, company);
  // The pages are behind a menu here; Escape closes it and leaves the focus on its button.
  const menu = page.getByRole('button', { name: 'Menu' });
  const settings = page.getByRole('navigation').getByRole('link', { name: 'Settings' });
  await menu.press('Enter');
  await settings.focus();
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'hidden' });
  await focusOn(menu);
  await page.keyboard.press('Enter');
  await settings.press('Enter');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await settings.waitFor({ state: 'hidden' });
  const hosts = page.getByRole('list', { name: 'Where you meet on calls' }).getByRole('listitem');
  await hosts.getByText('zoom.us', { exact: true }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Change the hosts' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Where you meet on calls' });
  const field = dialog.getByLabel('Hosts, one per line');
  await field.focus();
  await page.keyboard.type('Meet.Acme.Example\nhttps://zoom.us/j/1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is no host name: https://zoom.us/j/1.').waitFor();
  await focusOn(field);
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await field.fill('meet.acme.example\nzoom.us');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The hosts are saved.').waitFor();
  await page.getByText('and nowhere else').waitFor();
  await expect.poll(() => hosts.allTextContents()).toEqual(['meet.acme.example', 'zoom.us']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await company.admin.call('settings.saveMeetingHosts', { meetingHosts: null });
});

it('lets an administrator name the websites that may show services, and copy what such a website holds', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' });
  const { url } = await company.addService([mara], { name: 'Saddle advice' });
  const { page, context } = await stage.visit({
    width: 390,
    mayBeRefused: [...refusedBeforeSignIn, 'settings.saveHosts'],
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, company);
  await page.goto('/hr/services');
  await page.getByText('None yet, so no website can show a service.').waitFor();
  await page.getByRole('button', { name: 'Change the websites' }).click();
  const dialog = page.getByRole('dialog', { name: 'Websites that may show your services' });
  const field = dialog.getByLabel('Hosts, one per line');
  await field.fill('WWW.Acme.example\nhttps://shop.example');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('This is no host name: https://shop.example.').waitFor();
  await focusOn(field);
  await field.fill('WWW.Acme.example\nshop.example:8443');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The websites are saved.').waitFor();
  const hosts = page.getByRole('list', { name: 'Websites that may show your services' }).getByRole('listitem');
  await hosts.nth(1).waitFor();
  expect(await hosts.allTextContents()).toEqual(['www.acme.example', 'shop.example:8443']);
  // On a phone the message lies over the end of the page until it is read.
  await page.getByRole('button', { name: 'Dismiss message' }).click();
  await page.getByLabel('Service', { exact: true }).selectOption('Saddle advice');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('The lines for Saddle advice are copied.').waitFor();
  const { origin, pathname } = new URL(url);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`src="${origin}/embed${pathname}"`);
  const all = page.getByRole('link', { name: 'Public page of all services' });
  expect(await all.getAttribute('href')).toBe(pathname.replace(/\/[^/]*$/, ''));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violationsOn(page)).toEqual([]);
  await company.admin.call('settings.saveHosts', { hosts: [] });
});

it('lets HR set every rule of a service, says what is wrong at its field, and keeps the rest as it was', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' });
  await company.addService([mara], { name: 'Gear tuning', slug: 'gear-tuning' });
  const policy = { nudges: ['P1D'], minimumNotice: 'PT2H' };
  const { serviceId } = await company.addService([mara], { name: 'Wheel truing', policy });
  await company.admin.call('resources.create', { name: 'Workshop', kind: 'room' });
  const { page } = await stage.visit({
    zone: 'Europe/London',
    mayBeRefused: [...refusedBeforeSignIn, 'services.update'],
  });
  await signIn(page, company);
  await page.getByRole('link', { name: 'Services' }).click();
  await page.getByRole('button', { name: 'Change Wheel truing' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change Wheel truing' });
  await dialog.getByText('Starts, breaks and address').click();
  await dialog.getByLabel('Minutes from start to start').fill('7');
  await dialog.getByLabel('Free minutes after').fill('10');
  await dialog.getByLabel('Time zone').fill('Europe/Lissabon');
  await dialog.getByLabel('Name in the address').fill('gear-tuning');
  await dialog.getByText('1 rule of its own').click();
  const notice = dialog.getByLabel('Bookable until how long before');
  expect(await notice.inputValue()).toBe('2 hours');
  await notice.fill('soon');
  const ahead = dialog.getByLabel('Bookable how many days ahead');
  expect(await ahead.getAttribute('placeholder')).toBe('14');
  expect(await dialog.getByLabel('Time to choose').getAttribute('placeholder')).toBe('1 hour');
  expect(await dialog.getByLabel(/Nudges|Not before how long after/).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Save the service' }).click();
  await dialog.getByText('From 5 to 480, in steps of 5.').waitFor();
  await dialog.getByText('Such as Europe/Lisbon.').waitFor();
  await dialog.getByText('Such as 2 days, 12 hours or 90 minutes, or “none”.').waitFor();
  await dialog.locator('[aria-invalid="true"]:focus').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await dialog.getByLabel('Minutes from start to start').fill('20');
  await dialog.getByLabel('Time zone').fill('Europe/Lisbon');
  await notice.fill('1 day 2 hours');
  await ahead.fill('30');
  await dialog.getByLabel('When a provider cannot come').selectOption({ label: 'leave it to HR' });
  await dialog.getByRole('button', { name: 'Add a room or licence' }).click();
  await dialog.getByRole('checkbox', { name: 'Workshop' }).check();
  await dialog.getByRole('button', { name: 'Save the service' }).click();
  await dialog.getByText('Another service has this name.').waitFor();
  await focusOn(dialog.getByLabel('Name in the address'));
  await dialog.getByLabel('Name in the address').fill('truing');
  await dialog.getByRole('button', { name: 'Save the service' }).click();
  await page.getByText('Wheel truing is saved.').waitFor();
  await page.getByText('Workshop').waitFor();
  await page.getByRole('link', { name: /acme\S*\/truing/ }).waitFor();
  expect(await company.admin.ask('services.get', { serviceId })).toMatchObject({
    slug: 'truing',
    stepMinutes: 20,
    buffers: { beforeMinutes: 0, afterMinutes: 10 },
    zone: 'Europe/Lisbon',
    policy: { nudges: ['P1D'], minimumNotice: 'P1DT2H', bookingWindowDays: 30, dropOut: 'ask_hr' },
  });
});

it('lets HR set the rules of a template, each beside what is usual, and those of the next invitation follow', async () => {
  const { company } = stage;
  const dele = await company.addInterviewer({ name: 'Dele Adeyemi' });
  const templateId = await company.addTemplate([dele], { name: 'Case study', policy: {} });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'Change Case study' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change Case study' });
  await dialog.getByText('as usual in your company').click();
  const reminders = dialog.getByLabel('Reminders to the candidate, before the start');
  expect(await reminders.getAttribute('placeholder')).toBe('1 day, 1 hour, 15 minutes');
  await reminders.fill('2 days; 3 h');
  await dialog.getByLabel('Nudges while no time is chosen, after').fill('none');
  await dialog.getByLabel('Can be cancelled until how long before').fill('6 hours');
  await dialog.getByLabel('A freed time is offered to one person for').fill('45 min');
  await dialog.getByLabel('How many at most').fill('101');
  await dialog.getByLabel('Another person must approve').selectOption({ label: 'no' });
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await dialog.getByText('A number from 0 to 100.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByLabel('How many at most').fill('1');
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await page.getByText('Case study is saved.').waitFor();

  const candidate = await company.invite(templateId);
  const { interviewId } = candidate;
  expect(await company.admin.ask('interviews.get', { interviewId })).toMatchObject({
    policy: {
      reminders: [
        { before: 'P2D', to: 'candidate' },
        { before: 'PT3H', to: 'candidate' },
        { before: 'P1D', to: 'interviewers' },
        { before: 'PT15M', to: 'interviewers' },
      ],
      nudges: [],
      cancel: { cutoff: 'PT6H' },
      waitlist: { offerFor: 'PT45M' },
      retake: { limit: 1, twoPerson: false },
      holdFor: 'PT5M',
    },
  });
});

it('lets HR call off a series from one of them on, and then all that is still to come', async () => {
  const { company, portal } = stage;
  const sunita = await company.addInterviewer({ name: 'Sunita Gurung', zone: 'UTC' });
  const service = await company.addService([sunita], {
    name: 'Physiotherapy',
    zone: 'UTC',
    stepMinutes: 60,
    series: { mostTimes: 8 },
    policy: { minimumNotice: 'PT0S' },
  });
  const email = `zoe-${Date.now()}@client.example`;
  const client = await proveAddress(portal.urls.booking, service, {
    email,
    codeOf: async () => await company.codeFor(email),
  });
  const { starts } = await client.slots();
  const chosen = [2, 20, 40, 60].flatMap((n) => starts[n] ?? []);
  const rule = { freq: 'WEEKLY', count: 4 };
  const series = { interviewId: client.interviewId, starts: chosen, rule, zone: 'UTC', idempotencyKey: intentKey() };
  await client.browser.call('candidate.bookSeries', series);

  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto(`/hr/appointments/${client.interviewId}`);
  const together = page.getByRole('region', { name: 'Booked together' });
  await together.getByRole('link').last().click();
  const opened = (nth: number) => together.getByRole('listitem').nth(nth).getByText(', this one').waitFor();
  await opened(3);
  await together.getByRole('link').nth(2).click();
  await opened(2);
  await page.getByRole('button', { name: 'Cancel several at once' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Cancel several appointments?' });
  await dialog.getByLabel('This one and all after it, 2 altogether').check();
  await dialog.getByRole('button', { name: 'Cancel 2 appointments' }).click();
  await dialog.getByText('Choose a reason.').waitFor();
  await dialog.getByLabel('Other').first().check();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel 2 appointments' }).click();
  await page.getByText('2 appointments are cancelled.').waitFor();
  await page.getByText('one of 2 cancelled at once').waitFor();
  await page.getByRole('button', { name: 'Dismiss message' }).click();
  await page.getByRole('button', { name: 'Cancel several at once' }).click();
  await dialog.getByRole('button', { name: 'Cancel 2 appointments' }).waitFor();
  await dialog.getByLabel('Other').first().check();
  await dialog.getByRole('button', { name: 'Cancel 2 appointments' }).click();
  await page.getByRole('button', { name: 'Cancel several at once' }).waitFor({ state: 'detached' });
  await expect.poll(() => together.getByText('Cancelled').count()).toBe(4);
  expect((await client.view()).appointment?.series?.all.map(({ status }) => status)).toEqual(
    chosen.map(() => 'cancelled'),
  );
});
