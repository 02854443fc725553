import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '@interlude/dev-stack/chromium';
import { repositoryRoot } from '@interlude/dev-stack/portal';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { BenchPortal } from './bench-portal.ts';
import { goalRow, ms, type Row } from './report.ts';
import { median } from './statistics.ts';

const runs = 5;
const goals = { lcp: 1_500, cls: 0.02, inp: 100 };
/** A slow 4G: 150 ms for a round trip, 1.6 Mbit/s down, 0.75 up. */
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const cpuRate = 4;
const quietMs = 1_000;
/** Interviews in the list of the console. */
const listed = 60;

interface Vitals {
  /** Milliseconds from the start of the navigation. */
  readonly lcp: number;
  readonly shown: number;
  readonly cls: number;
  /** The slowest interaction, milliseconds. */
  readonly inp: number;
  readonly kilobytes: number;
}

/** What the page has seen of itself, by the browser's own observers. */
interface Seen {
  lcp: number;
  cls: number;
  inp: number;
}

// Runs in the page, before anything of it.
const observing = `
  window.seen = { lcp: 0, cls: 0, inp: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, durationThreshold: 16 });
  watch('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
  watch('layout-shift', ({ hadRecentInput, value }) => { if (!hadRecentInput) seen.cls += value; });
  watch('event', ({ interactionId, duration }) => { if (interactionId > 0) seen.inp = Math.max(seen.inp, duration); });
`;

interface Visited {
  readonly name: string;
  /** The address, of a fresh one where opening it uses it up. */
  readonly address: () => Promise<string>;
  /** What somebody who was here before has in their browser. */
  readonly state?: StorageState;
  /** There as soon as the page can be used. */
  readonly shown: string;
  readonly width?: number;
  readonly use: (page: Page) => Promise<void>;
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/**
 * How fast the pages that people open most are on a slow phone, and the console's on a slow notebook: five visits of a
 * fresh browser each, which also use the page.
 */
export async function measureWebVitals(portal: BenchPortal): Promise<Row[]> {
  if (!existsSync(join(repositoryRoot, 'web/dist/index.html')))
    throw new Error('the web app is not built: npm start builds it');
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    const rows: Row[] = [];
    for (const page of await pagesOf(portal, browser)) rows.push(...(await measured(browser, page)));
    return rows;
  } finally {
    await browser.close();
  }
}

async function pagesOf(portal: BenchPortal, browser: Browser): Promise<Visited[]> {
  const personId = await portal.addInterviewer();
  const templateId = await portal.addTemplate([personId]);
  const { url: service } = await portal.addService([personId]);
  await portal.inviteMany(listed, templateId);
  const booked = await prepared(browser, async (page) => {
    await page.goto(await portal.link(templateId));
    await page.locator('button.soonest').first().click();
    await page.locator('.book-bar button[type=submit]').click();
    await page.locator('.ticket').waitFor();
  });
  const staff = await prepared(browser, async (page) => {
    await page.goto(`${portal.url}/hr`);
    await page.getByLabel('Work email').fill(portal.administrator.email);
    await page.getByLabel('Password', { exact: true }).fill(portal.administrator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Waits for you' }).waitFor();
  });
  const console = { state: staff.state, width: 1280 };
  const at = (address: string) => async () => address;
  return [
    { name: 'Candidate page', address: () => portal.link(templateId), shown: 'button.soonest', use: choose },
    { name: 'Service page', address: at(service), shown: 'button.soonest', use: choose },
    { name: 'Booked page', address: at(booked.url), state: booked.state, shown: '.ticket', use: unfold },
    { name: 'Home', address: at(`${portal.url}/hr`), ...console, shown: '.home-split h2', use: walk },
    { name: 'Interviews', address: at(`${portal.url}/hr/interviews`), ...console, shown: 'a[data-row]', use: walk },
  ];
}

/** A browser in which something was done before, and where that ended. */
async function prepared(browser: Browser, act: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ timezoneId: 'Europe/Lisbon' });
  const page = await context.newPage();
  await act(page);
  const done = { url: page.url(), state: await context.storageState() };
  await context.close();
  return done;
}

async function measured(browser: Browser, visited: Visited): Promise<Row[]> {
  const found: Vitals[] = [];
  for (let n = 0; n < runs; n++) found.push(await visit(browser, visited));
  const of = (name: keyof Vitals) => median(found.map((vitals) => vitals[name]));
  const who = `${visited.name}, slow 4G, processor ÷ ${cpuRate}`;
  const [lcp, cls, inp] = [of('lcp'), of('cls'), of('inp')];
  return [
    goalRow(`${who}, LCP, median of ${runs}`, `${ms(lcp)} ms`, `≤ ${goals.lcp} ms`, lcp <= goals.lcp),
    goalRow(`${who}, CLS`, cls.toFixed(3), `≤ ${goals.cls}`, cls <= goals.cls),
    goalRow(`${who}, INP`, `${ms(inp)} ms`, `≤ ${goals.inp} ms`, inp <= goals.inp),
    goalRow(
      `${visited.name}, there to be used`,
      `${ms(of('shown'))} ms after the address was opened, ${of('kilobytes').toFixed(0)} KB until then`,
      '',
      null,
    ),
  ];
}

async function visit(browser: Browser, { address, state, shown, width = 390, use }: Visited): Promise<Vitals> {
  const given = state === undefined ? {} : { storageState: state };
  const context = await browser.newContext({ viewport: { width, height: 844 }, timezoneId: 'Europe/Lisbon', ...given });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
    await page.addInitScript(observing);
    await page.goto(await address());
    await page.locator(shown).first().waitFor();
    const at = await page.evaluate<number>('performance.now()');
    const kilobytes = bytes / 1_024;
    await page.waitForTimeout(quietMs);
    await use(page);
    const seen = await page.evaluate<Seen>('seen');
    return { ...seen, shown: at, kilobytes };
  } finally {
    await context.close();
  }
}

/** Chooses a time by pointer, walks through others by key, opens the sheet and writes. */
async function choose(page: Page): Promise<void> {
  await page.locator('button.soonest').nth(1).click();
  await page.waitForTimeout(quietMs);
  await page.getByRole('gridcell', { selected: true }).first().focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'PageDown', 'PageUp']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(quietMs / 4);
  }
  // On a phone what is written is in the sheet.
  await page.locator('.panel-turn').click();
  await page.getByRole('textbox').first().pressSequentially('A note', { delay: 50 });
  await page.waitForTimeout(quietMs);
}

async function unfold(page: Page): Promise<void> {
  await page.locator('.split summary').click();
  await page.waitForTimeout(quietMs);
}

/** Goes along the rows by keys. */
async function walk(page: Page): Promise<void> {
  for (const key of ['j', 'j', 'k']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(quietMs / 4);
  }
  await page.waitForTimeout(quietMs);
}
