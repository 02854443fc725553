import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, inject, it } from 'vitest';
import { consoleStates } from './console/console-table.ts';
import { consoleOfFile } from './console/test-console.ts';
import { complaints, looksWrong } from './judge.ts';
import { overflow } from './seen.ts';
import { pictureOf, type Seen, writeSheet } from './sheet.ts';
import { showAs } from './stand.ts';
import { nameOf, schemes, type Variant, widths } from './variants.ts';

const { only, out: all } = inject('states');
const out = join(all, 'console');
const chosen = consoleStates.filter(({ id }) => only.length === 0 || only.includes(id));
const standBefore = consoleOfFile();
const seen: Seen[] = [];

beforeAll(async () => void (await mkdir(out, { recursive: true })));
afterAll(async () => {
  const place = ({ state }: Seen) => chosen.findIndex(({ id }) => id === state.id);
  await writeSheet(
    out,
    seen.toSorted((one, other) => place(one) - place(other)),
  );
});

it.for(chosen.map((state) => [state.id, state] as const))('%s', { concurrent: true }, async ([, state]) => {
  const faults: string[] = [];
  const visitor = await standBefore(state, { language: 'en', scheme: 'light', width: 1280, text: 100 });
  const { page } = visitor;
  try {
    const add = (where: string, found: readonly string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
    for (const width of widths.toReversed()) {
      for (const scheme of schemes) {
        const variant: Variant = { language: 'en', scheme, width, text: 100 };
        await showAs(page, variant);
        add(nameOf(variant), await looksWrong(page, { onlyColours: scheme === 'dark' }));
        await page.screenshot({ path: join(out, pictureOf(state, variant)), fullPage: true });
      }
    }
    await showAs(page, { scheme: 'light', width: 320, text: 100 });
    add('320', await overflow(page));
    faults.push(...complaints(visitor));
  } finally {
    await visitor.context.close();
    seen.push({ state, language: 'en', faults });
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
});
