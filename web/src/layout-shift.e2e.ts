import type { Page, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const answersAfterMs = 700;

/** What moved by itself, and how much of the screen, as the browser sees it. */
interface Seen {
  sum: number;
  moved: string[];
}

/** Opens a page whose answers come late, and adds up what moved by itself until it stands. */
async function shiftOf(page: Page, path: string, shown: string): Promise<Seen> {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
    const seen: Seen = { sum: 0, moved: [] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      const shifts = (list.getEntries() as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput);
      for (const { value, sources } of shifts) {
        seen.sum += value;
        seen.moved.push(...sources.map(({ node }) => (node instanceof Element ? node.className : 'text')));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const awaited = new Set<Request>();
  page.on('requestfinished', (request) => awaited.delete(request));
  page.on('requestfailed', (request) => awaited.delete(request));
  await page.route(/\/trpc\/(?!staff\.live)|\/slots\?/, async (route) => {
    awaited.add(route.request());
    await new Promise((resolve) => setTimeout(resolve, answersAfterMs));
    await route.continue();
  });
  await page.goto(path);
  await page.locator(shown).filter({ visible: true }).first().waitFor();
  // What code that comes later asks for begins after the first answers.
  let calmLooks = 0;
  const look = () => {
    calmLooks = awaited.size === 0 ? calmLooks + 1 : 0;
    return calmLooks;
  };
  await expect.poll(look, { interval: 100 }).toBeGreaterThanOrEqual(5);
  // Two frames after the last answer the observer has seen all of it.
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
  return await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

function expectStill({ sum, moved }: Seen, what: string): void {
  expect(sum, `${what}: ${moved.join(', ')}`).toBeLessThanOrEqual(0.02);
}

it('the page of a service hardly moves while its times come', async () => {
  const { company } = stage;
  const description = 'We adjust the bike to you. '.repeat(12);
  const { url } = await company.addService([await company.addInterviewer()], { description });
  for (const width of [390, 1280]) {
    const { page } = await stage.visit({ zone: 'UTC', width });
    expectStill(await shiftOf(page, url, 'button.soonest'), `${width}`);
  }
});

it('Home and the list of interviews hardly move while their answers come', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  for (let n = 0; n < 3; n += 1) {
    const candidate = await company.invite(templateId);
    await candidate.book((await candidate.slots()).starts[n * 4] ?? '');
  }
  for (const [path, shown, width] of [
    ['/hr', '.next-up, .todo, .agenda', 1280],
    ['/hr', '.next-up, .todo, .agenda', 390],
    ['/hr/interviews', 'a.row-link[data-row]', 1280],
  ] as const) {
    const { page } = await stage.visit({ width, mayBeRefused: refusedBeforeSignIn });
    await signIn(page, company);
    expectStill(await shiftOf(page, path, shown), `${path} ${width}`);
  }
});
