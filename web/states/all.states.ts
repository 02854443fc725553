import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, inject, it } from 'vitest';
import { consoleStates } from './console/console-table.ts';
import { complaints, leadsNowhere, leavesUnsaid, looksWrong } from './judge.ts';
import { overflow } from './seen.ts';
import { faultsOf, pictureOf, type Seen, writeSheet } from './sheet.ts';
import { type Spoken, spoken } from './spoken.ts';
import { showAs, standBefore } from './stand.ts';
import type { State } from './state.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';
import { allLanguages, languages, nameOf, schemes, type Variant, widths } from './variants.ts';
import { foreignWords } from './walker.ts';

const { only, out } = inject('states');
const chosen = states.filter(({ id }) => only.length === 0 || only.includes(id));
const ids = [...states, ...consoleStates].map(({ id }) => id);
const unknown = only.filter((id) => !ids.includes(id));
if (unknown.length > 0) throw new Error(`No such state: ${unknown.join(', ')}. There are: ${ids.join(', ')}`);

/** How long one state in one language may take; a page that answers no more is a fault like others. */
const lookMs = 60_000;

const theatre = theatreOfFile(chosen);
const seen: Seen[] = [];
beforeAll(async () => {
  await mkdir(out, { recursive: true });
  // Whoever reads it reads of this run.
  await rm(faultsOf(out), { force: true });
});
afterAll(async () => await writeSheet(out, inOrder()));

it.for(chosen.map((state) => [state.id, state] as const))('%s', { concurrent: true }, async ([, state]) => {
  const all: string[] = [];
  async function keep(language: Variant['language'], looking: Promise<string[]>) {
    const faults = await within(lookMs, looking).catch((error: unknown) => [String(error)]);
    seen.push({ state, language, faults });
    all.push(...faults.map((fault) => `${language} ${fault}`));
  }
  for (const language of state.isEnglish ? [] : spoken) await keep(language, listen(state, language));
  // English last: there the way on is gone, after which it is another state for everybody.
  for (const language of languages.toReversed()) await keep(language, look(state, language));
  if (all.length > 0) throw new Error(all.join('\n'));
});

/** Every picture of a state in one language, from one visit, and what is wrong with them. */
async function look(state: State, language: Variant['language']): Promise<string[]> {
  const first: Variant = { language, scheme: 'light', width: 1280, text: 100 };
  const visitor = await standBefore(theatre.stand(state), first);
  const { page } = visitor;
  try {
    const faults = await leavesUnsaid(page, state);
    const add = (where: string, found: readonly string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
    // From wide to narrow: on the way back Chromium draws what is sized by the screen as it was.
    for (const width of widths.toReversed()) {
      for (const scheme of schemes) {
        const variant: Variant = { language, scheme, width, text: 100 };
        await showAs(page, variant);
        // Names and order are the same in both schemes, so what the dark can break is its colours.
        add(nameOf(variant), await looksWrong(page, { onlyColours: scheme === 'dark' }));
        await page.screenshot({ path: join(out, pictureOf(state, variant)), fullPage: true });
      }
      await showAs(page, { scheme: 'light', width, text: 200 });
      add(`${width} with text at 200 %`, await overflow(page));
    }
    await showAs(page, { scheme: 'light', width: 320, text: 100 });
    add('320', await overflow(page));
    await showAs(page, first);
    if (language === 'en') faults.push(...(await leadsNowhere(page, state)));
    return [...faults, ...complaints(visitor)];
  } finally {
    await visitor.context.close();
  }
}

/** What is foreign or too wide in a language that people read, and a picture of it. */
async function listen(state: State, language: Spoken): Promise<string[]> {
  const variant: Variant = { language, scheme: 'light', width: 390, text: 100 };
  const visitor = await standBefore(theatre.stand(state), variant);
  const { page } = visitor;
  try {
    const faults = await foreignWords(page, language);
    faults.push(...(await overflow(page)).map((one) => `overflow: ${one}`));
    await page.screenshot({ path: join(out, pictureOf(state, variant)), fullPage: true });
    return [...faults, ...complaints(visitor)];
  } finally {
    await visitor.context.close();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = sleep(ms, undefined, { ref: false }).then(() => {
    throw new Error(`not looked at within ${ms / 1000} s`);
  });
  return await Promise.race([work, late]);
}

function inOrder(): Seen[] {
  const place = ({ state, language }: Seen) =>
    chosen.findIndex(({ id }) => id === state.id) * allLanguages.length + allLanguages.indexOf(language);
  return seen.toSorted((one, other) => place(one) - place(other));
}
