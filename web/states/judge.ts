import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { axeFaults } from '../src/test-axe.ts';
import type { Visitor } from '../src/test-visitor.ts';
import { missingTexts, overflow, useControl, waitForText } from './seen.ts';
import type { State } from './state.ts';

const leadMs = 20_000;

/** What axe and a ruler find wrong with the page as it is shown now. */
export async function looksWrong(page: Page, options?: { onlyColours: boolean }): Promise<string[]> {
  const wide = await overflow(page);
  const axe = await axeFaults(page, options);
  return [...wide.map((one) => `overflow: ${one}`), ...axe.map((one) => `axe: ${one}`), ...(await moves(page))];
}

/** What runs for longer than an eye sees, although its reader asked for nothing to move. */
async function moves(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    document.getAnimations().flatMap(({ effect }) => {
      const { duration = 0, iterations = 1 } = effect?.getComputedTiming() ?? {};
      const { target } = effect instanceof KeyframeEffect ? effect : {};
      return Number(duration) * Number(iterations) <= 1 ? [] : [`moves: ${target?.className ?? 'something'}`];
    }),
  );
}

/** What must be told apart where the reader's own few colours are all there is, if both are on the page. */
const told: readonly (readonly [string, string])[] = [
  ['.soonest[aria-pressed="true"]', '.soonest[aria-pressed="false"]'],
  ['.slot:has(:checked)', '.slot:not(:has(:checked))'],
  ['.day[aria-selected="true"] .day-face', '.day[aria-selected="false"][aria-disabled="false"] .day-face'],
  ['.day[aria-disabled="true"] .day-face', '.day[aria-disabled="false"] .day-face'],
  ['.choice:has(:checked)', '.choice:not(:has(:checked))'],
  ['button:disabled', 'button:enabled'],
];

/** What cannot be read or told apart in forced colours. */
export async function blendsIn(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  // Whoever presses a key sees where the focus is, also where it was moved for somebody with a mouse.
  await page.keyboard.press('F8');
  // Contrast is not left to axe: it reads the fill of a text, which names the colour from before the force.
  const faults = await page.evaluate((pairs) => {
    const all = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ opacityProperty: true }));
    const nameOf = ({ tagName, className }: Element) => `${tagName.toLowerCase()}.${className}`;
    const lookOf = (one: Element) => {
      const { border, outline, textDecoration, color, backgroundColor } = getComputedStyle(one);
      return [border, outline, textDecoration, color, backgroundColor].join();
    };
    const alike = pairs.filter(([a, b]) => {
      const [[one], [other]] = [all(a), all(b)];
      return one !== undefined && other !== undefined && lookOf(one) === lookOf(other);
    });
    const controls =
      'button.button, a.button, input:not([type=radio], [type=checkbox]), textarea, select, .soonest, .slot, .choice';
    const bare = all(controls).filter((one) => getComputedStyle(one).borderStyle === 'none');
    const lightOf = (colour: string) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const value = Number(part) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const groundOf = (one: Element | null): string => {
      const ground = one === null ? 'rgb(255, 255, 255)' : getComputedStyle(one).backgroundColor;
      return /^rgb\(/.test(ground) ? ground : groundOf(one?.parentElement ?? null);
    };
    const isText = ({ nodeType, textContent }: Node) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '';
    const pale = all('body *:not(:disabled, [aria-disabled="true"] *)').filter((one) => {
      if (![...one.childNodes].some(isText)) return false;
      const lights = [lightOf(getComputedStyle(one).color), lightOf(groundOf(one))];
      return Math.max(...lights) / Math.min(...lights) < 4.5;
    });
    // A focus that is on something stays there: what was opened may close when it leaves.
    const here = document.activeElement;
    const isOnText = here === null || here.matches('body, main, h1, h2, h3');
    // Nothing behind a dialog can have the focus.
    const room = document.querySelector('dialog:modal') === null ? 'main' : 'dialog:modal';
    const target = isOnText ? all(`${room} button:enabled, ${room} a[href]`)[0] : here.closest('button, a[href]');
    if (isOnText && target instanceof HTMLElement) target.focus({ focusVisible: true } as FocusOptions);
    const { outlineStyle, outlineWidth } = getComputedStyle(target ?? document.body);
    const hasRing = !target || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
    return [
      ...alike.map(([a, b]) => `${a} looks like ${b}`),
      ...bare.map((one) => `no edge: ${nameOf(one)}`),
      ...pale.map((one) => `pale: ${nameOf(one)}`),
      ...(hasRing ? [] : [`no ring: ${nameOf(target)}`]),
    ];
  }, told);
  await page.emulateMedia({ forcedColors: 'none' });
  return faults.map((fault) => `forced colours: ${fault}`);
}

/** What the state has to say and does not, also after a moment: some of it is fetched when the rest stands there. */
export async function leavesUnsaid(page: Page, state: State): Promise<string[]> {
  const { next, also = [], shown, ask } = state;
  const wanted = [shown, ...also, ask, ...(state.kind === 'ended' ? [state.happened, state.still] : [])];
  for (let tries = 30; ; tries -= 1) {
    const faults = (await missingTexts(page, wanted)).map((text) => `not said: “${text}”`);
    if (next.name !== '' && !(await useControl(page, next.name, false)))
      faults.push(`no button or link that works: “${next.name}”`);
    if (faults.length === 0 || tries === 0) return faults;
    await sleep(100);
  }
}

/** Whether the way on leads where it should; the page is somewhere else afterwards. */
export async function leadsNowhere(page: Page, { next }: State): Promise<string[]> {
  const { name, leadsTo } = next;
  if (leadsTo === undefined) return [];
  try {
    await useControl(page, name, true);
    await waitForText(page, leadsTo, leadMs);
    return [];
  } catch {
    return [`“${name}” does not lead to “${leadsTo}”`];
  }
}

/** What the browser complained about, but for answers and connections that a state is about. */
export function complaints({ faults }: Visitor): string[] {
  return faults().filter((fault) => /^(thrown|foreign|token|console: content security)/.test(fault));
}
