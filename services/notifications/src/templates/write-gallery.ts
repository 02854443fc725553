import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { languages } from '@interlude/shared/language/languages';
import { composeMail } from './compose-mail.ts';
import { everySample, sampleFacts, sampleNow } from './sample-facts.ts';

const about = { interviewId: 'int_1', sk: 'k'.repeat(43), nowMs: sampleNow, mailFrom: 'interviews@interlude.example' };
const darkBlock = '@media (prefers-color-scheme: dark)';
const widths = [320, 600];

/**
 * Writes every mail in every language as pages for people to look at: light and dark, on a phone and on a desk. A page
 * cannot ask for a scheme other than the device's, so the dark block is made to hold always, or never.
 */
async function writeGallery(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const shown: string[] = [];
    for (const { kind, role } of everySample) {
      const { subject, html, text } = composeMail(sampleFacts(kind, language, role), about);
      const name = `${language}-${kind}-${role}`;
      await writeFile(join(folder, `${name}-light.html`), html.replaceAll(darkBlock, '@media not all'));
      await writeFile(join(folder, `${name}-dark.html`), html.replaceAll(darkBlock, '@media all'));
      await writeFile(join(folder, `${name}.txt`), text);
      shown.push(sectionOf(name, subject));
    }
    await writeFile(join(folder, `${language}.html`), pageOf(`Mails, ${language}`, shown.join('\n')));
  }
  const links = languages.map((language) => `<li><a href="${language}.html">${language}</a></li>`).join('');
  await writeFile(join(folder, 'index.html'), pageOf('Mails', `<ul>${links}</ul>`));
}

function sectionOf(name: string, subject: string): string {
  const frames = ['light', 'dark'].flatMap((scheme) =>
    widths.map(
      (width) =>
        `<iframe loading="lazy" title="${scheme}, ${width}" src="${name}-${scheme}.html" width="${width}" height="900"></iframe>`,
    ),
  );
  const shown = subject.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<section id="${name}"><h2>${name}</h2><p><bdi>${shown}</bdi> · <a href="${name}.txt">text part</a></p>${frames.join('')}</section>`;
}

function pageOf(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>body{font:16px system-ui;margin:24px}section{white-space:nowrap;overflow-x:auto}iframe{border:1px solid #bbb;margin:0 12px 24px 0}</style><h1>${title}</h1>${body}</html>`;
}

const folder = resolve(process.argv[2] ?? '.gallery');
await writeGallery(folder);
console.log(`${join(folder, 'index.html')} written`);
