import { posix } from 'node:path';
import { type Language, languages } from '@interlude/shared/language/languages';
import type { Plugin, Rollup } from 'vite';

// Before the script that looks for them.
const charset = '<meta charset="utf-8" />';
const latinFont = /instrument-sans-latin-wght-normal-[\w-]+\.woff2$/;

/** The language whose first sentences a chunk holds, what is said before a time can be chosen; null for any other. */
export function languageOfFirstWords({ facadeModuleId }: Rollup.OutputChunk): Language | null {
  const file = /\/i18n\/(\w+)\/(\w+)\.ts$/.exec(facadeModuleId ?? '');
  return languages.find((one) => file?.[1] === file?.[2] && one.split('-')[0] === file?.[1]) ?? null;
}

/**
 * Writes the few lines of the entry into the page itself, since all that they import is one file beside it, and names the
 * font of the page and the sentences of each language, so that all that is needed comes at once.
 */
export function inlineEntry(): Plugin {
  return {
    name: 'inline-entry',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { chunk, bundle = {} }) {
        if (!chunk) throw new Error('The page has no entry.');
        if (chunk.dynamicImports.length > 0) throw new Error('The entry itself must import nothing later.');
        const words = Object.values(bundle).flatMap((output) => {
          const language = output.type === 'chunk' && languageOfFirstWords(output);
          return language ? [`${language}=/${output.fileName}`] : [];
        });
        if (words.length !== languages.length) throw new Error('The first sentences have no files of their own.');
        const code = chunk.code
          .replaceAll(/(?<=["'])\.\//g, `/${posix.dirname(chunk.fileName)}/`)
          .replace(/\n?\/\/# sourceMappingURL.*\n?$/, '')
          .trim();
        const tag = new RegExp(`<script type="module"[^>]*src="/${chunk.fileName.replaceAll('.', '\\.')}"></script>`);
        if (!tag.test(html)) throw new Error('The page does not name its entry.');
        const font = Object.keys(bundle).find((name) => latinFont.test(name));
        if (!font) throw new Error('The font has no file of its own.');
        const preload = `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${font}">`;
        const named = `<meta name="first-words" content="${words.join(' ')}">`;
        if (!html.includes(charset)) throw new Error('The page has no place to name its sentences.');
        return html
          .replace(charset, () => `${charset}\n    ${named}`)
          .replace(tag, () => `${preload}\n    <script type="module">${code}</script>`);
      },
    },
  };
}
