import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { Company } from '@interlude/dev-stack/test-company';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let company: Company;
let templateId = '';

beforeAll(async () => {
  company = stage.company;
  templateId = await company.addTemplate([await company.addInterviewer()]);
});

const title = (page: Page, text: string) => page.getByRole('heading', { name: text, exact: true });
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const refusedAtFirst = ['candidate.exchange'];

/** What staff can see of an interview: status, counters, and everything that was ever done to it. */
async function stateOf(interviewId: string) {
  const { status, version, startsAt } = await company.admin.ask<Record<string, unknown>>('interviews.get', {
    interviewId,
  });
  // The provider may have the invitation a moment before the timeline says so.
  const events = await until('the invitation on the timeline', async () => {
    const told = await company.timeline(interviewId);
    return told.some(({ what, when }) => what === 'invitation' && when === 'past') && told;
  });
  return { status, version, startsAt, events: events.map(({ source, what, when }) => `${source} ${what} ${when}`) };
}

// What begins soon becomes too soon while a test goes on.
async function laterStarts(candidate: CandidateBrowser): Promise<string[]> {
  return (await candidate.slots()).starts.filter((start) => start > tomorrow);
}

async function mailedLinks(interviewId: string): Promise<string[]> {
  const mails = await company.mailbox.messages({ metadata_iv: interviewId, tag: 'link' });
  return mails.flatMap(
    ({ request }) => /https?:\/\/\S+\/i\?lang=[\w-]+#[\w.-]+/.exec(String(request.TextBody ?? '')) ?? [],
  );
}

async function askForNewLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Email me my link' }).click();
  await page.getByText('If the address is known to us, the email is on its way.').waitFor();
}

describe('opening a link', () => {
  it('changes nothing, whoever fetches it and however, as long as nobody clicks', async () => {
    const { portal } = stage;
    const interviewId = await company.send(templateId);
    const token = await company.linkOf(interviewId);
    const rival = await company.invite(templateId);
    const before = [await stateOf(interviewId), await laterStarts(rival)];

    for (const path of ['/i', `/i/${interviewId}`]) {
      for (const method of ['GET', 'HEAD']) {
        const response = await fetch(`${portal.urls.booking}${path}`, {
          method,
          headers: { 'sec-purpose': 'prefetch' },
        });
        expect(response.status).toBe(200);
      }
    }
    const asked = await fetch(
      `${portal.urls.booking}/trpc/candidate.exchange?input=${encodeURIComponent(JSON.stringify({ token }))}`,
    );
    expect(asked.status).toBe(405);
    const { page } = await stage.visit();
    await page.goto(`${portal.url}/i#${token}`);
    await page.locator('button.soonest').first().hover();
    await page.mouse.wheel(0, 600);
    await page.getByRole('radiogroup').getByRole('radio').first().waitFor();
    await page.reload();
    await page.locator('button.soonest').first().waitFor();
    await page.close();

    expect([await stateOf(interviewId), await laterStarts(rival)]).toEqual(before);
  });

  it('chooses the time that a mail names without holding it, and says so when it is gone', async () => {
    const { portal } = stage;
    const [token, later] = [
      await company.linkOf(await company.send(templateId)),
      await company.linkOf(await company.send(templateId)),
    ];
    const rival = await company.invite(templateId);
    const starts = await laterStarts(rival);
    const named = starts[4] ?? '';
    const { page } = await stage.visit();
    await page.goto(`${portal.url}/i?lang=en&start=${named}#${token}`);
    await page
      .locator(`time[datetime^="${named.slice(0, 16)}"]`)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Book / }).waitFor();
    await page.waitForURL(({ search }) => search === '');
    expect(await laterStarts(rival)).toEqual(starts);
    await page.close();

    await rival.book(named);
    const { page: second } = await stage.visit();
    await second.goto(`${portal.url}/i?lang=en&start=${named}#${later}`);
    await second.getByText(/is no longer offered\./).waitFor();
    await second.close();
  });

  it('that a mail leads on to moving or cancelling opens just that, and does nothing by itself', async () => {
    const { portal } = stage;
    const candidate = await company.invite(templateId);
    await candidate.book((await candidate.slots()).starts.at(-1) ?? '');
    const token = await company.linkOf(candidate.interviewId);
    const { page } = await stage.visit();
    for (const step of ['reschedule', 'cancel']) {
      await page.goto(`${portal.url}/?`);
      await page.goto(`${portal.url}/i?lang=en&go=${step}#${token}`);
      await page.waitForURL(`${portal.url}/i/${candidate.interviewId}/${step}`);
      await page.locator('h1').first().waitFor();
    }
    await page.close();
    expect((await candidate.view()).status).toBe('scheduled');
  });

  it('takes the token out of the address before the application asks or draws anything, and leaves it nowhere', async () => {
    const interviewId = await company.send(templateId);
    const { page, context } = await stage.visit();
    await context.addInitScript(() => {
      const steps: string[] = [];
      Reflect.set(window, 'steps', steps);
      const replaceState = history.replaceState.bind(history);
      history.replaceState = (...given: Parameters<typeof replaceState>) => {
        replaceState(...given);
        steps.push(`replaceState${location.hash}`);
      };
      const ask = window.fetch;
      window.fetch = (...given: Parameters<typeof ask>) => {
        steps.push(`fetch${location.hash} ${given[0]}`);
        return ask(...given);
      };
    });
    await page.goto(await stage.addressOf(interviewId));
    await title(page, 'Choose a time').waitFor();

    const steps = await page.evaluate(() => Reflect.get(window, 'steps') as string[]);
    // Until the application is here a second load must find the token; the document itself asks two things before.
    const withToken = steps.filter((step) => step.startsWith('fetch#')).map((step) => step.split(' ')[1]);
    expect(withToken[0]).toBe('/trpc/candidate.exchange');
    expect(withToken.slice(1)).toEqual(withToken[1] ? [expect.stringContaining(`/${interviewId}/slots?`)] : []);
    const asked = steps.findIndex((step) => step.startsWith('fetch ') && !step.includes('/slots?'));
    const taken = steps.indexOf('replaceState');
    expect([taken >= 0, asked === -1 || taken < asked]).toEqual([true, true]);
    await page.waitForURL(`${stage.portal.url}/i/${interviewId}`);
    const kept = await page.evaluate(() => ({
      history: window.navigation.entries().map(({ url }) => url),
      local: Object.values(localStorage),
      session: Object.values(sessionStorage),
      text: document.documentElement.outerHTML,
    }));
    expect(JSON.stringify(kept)).not.toContain('eyJ');
    expect(await stage.logs()).not.toContain(await company.linkOf(interviewId));
  });
});

