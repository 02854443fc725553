import type { Browser, BrowserContext, Page, Request, Response } from 'playwright-core';
import { inject } from 'vitest';

export interface VisitorOptions {
  /** The zone the device is set to. */
  readonly zone?: string;
  readonly width?: number;
  readonly language?: string;
  /** Procedures whose refusal belongs to the story; any other answer from 400 on is a fault. */
  readonly mayBeRefused?: readonly string[];
  /** The origin of a website that is not ours and belongs to the story. */
  readonly website?: string;
  /** A line in the console that belongs to the story. */
  readonly mayComplain?: RegExp;
}

/** Somebody with a browser of their own, and everything that browser complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly requests: readonly Request[];
  faults(): string[];
}

interface VisitorSetting extends VisitorOptions {
  readonly baseUrl: string;
  readonly waitMs: number;
}

/** Opens a browser session that keeps a record of console errors, refused content, failed answers and leaked tokens. */
export async function openVisitor(browser: Browser, options: VisitorSetting): Promise<Visitor> {
  const { zone = 'Asia/Kolkata', width = 1280, language = 'en-GB', mayBeRefused = [], baseUrl, waitMs } = options;
  const { website, mayComplain } = options;
  const shiftMs = inject('shiftMs');
  const context = await browser.newContext({
    baseURL: baseUrl,
    timezoneId: zone,
    locale: language,
    viewport: { width, height: 844 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(waitMs);
  const faults: string[] = [];
  const requests: Request[] = [];
  context.on('console', (message) => {
    // The browser's own line about an answer from 400 on; the answer itself is judged below.
    if (message.text().startsWith('Failed to load resource: the server responded')) return;
    // Whoever is offline is so because the test says it; what is asked meanwhile is asked again.
    if (message.text().includes('net::ERR_INTERNET_DISCONNECTED')) return;
    if (mayComplain?.test(message.text())) return;
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => void faults.push(`thrown: ${error.error().message}`));
  context.on('response', (response) => void faults.push(...faultOf(response, mayBeRefused)));
  context.on('request', (request) => {
    requests.push(request);
    if (isLeak(request)) faults.push(`token in a request: ${request.method()} ${new URL(request.url()).pathname}`);
    const { origin } = new URL(request.url());
    if (origin !== new URL(baseUrl).origin && origin !== website)
      faults.push(`foreign request: ${new URL(request.url()).host}`);
  });
  if (shiftMs !== 0) await context.addInitScript(shiftClock, shiftMs);
  // A refusal by the content security policy need not reach the console.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`content security policy: ${effectiveDirective} ${blockedURI}`);
    });
  });
  return { page: await context.newPage(), context, requests, faults: () => faults };
}

/** In the page it is later by so many milliseconds, as it is for its server. */
function shiftClock(shift: number): void {
  const actual = Date;
  class ShiftedDate extends actual {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(actual.now() + shift);
      else super(...(given as [number]));
    }
    static override now(): number {
      return actual.now() + shift;
    }
  }
  Object.defineProperty(window, 'Date', { value: ShiftedDate, writable: true, configurable: true });
}

function faultOf(response: Response, mayBeRefused: readonly string[]): string[] {
  if (response.status() < 400) return [];
  const path = new URL(response.url()).pathname;
  // The plain route of the times is named like the procedure that answers the same.
  const procedures = path
    .replace('/trpc/', '')
    .replace(/^\/api\/interviews\/\w+\/slots$/, 'candidate.slots')
    .split(',');
  return procedures.every((name) => mayBeRefused.includes(name)) ? [] : [`${response.status()} ${path}`];
}

const tokenShape = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;

/** Whether a token travels anywhere but in the one call that turns it into a session. */
function isLeak(request: Request): boolean {
  // The fragment stays in the browser; it is part of the address here only.
  const { origin, pathname, search } = new URL(request.url());
  const mayCarry = [
    '/trpc/candidate.exchange',
    '/trpc/candidate.resendLink',
    '/trpc/candidate.requestInvitation',
  ].includes(pathname);
  const sent = [origin + pathname + search, ...Object.values(request.headers())];
  return sent.some((text) => tokenShape.test(text)) || (!mayCarry && tokenShape.test(request.postData() ?? ''));
}
