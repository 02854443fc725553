import { readFile, writeFile } from 'node:fs/promises';
import mjml2html from 'mjml';
import { toneSlot } from './tone-slots.ts';

const source = new URL('./layout.mjml', import.meta.url);
const target = new URL('./templates.gen.ts', import.meta.url);

/** Filled into every piece by the renderer: from the locale, and the colours of the company. */
const frame = ['lang', 'dir', 'start'];

/** The text of `templates.gen.ts`: the layout as HTML, cut at its marks into pieces that a mail repeats and fills. */
export async function compiledTemplates(): Promise<string> {
  const { written, slotOf } = withStandIns(await readFile(source, 'utf8'));
  const { html } = await mjml2html(written, { validationLevel: 'strict', keepComments: true, fonts: {} });
  const coloured = html.replaceAll(/#5ca1[ef][\da-f]/g, (standIn) => slotOf.get(standIn) ?? standIn);
  const tones = [...slotOf.values()].map((slot) => slot.slice(2, -2));
  const [head = '', ...cuts] = mirrored(coloured).split('<!--cut:').map(squeezed);
  const pieces = { head, ...Object.fromEntries(cuts.map(pieceOf)) };
  const slots = Object.entries(pieces).map(([name, piece]) => {
    const keys = [...new Set([...piece.matchAll(/\{\{(\w+)\}\}/g)].map(([, key = '']) => key))]
      .filter((key) => !frame.includes(key) && !tones.includes(key))
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

// `tone:on-stub.dark` becomes the slot `toneOnStubDark`; MJML takes nothing for a colour that does not look like one.
function withStandIns(text: string): { written: string; slotOf: ReadonlyMap<string, string> } {
  const standIns = new Map<string, string>();
  const written = text.replaceAll(/tone:([a-z-]+(?:\.dark)?)/g, (_match, tone: string) => {
    const slot = `{{${toneSlot(tone)}}}`;
    const known = standIns.get(slot) ?? `#5ca1${(0xe0 + standIns.size).toString(16)}`;
    standIns.set(slot, known);
    return known;
  });
  return { written, slotOf: new Map([...standIns].map(([slot, standIn]) => [standIn, slot])) };
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
