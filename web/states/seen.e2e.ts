import { expect, it } from 'vitest';
import { sharedBrowser } from '../src/test-browser.ts';
import { overflow } from './seen.ts';

const wide = '<button class="wide" style="inline-size: 450px; block-size: 40px">Tuesday</button>';

it.for([
  ['visible', true],
  ['hidden', true],
  ['clip', true],
  ['auto', false],
  ['scroll', false],
] as const)(
  'reports what is wider than the screen within overflow %s, unless the reader can scroll to it',
  async ([inside, isReported]) => {
    const browser = await sharedBrowser();
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    try {
      await page.setContent(`<div style="overflow-x: ${inside}">${wide}</div>`);
      expect((await overflow(page)).includes('button.wide')).toBe(isReported);
    } finally {
      await page.close();
    }
  },
);
