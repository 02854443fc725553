import type { Route } from 'playwright-core';
import { answerAMail, askTheCompany, linkOf, type State } from '../state.ts';
import { day, hour } from '../world.ts';

const never = () => new Promise<never>(() => undefined);

/** As the service answers when it is asked too often, which takes a minute to bring about. */
async function refuseForNow(route: Route): Promise<void> {
  const refusal = { code: 'rate_limited', retryAfterSeconds: 30 };
  const error = { message: 'rate_limited', code: -32_029, data: { httpStatus: 429, refusal } };
  await route.fulfill({ status: 429, json: { error } });
}

/** What a browser draws that runs none; those of whoever judges the page still run. */
async function drawWithoutScripts(route: Route): Promise<void> {
  const response = await route.fetch();
  const html = await response.text();
  const body = html.replaceAll(/<script[\s\S]*?<\/script>|<\/?noscript>|<link rel="modulepreload"[^>]*>/g, '');
  await route.fulfill({ response, body });
}

/** What a link can lead to before there is an interview to show. */
export const linkStates: readonly State[] = [
  {
    id: 'link-opening',
    says: 'The link is being opened, and the answer is on its way.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/trpc/candidate.exchange*', never),
    shown: 'Loading',
    next: { name: '' },
    ask: '',
  },
  {
    id: 'link-slow',
    says: 'The interview is there, the free times are still on their way.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/slots?*', never),
    shown: 'Choose a time',
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: askTheCompany,
  },
  {
    id: 'link-expired',
    says: 'The time to choose is over, and the browser has never opened the link before.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.at(-3 * day, () => world.invite({ invitationValidFor: 'P1D', nudges: [] }));
      await world.pass(candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'This link has ended',
    happened: 'It ended on',
    still: 'You can still ask',
    next: { name: 'Ask for a new invitation', leadsTo: 'If they agree, a new link comes by email' },
    ask: answerAMail,
  },
  {
    id: 'link-replaced',
    says: 'A newer link was emailed.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.invite();
      await world.staff('extendLink', candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'A newer link has replaced this one',
    happened: 'We have emailed a newer link',
    still: 'to the address we have for you',
    next: { name: 'Email me my link', leadsTo: 'the email is on its way' },
    ask: answerAMail,
  },
  {
    id: 'link-malformed',
    says: 'What follows the address is no link of ours.',
    kind: 'ended',
    arrange: async () => ({ path: '/i#hello' }),
    act: (page) => page.locator('input[type=email]').fill('nobody@candidate.example'),
    shown: 'This link does not work',
    happened: 'It may have been cut off',
    still: 'Open the email again',
    next: { name: 'Email me my link', leadsTo: 'If we know the address' },
    ask: answerAMail,
  },
  {
    id: 'link-cut-off',
    says: 'The end of the link was lost when it was copied.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()).slice(0, -5) }),
    act: async (page) => {
      await page.locator('input[type=email]').waitFor();
      await page.locator('form button').click();
    },
    shown: 'This link does not work',
    also: ['This is not an address yet.'],
    happened: 'It may have been cut off',
    still: 'Open the email again',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
  {
    id: 'link-missing',
    says: 'Somebody opens the bare address without the link behind it.',
    kind: 'ended',
    arrange: async () => ({ path: '/i' }),
    shown: 'Get your link',
    happened: 'Open the link from any of our emails',
    still: 'or have it emailed to you again',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
  {
    id: 'link-not-opened-here',
    says: 'The address of the interview, in a browser that never opened its link.',
    kind: 'ended',
    arrange: async (world) => ({ path: `/i/${(await world.invite()).interviewId}` }),
    shown: 'Please open the link from your email',
    happened: 'This browser has not opened your interview yet',
    still: 'It goes to the address we have on file',
    next: { name: 'Email me my link', leadsTo: 'the email is on its way' },
    ask: answerAMail,
  },
  {
    id: 'link-not-open-yet',
    says: 'A page that opens later.',
    kind: 'ended',
    arrange: async () => ({ path: '/link/not-open' }),
    shown: 'This page is not open yet',
    happened: 'come back when the email says',
    still: 'Nothing is lost',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
  {
    id: 'address-unknown',
    says: 'There is nothing at this address.',
    kind: 'ended',
    arrange: async () => ({ path: '/nowhere' }),
    shown: 'There is nothing at this address',
    happened: 'The address may be mistyped',
    still: 'Nothing has happened to your interview',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
  {
    id: 'too-many-attempts',
    says: 'So many attempts that a pause is asked for.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/trpc/candidate.exchange*', refuseForNow),
    shown: 'Too many attempts',
    happened: 'wait a little',
    still: 'Nothing was changed',
    next: { name: 'Try again' },
    ask: answerAMail,
  },
  {
    id: 'offline-at-first',
    says: 'The page came, and the network went before the interview did.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    async upset(context) {
      await context.route('**/trpc/candidate.exchange*', (route) => route.abort('internetdisconnected'));
      // The page itself can only be opened with a network.
      await context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
    },
    shown: 'There is no connection',
    happened: 'Check the connection',
    still: 'Your link is fine',
    next: { name: 'Try again' },
    ask: answerAMail,
  },
  {
    id: 'unanswered',
    says: 'The page came, and its service does not answer.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/trpc/candidate.exchange*', (route) => route.abort('timedout')),
    shown: 'The server does not answer',
    happened: 'The server does not answer',
    still: 'nothing was changed',
    next: { name: 'Try again' },
    ask: answerAMail,
  },
  {
    id: 'service-broken',
    says: 'The service fails at its own work.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) =>
      context.route('**/trpc/candidate.exchange*', (route) =>
        route.fulfill({ status: 500, json: { error: { message: 'x', code: -32_603, data: { requestId: 'req_1' } } } }),
      ),
    shown: 'This did not work',
    happened: 'The fault is ours',
    still: 'nothing was changed',
    next: { name: 'Try again' },
    ask: answerAMail,
  },
  {
    id: 'cookies-blocked',
    says: 'The browser keeps no cookies, so it is not let in after the link was taken.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: async (context) => {
      await context.addInitScript(() => {
        Object.defineProperty(navigator, 'cookieEnabled', { value: false });
      });
      await context.route('**/trpc/candidate.exchange*', async (route) => {
        const response = await route.fetch();
        const { 'set-cookie': _, ...headers } = response.headers();
        // The answer was fetched as this browser, which would keep what it says otherwise.
        await context.clearCookies();
        await route.fulfill({ response, headers });
      });
    },
    shown: 'This browser keeps no cookies',
    happened: 'One cookie remembers that you opened your link',
    still: 'Your link is fine',
    next: { name: 'Email me my link', leadsTo: 'the email is on its way' },
    ask: answerAMail,
  },
  {
    id: 'storage-blocked',
    says: 'The browser refuses pages any memory, which some do that block cookies.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: async (context) => {
      await context.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('Access is denied for this document.', 'SecurityError');
            },
          });
        }
      });
    },
    shown: 'Choose a time',
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: askTheCompany,
  },
  {
    id: 'scripts-blocked',
    isEnglish: true,
    says: 'The browser runs no scripts.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/i?*', drawWithoutScripts),
    shown: 'This page needs JavaScript',
    happened: 'It shows free times',
    still: 'Your link is fine',
    next: { name: '' },
    ask: answerAMail,
  },
  {
    id: 'script-missing',
    isEnglish: true,
    says: 'The document has come, but what draws the page has not.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: (context) => context.route('**/assets/first-*.js', (route) => route.abort()),
    // The document waits a while before it says so.
    act: (page) => page.evaluate('document.getAnimations().forEach((one) => one.finish())'),
    shown: 'This page is not complete yet',
    happened: 'has not arrived',
    still: 'your link still works',
    next: { name: 'Load the page again' },
    ask: answerAMail,
  },
  {
    id: 'offline-later',
    says: 'The network goes while a time is being chosen.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    act: async (page) => {
      await page.locator('button.soonest').first().waitFor();
      await page.context().setOffline(true);
    },
    shown: 'You are offline',
    also: ['Choose a time'],
    next: { name: 'Change the time zone' },
    ask: askTheCompany,
  },
  {
    id: 'clock-wrong',
    says: 'The clock of the device is a day behind.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    upset: async (context, world) => await context.clock.setSystemTime(world.now - day - 3 * hour),
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'Choose a time',
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: askTheCompany,
  },
  {
    id: 'zone-hidden',
    says: 'The device does not say where it is.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    zone: 'UTC',
    shown: 'Your device does not say which time zone you are in',
    next: { name: 'Choose your time zone', leadsTo: 'City, country or time zone' },
    ask: askTheCompany,
  },
];
