import type { BrowserContext, Page, Route } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';
let servicePath = '';

beforeAll(async () => {
  const mara = await stage.company.addInterviewer({ zone: 'UTC' });
  templateId = await stage.company.addTemplate([mara]);
  servicePath = new URL((await stage.company.addService([mara])).url).pathname;
});

const limitMs = 15_000;
const companyPath = () => servicePath.split('/').slice(0, 3).join('/');
const inviteAddress = async () => await stage.addressOf(await stage.company.send(templateId));

/** The limit of a call goes by the page's clock, which a test turns forward. */
async function limitByThePagesClock(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    AbortSignal.timeout = (ms) => {
      const late = new AbortController();
      setTimeout(() => late.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
      return late.signal;
    };
  });
}

/** Takes calls and never answers them, until it is told to. */
async function hang(page: Page, calls: RegExp): Promise<{ isAsked: Promise<void>; over(): Promise<void> }> {
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  const held: Route[] = [];
  let isOver = false;
  // Nobody waits any more for those that the page has given up.
  const answer = async (route: Route) => await route.continue().catch(() => undefined);
  await page.route(calls, async (route) => {
    resolve();
    if (isOver) await answer(route);
    else held.push(route);
  });
  return {
    isAsked,
    async over() {
      isOver = true;
      await Promise.all(held.map(answer));
    },
  };
}

interface Case {
  readonly what: string;
  readonly calls: RegExp;
  readonly address: () => Promise<string> | string;
  readonly isStaff?: boolean;
  /** There once the server answers. */
  readonly shown: string;
}

const cases: readonly Case[] = [
  { what: 'an interview', calls: /candidate\.exchange/, address: inviteAddress, shown: 'button.soonest' },
  { what: 'the times of an interview', calls: /\/slots\?/, address: inviteAddress, shown: 'button.soonest' },
  { what: 'a service', calls: /appointments\.service\?/, address: () => servicePath, shown: 'button.soonest' },
  {
    what: 'a service in a frame',
    calls: /appointments\.service\?/,
    address: () => `/embed${servicePath}`,
    shown: 'button.soonest',
  },
  {
    what: 'a company',
    calls: /appointments\.services\?/,
    address: () => companyPath(),
    shown: '.offer',
  },
  {
    what: 'the console',
    calls: /staff\.me/,
    address: () => '/hr',
    isStaff: true,
    shown: 'nav a[href="/hr/interviews"]',
  },
  {
    what: 'a list of the console',
    calls: /interviews\.list/,
    address: () => '/hr/interviews',
    isStaff: true,
    // Whether somebody was invited before, for another of these cases.
    shown: '.empty, a.row-link',
  },
];

it.each(cases)(
  'says four seconds after it asked for $what that this takes longer than usual, and after the limit that no answer came, with a way to try again',
  async ({ calls, address, isStaff = false, shown }) => {
    const { page, context } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
    if (isStaff) await signIn(page, stage.company);
    await limitByThePagesClock(context);
    await page.clock.install();
    const server = await hang(page, calls);
    await page.goto(await address());
    await server.isAsked;
    const slow = page.getByText('This takes longer than usual.').filter({ visible: true }).first();
    await page.locator('.bone').first().waitFor({ state: 'attached' });
    await page.clock.fastForward(2_000);
    expect(await slow.count()).toBe(0);
    await page.clock.fastForward(2_100);
    await slow.waitFor();
    // What is asked again meanwhile, as when the stream of changes opens, has the limit from then on.
    const said = page.getByText('The server does not answer');
    await expect
      .poll(async () => {
        await page.clock.fastForward(limitMs);
        return await said.count();
      })
      .toBeGreaterThan(0);
    expect(await page.getByText('There is no connection').count()).toBe(0);
    // A page that asks again by itself takes the button away until the limit is over once more.
    const again = page.getByRole('button', { name: 'Try again' }).first();
    await expect
      .poll(async () => {
        if ((await again.count()) === 0) await page.clock.fastForward(limitMs);
        return await again.dispatchEvent('click', {}, { timeout: 500 }).then(
          () => 'clicked',
          () => 'gone',
        );
      })
      .toBe('clicked');
    await server.over();
    await page.locator(shown).first().waitFor();
  },
);

it('says that there is no connection where the browser is offline', async () => {
  const { page } = await stage.visit();
  await page.route(/appointments\.services\?/, async (route) => {
    await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false }));
    await route.abort('internetdisconnected');
  });
  await page.clock.install();
  await page.goto(companyPath());
  const said = page.getByText('There is no connection');
  await expect
    .poll(async () => {
      // It is asked twice more before.
      await page.clock.fastForward(2_000);
      return await said.count();
    })
    .toBe(1);
});
