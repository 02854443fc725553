import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Links of Markdown files that lead nowhere, each as `file: link`. Links to other hosts are not followed. */
export async function brokenLinks(root: string, files: readonly string[]): Promise<string[]> {
  const broken = await Promise.all(
    files.map(async (file) => {
      const links = linksOf(await readFile(file, 'utf8'));
      const problems = await Promise.all(links.map((link) => leadsNowhere(file, link)));
      return links.filter((_, n) => problems[n]).map((link) => `${relative(root, file)}: ${link}`);
    }),
  );
  return broken.flat();
}

function linksOf(text: string): string[] {
  const found = withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g);
  return [...found].flatMap(([, link = '']) => (/^[a-z]+:/.test(link) ? [] : [link]));
}

async function leadsNowhere(file: string, link: string): Promise<boolean> {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  const exists = await stat(target).then(
    () => true,
    () => false,
  );
  if (!exists || anchor === undefined) return !exists;
  return !anchorsOf(await readFile(target, 'utf8')).includes(anchor);
}

/** What headings are reached by, as GitHub makes it of their words. */
function anchorsOf(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
}
