import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Browser as ApiBrowser } from './api-browser.ts';
import { findChromium } from './chromium.ts';
import { repositoryRoot } from './portal.ts';
import type { DemoInterview, StackFile } from './stack-file.ts';

/** Takes the pictures of the README from a running demo stack: `node packages/dev-stack/src/take-screenshots.ts <stack.json>`. */
const [stackFile] = process.argv.slice(2);
if (stackFile === undefined) throw new Error('Name the stack.json of a running stack with demo data.');
const stack = JSON.parse(await readFile(stackFile, 'utf8')) as StackFile;
const folder = join(repositoryRoot, 'docs');
await mkdir(folder, { recursive: true });

const { executablePath, args } = await findChromium(console.log);
const browser = await chromium.launch({ executablePath, args: [...args] });
try {
  const pictured = await scheduledInterview();
  await takeBooked(browser, pictured);
  await takeTemporal(browser, pictured.interviewId);
} finally {
  await browser.close();
}

type Pictured = Pick<DemoInterview, 'interviewId' | 'link'>;

/** An interview that is booked and whose reminders all lie ahead. */
async function scheduledInterview(): Promise<Pictured> {
  const [tenant] = stack.demo.tenants;
  const [administrator] = tenant?.staff ?? [];
  if (tenant === undefined || administrator === undefined) throw new Error('This stack has no demo data.');
  const api = new ApiBrowser(stack.booking);
  await api.call('staff.signIn', { email: administrator.email, password: administrator.password });
  const filter = { statuses: ['scheduled'] };
  const { interviews } = await api.ask<{ interviews: { interviewId: string; startsAt: string }[] }>('interviews.list', {
    filter,
  });
  const latest = interviews.toSorted((one, other) => other.startsAt.localeCompare(one.startsAt))[0];
  const known = tenant.interviews.find(({ interviewId }) => interviewId === latest?.interviewId);
  if (known === undefined) throw new Error('No demo interview is scheduled.');
  return known;
}

async function takeBooked(from: Browser, { interviewId, link }: Pictured): Promise<void> {
  const candidate = new ApiBrowser(stack.booking);
  await candidate.call('candidate.exchange', { token: link.split('#')[1] });
  const { zone } = await candidate.ask<{ zone: string }>('candidate.interview', { interviewId });
  const context = await from.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: zone,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(link.replace(/(?<=\?lang=)[\w-]+/, 'en'));
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  // The foot says whom to ask, which a picture need not.
  const { y = 0, height = 900 } = (await page.locator('main').boundingBox()) ?? {};
  await shoot(page, 'booked.png', Math.ceil(y + height));
  await context.close();
}

async function takeTemporal(from: Browser, interviewId: string): Promise<void> {
  const { ui, namespace } = stack.temporal;
  if (ui === null) throw new Error('This stack has no Temporal UI.');
  const context = await from.newContext({
    viewport: { width: 1600, height: 1000 },
    timezoneId: 'UTC',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.goto(`${ui}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowIdOf(interviewId))}`);
  await page.getByText('remind the candidate (1 day before)').first().waitFor();
  await page.getByText('send the invitation').first().waitFor();
  await shoot(page, 'temporal.png', 890);
  await context.close();
}

async function shoot(page: Page, name: string, height: number): Promise<void> {
  const width = page.viewportSize()?.width ?? 1280;
  const path = join(folder, name);
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
  console.log(path);
}
