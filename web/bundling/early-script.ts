import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const source = 'src/early/early.ts';
const tag = `<script src="/${source}"></script>`;

/** Writes the script that runs before everything else into the page, whole and compressed. */
export function earlyScript(): Plugin {
  let root = '';
  return {
    name: 'early-script',
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        if (!html.includes(tag)) throw new Error('The page has no place for its early script.');
        const code = await bundled(resolve(root, source));
        return html.replace(tag, () => `<script>${code}</script>`);
      },
    },
  };
}

async function bundled(input: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { target: 'es2022', write: false, rolldownOptions: { input, output: { format: 'iife' } } },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [script, ...more] = outputs;
  if (script?.type !== 'chunk' || more.length > 0) throw new Error('The early script is not one piece.');
  return script.code.trim();
}
