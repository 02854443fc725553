import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { axeFaults } from '../src/test-axe.ts';
import type { Visitor } from '../src/test-visitor.ts';
import { missingTexts, overflow, useControl, waitForText } from './seen.ts';
import type { State } from './state.ts';

const leadMs = 20_000;

/** What axe and a ruler find wrong with the page as it is shown now. */
export async function looksWrong(page: Page): Promise<string[]> {
  const wide = await overflow(page);
  return [...wide.map((one) => `overflow: ${one}`), ...(await axeFaults(page)).map((one) => `axe: ${one}`)];
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
