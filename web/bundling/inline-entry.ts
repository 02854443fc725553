import { posix } from 'node:path';
import type { Plugin, Rollup } from 'vite';

const latinFont = /instrument-sans-latin-wght-normal-[\w-]+\.woff2$/;

/** Whether a chunk holds what is said before the first time can be chosen. */
export function isFirstWords(chunk: Rollup.OutputChunk): boolean {
  return chunk.facadeModuleId?.endsWith('/i18n/en.ts') ?? false;
}

/**
 * Writes the few lines of the entry into the page itself, since all that they import is one file beside it, and names the
 * sentences that it will ask for and the font of the page, so that all come at once.
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
        const words = Object.values(bundle).find((output) => output.type === 'chunk' && isFirstWords(output));
        if (!words) throw new Error('The first sentences have no file of their own.');
        const code = chunk.code
          .replaceAll(/(?<=["'])\.\//g, `/${posix.dirname(chunk.fileName)}/`)
          .replace(/\n?\/\/# sourceMappingURL.*\n?$/, '')
          .trim();
        const tag = new RegExp(`<script type="module"[^>]*src="/${chunk.fileName.replaceAll('.', '\\.')}"></script>`);
        if (!tag.test(html)) throw new Error('The page does not name its entry.');
        const font = Object.keys(bundle).find((name) => latinFont.test(name));
        if (!font) throw new Error('The font has no file of its own.');
        const early = [
          `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${font}">`,
          `<link rel="modulepreload" crossorigin href="/${words.fileName}">`,
        ].join('\n    ');
        return html.replace(tag, () => `${early}\n    <script type="module">${code}</script>`);
      },
    },
  };
}
