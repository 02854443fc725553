import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSpoken } from './spoken.ts';
import { allLanguages, nameOf, schemes, type Variant, widths } from './variants.ts';

/** What a sheet names a state by. */
export interface Pictured {
  readonly id: string;
  readonly says: string;
}

/** What was seen of one state in one language. */
export interface Seen {
  readonly state: Pictured;
  readonly language: Variant['language'];
  readonly faults: readonly string[];
}

export const pictureOf = ({ id }: Pictured, variant: Variant): string => `${id}.${nameOf(variant)}.png`;

/** Where the faults of a run are listed, one on each line; there is no such file before a run has ended. */
export const faultsOf = (folder: string): string => join(folder, 'faults.txt');

/** Writes one page with the pictures of all states, and a list of faults; answers where the page is. */
export async function writeSheet(folder: string, seen: readonly Seen[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const byState = Map.groupBy(seen, ({ state }) => state);
  const lines = seen.flatMap(({ state, language, faults }) =>
    faults.map((fault) => `${state.id} ${language} ${fault}`),
  );
  await writeFile(faultsOf(folder), lines.map((line) => `${line}\n`).join(''));
  const page = join(folder, 'index.html');
  const head = `<p>${byState.size} states, ${lines.length} faults.</p>`;
  await writeFile(page, `${style}${head}${[...byState].map(([state, all]) => section(state, all)).join('\n')}`);
  return page;
}

const style = `<!doctype html><meta charset="utf-8"><title>States</title><style>
body { font: 14px/1.5 system-ui; margin: 2rem; background: #eee }
div { display: flex; gap: 1rem; overflow-x: auto; align-items: start }
figure { margin: 0 } img { display: block; height: 26rem; border: 1px solid #aaa }
li { color: #a00 } h2 { margin: 2rem 0 0 }
</style>`;

function section(state: Pictured, seen: readonly Seen[]): string {
  const faults = seen.flatMap(({ language, faults: all }) =>
    all.map((fault) => `<li>${escaped(`${language} ${fault}`)}`),
  );
  const shown = allLanguages.filter((language) => seen.some((one) => one.language === language));
  const looks = shown.flatMap((language) =>
    // Those that are read are seen on a phone alone.
    isSpoken(language)
      ? [{ language, scheme: 'light', width: 390, text: 100 } satisfies Variant]
      : schemes.flatMap((scheme) => widths.map((width): Variant => ({ language, scheme, width, text: 100 }))),
  );
  const pictures = looks.map((variant) => {
    const file = pictureOf(state, variant);
    return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${nameOf(variant)}</figcaption></figure>`;
  });
  return `<h2 id="${state.id}">${state.id}</h2><p>${escaped(state.says)}</p><ul>${faults.join('')}</ul><div>${pictures.join('')}</div>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