describe('a link pasted over another', () => {
  it('opens the interview of the last one, although the first is answered after it', async () => {
    const [first, second] = [await company.send(templateId), await company.send(templateId)];
    const { page } = await stage.visit();
    const { promise, resolve } = Promise.withResolvers<void>();
    const hold = async (route: Route) => {
      await promise;
      await route.continue();
    };
    await page.route('**/trpc/candidate.exchange', hold, { times: 1 });
    await page.goto(await stage.addressOf(first));
    await page.waitForFunction(() => location.hash === '');
    await page.evaluate((address) => location.assign(address), await stage.addressOf(second));
    await title(page, 'Choose a time').waitFor();
    const late = page.waitForResponse(new RegExp(`/interviews/${first}/slots`));
    resolve();
    await late;
    // Longer than times that are on their way are waited for.
    await page.evaluate(() => new Promise((over) => setTimeout(over, 300)));
    expect(new URL(page.url()).pathname).toBe(`/i/${second}`);
  });
});

describe('a dead link says what happened and what to do', () => {
  it('when it was replaced: the newer link comes by mail and works', async () => {
    const interviewId = await company.send(templateId);
    const address = await stage.addressOf(interviewId);
    await company.admin.call('interviews.extendLink', { interviewId });
    const { page } = await stage.visit({ mayBeRefused: refusedAtFirst });
    await page.goto(address);
    await title(page, 'A newer link has replaced this one').waitFor();
    await until('the mail with the newer link', async () => (await mailedLinks(interviewId)).length === 1);

    await askForNewLink(page);
    await until('the same link once more', async () => (await mailedLinks(interviewId)).length === 2);
    const [fresh = '', same] = await mailedLinks(interviewId);
    expect(fresh).toBe(same);
    expect(fresh).not.toBe(address);
    await page.goto('about:blank');
    await page.goto(fresh);
    await title(page, 'Choose a time').waitFor();
  });

  it('when the time to choose has passed: when that was, and a way to ask for more, which HR see', async () => {
    const interviewId = await company.send(templateId, { invitationValidFor: 'PT2S', nudges: [] });
    const address = await stage.addressOf(interviewId);
    await until('the end of the invitation', async () => (await stateOf(interviewId)).status === 'expired');
    const { page } = await stage.visit({ mayBeRefused: [...refusedAtFirst, 'candidate.slots'] });
    const refused = page.waitForResponse('**/trpc/candidate.exchange');
    await page.goto(address);
    await title(page, 'This link has ended').waitFor();
    const { error } = (await (await refused).json()) as { error: { data: { refusal: { expiredAt: string } } } };
    const ended = new Date(error.data.refusal.expiredAt);
    const written = { timeZone: 'Asia/Kolkata', dateStyle: 'long' } as const;
    const day = new Intl.DateTimeFormat('en-GB', written).format(ended);
    const time = new Intl.DateTimeFormat('en-GB', { ...written, dateStyle: undefined, timeStyle: 'short' }).format(
      ended,
    );
    await page.getByText(`It ended on ${day}, ${time} (UTC+5:30).`, { exact: true }).waitFor();
    await page.getByText('a person reads it').waitFor();

    await page.getByRole('button', { name: 'Ask for a new invitation' }).click();
    await page.getByText('the company has been told that you are still interested').waitFor();
    const attentionOf = async () =>
      (await company.admin.ask<{ attention: unknown }>('interviews.get', { interviewId })).attention;
    await until('the mark', async () => JSON.stringify(await attentionOf()).includes('link_asked'));
    await company.admin.call('interviews.extendLink', { interviewId, validFor: 'P3D' });
    await until('the mail', async () => (await mailedLinks(interviewId)).length === 1);
    const [fresh = ''] = await mailedLinks(interviewId);
    await page.goto('about:blank');
    await page.goto(fresh);
    await title(page, 'Choose a time').waitFor();
  });

  it('when it was cut off: the address leads to the link, and an unknown one is answered alike', async () => {
    const interviewId = await company.send(templateId);
    const address = await stage.addressOf(interviewId);
    const before = await stateOf(interviewId);
    const { page } = await stage.visit({ mayBeRefused: refusedAtFirst });
    for (const cut of [address.slice(0, -5), `${stage.portal.url}/i#hello`]) {
      await page.goto('about:blank');
      await page.goto(cut);
      await title(page, 'This link does not work').waitFor();
      await page.getByLabel('The address your invitation came to').fill('nobody@candidate.example');
      await page.getByRole('button', { name: 'Email me my link' }).click();
      await page.getByText('If we know the address, an email with your link is on its way').waitFor();
    }
    expect(await stateOf(interviewId)).toEqual(before);

    const { candidate } = await company.admin.ask<{ candidate: { email: string } }>('interviews.get', { interviewId });
    await page.getByLabel('The address your invitation came to').fill(candidate.email);
    await page.getByRole('button', { name: 'Email me my link' }).click();
    await until('the mail', async () => (await mailedLinks(interviewId)).length === 1);
    expect(await mailedLinks(interviewId)).toEqual([address]);
  });

  it('when this browser never opened it: the link comes by mail, and an unknown id is answered alike', async () => {
    const interviewId = await company.send(templateId);
    const address = await stage.addressOf(interviewId);
    const { page } = await stage.visit({ mayBeRefused: ['candidate.interview', 'candidate.slots'] });
    for (const id of [interviewId, 'int_unknown']) {
      await page.goto(`/i/${id}`);
      await title(page, 'Please open the link from your email').waitFor();
      await askForNewLink(page);
    }
    await until('the mail', async () => (await mailedLinks(interviewId)).length === 1);
    expect(await mailedLinks(interviewId)).toEqual([address]);

    await page.goto('/nothing-here');
    await title(page, 'There is nothing at this address').waitFor();
    await page.goto('/i');
    await title(page, 'Get your link').waitFor();
  });
});
