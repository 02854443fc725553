import { readFile, writeFile } from 'node:fs/promises';
import mjml2html from 'mjml';

const source = new URL('./layout.mjml', import.meta.url);
const target = new URL('./templates.gen.ts', import.meta.url);

/** Filled into every piece by the renderer, from the locale. */
const frame = ['lang', 'dir', 'start'];

/** The text of `templates.gen.ts`: the layout as HTML, cut at its marks into pieces that a mail repeats and fills. */
export async function compiledTemplates(): Promise<string> {
  const { html } = await mjml2html(await readFile(source, 'utf8'), {
    validationLevel: 'strict',
    keepComments: true,
    fonts: {},
  });
  const [head = '', ...cuts] = mirrored(html).split('<!--cut:').map(squeezed);
  const pieces = { head, ...Object.fromEntries(cuts.map(pieceOf)) };
  const slots = Object.entries(pieces).map(([name, piece]) => {
    const keys = [...new Set([...piece.matchAll(/\{\{(\w+)\}\}/g)].map(([, key = '']) => key))]
      .filter((key) => !frame.includes(key))
      .map((key) => `'${key}'`);
    return `  ${name}: ${keys.join(' | ') || 'never'};`;
  });
  const texts = Object.entries(pieces).map(([name, piece]) => `  ${name}: ${JSON.stringify(piece)},`);
  return `// Made from layout.mjml by \`npm run templates\`; edit that instead.

/** The values each piece asks for. */
export interface Slots {
${slots.join('\n')}
}

export const pieces: Readonly<Record<keyof Slots, string>> = {
${texts.join('\n')}
};
`;
}

function pieceOf(cut: string): [string, string] {
  const end = cut.indexOf('-->');
  return [cut.slice(0, end), cut.slice(end + 3)];
}

/** MJML knows left and right only; which of them a line starts at is decided by the locale. */
function mirrored(html: string): string {
  return html
    .replaceAll('align="left"', 'align="{{start}}"')
    .replaceAll('text-align:left', 'text-align:{{start}}')
    .replaceAll('direction:ltr', 'direction:{{dir}}');
}

function squeezed(html: string): string {
  return html
    .replaceAll(/\n\s*/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

if (import.meta.main) {
  await writeFile(target, await compiledTemplates());
  console.log('templates.gen.ts written');
}
