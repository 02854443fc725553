import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '@interlude/dev-stack/chromium';
import { repositoryRoot } from '@interlude/dev-stack/portal';
import { chromium, type Page } from 'playwright-core';
import type { BenchPortal } from './bench-portal.ts';
import { goalRow, ms, type Row } from './report.ts';
import { median } from './statistics.ts';

const runs = 5;
const goals = { lcp: 1_500, cls: 0.02, inp: 100 };
/** A slow 4G: 150 ms for a round trip, 1.6 Mbit/s down, 0.75 up. */
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const cpuRate = 4;
const quietMs = 1_000;

interface Vitals {
  /** Milliseconds from the start of the navigation. */
  readonly lcp: number;
  readonly slot: number;
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

/**
 * How fast a candidate's page is on a slow phone: five visits of a fresh browser each, which choose a time by pointer,
 * walk through others by key, open the sheet and write a note.
 */
export async function measureWebVitals(portal: BenchPortal): Promise<Row[]> {
  if (!existsSync(join(repositoryRoot, 'web/dist/index.html')))
    throw new Error('the web app is not built: npm start builds it');
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const found: Vitals[] = [];
  for (let n = 0; n < runs; n++) found.push(await visit(await portal.link(templateId)));
  const of = (name: keyof Vitals) => median(found.map((vitals) => vitals[name]));
  const who = `Candidate page, slow 4G, processor ÷ ${cpuRate}`;
  const [lcp, cls, inp] = [of('lcp'), of('cls'), of('inp')];
  return [
    goalRow(`${who}, LCP, median of ${runs}`, `${ms(lcp)} ms`, `≤ ${goals.lcp} ms`, lcp <= goals.lcp),
    goalRow(`${who}, CLS`, cls.toFixed(3), `≤ ${goals.cls}`, cls <= goals.cls),
    goalRow(`${who}, INP`, `${ms(inp)} ms`, `≤ ${goals.inp} ms`, inp <= goals.inp),
    goalRow(
      'Candidate page, first time to choose',
      `${ms(of('slot'))} ms after the address was opened, ${of('kilobytes').toFixed(0)} KB until then`,
      '',
      null,
    ),
  ];
}

async function visit(link: string): Promise<Vitals> {
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, timezoneId: 'Europe/Lisbon' });
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
    await page.goto(link);
    await page.locator('button.soonest').first().waitFor();
    const slot = await page.evaluate<number>('performance.now()');
    const kilobytes = bytes / 1_024;
    await page.waitForTimeout(quietMs);
    await use(page);
    const seen = await page.evaluate<Seen>('seen');
    return { ...seen, slot, kilobytes };
  } finally {
    await browser.close();
  }
}

async function use(page: Page): Promise<void> {
  await page.locator('button.soonest').nth(1).click();
  await page.waitForTimeout(quietMs);
  await page.getByRole('gridcell', { selected: true }).first().focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'PageDown', 'PageUp']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(quietMs / 4);
  }
  // On a phone the note is in the sheet.
  await page.locator('.panel-turn').click();
  await page.getByRole('textbox').first().pressSequentially('A note', { delay: 50 });
  await page.waitForTimeout(quietMs);
}
