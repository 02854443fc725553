import { intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { Page } from 'playwright-core';
import { askForCode, chooseSoon, typeCode, typeVisitor } from '../../src/test-service.ts';
import { openChoice, submitChoice } from '../acts.ts';
import { askTheCompany, type State } from '../state.ts';
import { minute, type World } from '../world.ts';

export const path = ({ url }: { readonly url: string }) => new URL(url).pathname;

export async function service(world: World, more: Record<string, unknown> = {}) {
  const names = ['Mara Brandt', 'Dele Adeyemi'];
  const people = await Promise.all(names.map((name) => world.portal.addInterviewer({ name, zone: 'UTC' })));
  return await world.portal.addService(people, { price: { amountMinor: 4_500, currency: 'EUR' }, ...more });
}

const questions = [
  { id: 'bike', label: 'Which bike do you ride?', kind: 'choice', options: ['City', 'Race'], required: true },
  { id: 'pain', label: 'What hurts?', kind: 'text', required: false },
];

/** So many that each visitor finds the soonest time free. */
// None of today: how many starts are left of it, of which two thirds must be left to others, depends on the hour.
async function crew(world: World) {
  const names = ['Mara Brandt', 'Dele Adeyemi', 'Sunita Gurung', 'Tove Lund', 'Ana Sousa', 'Kofi Mensah', 'Liv Berg'];
  const twice = [...names, ...names.map((name) => `${name} II`)];
  return await world.portal.addService(
    await Promise.all(twice.map((name) => world.onDates([2, 3, 4, 5], undefined, name))),
  );
}

let contested: NewService;

/** Another visitor, who never types their code. */
async function beginBeside(world: World, of: NewService, more: Record<string, unknown>): Promise<void> {
  const [tenant, name] = path(of).split('/').slice(2);
  const visitor = { name: 'Nobody', email: 'nobody@client.example', zone: 'UTC' };
  const wish = { tenant, service: name, ...visitor, ...more, idempotencyKey: intentKey() };
  await world.portal.browser().call('appointments.begin', wish);
}

/** A third of the only day is an hour and twenty minutes, which one visitor holds already. */
async function crowded(world: World): Promise<NewService> {
  const of = await world.portal.addService([await world.onDates([3], { from: '10:00', to: '14:00' })]);
  const [tenant, name] = path(of).split('/').slice(2);
  const asked = { tenant, service: name, zone: 'UTC' };
  const { starts } = await world.portal.browser().ask<{ starts: string[] }>('appointments.slots', asked);
  await beginBeside(world, of, { startsAt: starts.at(-1) });
  return of;
}

async function chooseAndOpen(page: Page): Promise<void> {
  await chooseSoon(page, 0);
  await openChoice(page);
}

async function begin(page: Page): Promise<void> {
  await chooseAndOpen(page);
  await typeVisitor(page, { name: 'Zoë Ní Bhriain', email: 'zoe@client.example' });
  await askForCode(page);
}

/** What a visitor of a service's page can be shown, from its times to the code. */
export const serviceStates: readonly State[] = [
  {
    id: 'service',
    says: 'The public page of a service: what it is, whom one meets, and when it is free.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await service(world)) }),
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'With whom?',
    also: ['Soonest times', 'No time that suits you?'],
    next: { name: 'Change the time zone', leadsTo: 'City, country or time zone' },
    ask: askTheCompany,
  },
  {
    id: 'service-chosen',
    says: 'A time is chosen, and who wants it is asked.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await service(world, { series: { mostTimes: 8 } })) }),
    act: chooseAndOpen,
    shown: 'We email you a code and normally hold the time',
    also: ['Your name', 'I would like several appointments'],
    next: { name: 'Email me a code' },
    ask: askTheCompany,
  },
  {
    id: 'service-incomplete',
    says: 'Name, address and the answer to a question of the service were left out.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await service(world, { questions })) }),
    act: async (page) => {
      await chooseAndOpen(page);
      await submitChoice(page);
    },
    shown: 'Please write your name.',
    also: ['Please answer this question.', '(optional)'],
    next: { name: 'Email me a code' },
    ask: askTheCompany,
  },
  {
    id: 'service-not-with',
    says: 'The person who is asked for now is not free at the chosen time.',
    kind: 'open',
    async arrange(world) {
      const people = [await world.onDates([3]), await world.onDates([4])];
      return { path: path(await world.portal.addService(people)) };
    },
    act: async (page) => {
      await chooseSoon(page, 0);
      // By a key: what is chosen may lie over the people where text is large.
      await page.locator('.who input').nth(2).press('Space');
      await page.locator('[role=alert]').waitFor();
      await openChoice(page);
    },
    shown: 'is not free with the person you chose.',
    next: { name: 'Choose ', leadsTo: 'We email you a code' },
    ask: askTheCompany,
  },
  {
    id: 'service-start-gone',
    says: 'The time that a link named is no longer offered.',
    kind: 'open',
    arrange: async (world) => ({ path: `${path(await service(world))}?start=${new Date(world.now).toISOString()}` }),
    act: async (page) => {
      await page.locator('[role=alert]').waitFor();
      await openChoice(page);
    },
    shown: 'is no longer offered.',
    next: { name: 'Choose ', leadsTo: 'We email you a code' },
    ask: askTheCompany,
  },
  {
    id: 'service-code',
    says: 'A code is on its way to the visitor, and the time is held.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await crew(world)) }),
    act: begin,
    shown: 'Type the code from your email',
    also: ['Held for you until'],
    next: { name: 'Change time or address', leadsTo: 'With whom?' },
    ask: askTheCompany,
  },
  {
    id: 'service-code-not-held',
    says: 'A code is on its way, but too many visitors hold times of that day.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await crowded(world)) }),
    act: begin,
    shown: 'Many people are booking at the moment',
    next: { name: 'Change time or address', leadsTo: 'We email you a code' },
    ask: askTheCompany,
  },
  {
    id: 'service-code-late',
    says: 'The ten minutes of the code are over.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await crew(world)) }),
    act: async (page, world) => {
      await begin(page);
      await page.clock.setFixedTime(world.now + 20 * minute);
      await page.getByRole('timer').waitFor({ state: 'detached' });
    },
    shown: 'The code has run out',
    next: { name: 'Email me a new code' },
    ask: askTheCompany,
  },
  {
    id: 'service-code-wrong',
    says: 'The code was mistyped.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await crew(world)) }),
    act: async (page) => {
      await begin(page);
      await typeCode(page, '000000');
      await page.locator('[role=alert]').waitFor();
    },
    shown: 'This is not the code.',
    next: { name: 'Change time or address', leadsTo: 'With whom?' },
    ask: askTheCompany,
  },
  {
    id: 'service-lost',
    says: 'The time was lost between code and booking; what is near is offered.',
    kind: 'open',
    async arrange(world) {
      contested = await world.portal.addService([await world.onDates([2, 3, 4, 5, 6, 7])]);
      return { path: path(contested) };
    },
    async act(page, world) {
      const begun = page.waitForResponse('**/trpc/appointments.begin*', { timeout: 60_000 });
      await begin(page);
      const { result } = await (await begun).json();
      const { startsAt } = (await begun).request().postDataJSON();
      await beginBeside(world, contested, { replaces: result.data.proofId });
      await (await world.portal.appoint(contested)).book(startsAt);
      await typeCode(page, await world.portal.codeOf(result.data.proofId));
      // The code was asked for in a panel too.
      await page.locator('input[autocomplete=one-time-code]').waitFor({ state: 'detached' });
      await page.locator('.panel').waitFor();
      await openChoice(page);
    },
    shown: 'is no longer offered. Your note is kept.',
    next: { name: 'Book ', leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
  {
    id: 'service-nothing-free',
    says: 'The service has no free time.',
    kind: 'open',
    arrange: async (world) => ({ path: path(await world.portal.addService([await world.onDates([])])) }),
    act: (page) => page.locator('.panel').waitFor(),
    shown: 'There is no free time right now',
    also: ['Join the waitlist', 'You then join the waitlist on the next page.'],
    next: { name: 'Email me a code' },
    ask: askTheCompany,
  },
];
